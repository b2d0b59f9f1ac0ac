package org.pacsscp.core.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Holds back what is logged during a test, and fails the test if that has an ERROR it did not ask for: a fault of ours
 * that costs one connection would look to its peer like an answer.
 */
public final class CapturedLog implements BeforeEachCallback, AfterEachCallback {
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
    private boolean errorsExpected;

    @Override
    public void beforeEach(ExtensionContext context) {
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        System.setErr(standardError);
        if (context.getExecutionException().isPresent()) {
            standardError.print(text());
        } else if (!errorsExpected) {
            assertThat(text()).doesNotContain("ERROR");
        }
    }

    /** Returns what was logged so far. */
    public String text() {
        return captured.toString(StandardCharsets.UTF_8);
    }

    /** Asks for an ERROR with this text. */
    public void assertError(String text) {
        errorsExpected = true;
        assertThat(text()).containsPattern("ERROR .*" + Pattern.quote(text));
    }
}
