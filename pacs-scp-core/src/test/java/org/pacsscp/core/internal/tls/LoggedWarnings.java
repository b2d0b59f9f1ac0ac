package org.pacsscp.core.internal.tls;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Holds back what is logged during a test. */
final class LoggedWarnings implements BeforeEachCallback, AfterEachCallback {
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();

    @Override
    public void beforeEach(ExtensionContext context) {
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        System.setErr(standardError);
        if (context.getExecutionException().isPresent()) {
            standardError.print(captured.toString(StandardCharsets.UTF_8));
        }
    }

    /** Returns the lines of a level so far. */
    List<String> of(String level) {
        return captured.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(level + " "))
                .toList();
    }
}
