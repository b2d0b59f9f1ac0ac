package org.pacsscp.core.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Holds back what is logged, and knows whether a fault of ours is among it: it would look to a peer like an answer. */
public final class InternalErrors implements AutoCloseable {
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    private InternalErrors() {}

    public static InternalErrors watch() {
        InternalErrors errors = new InternalErrors();
        System.setErr(new PrintStream(errors.logged, false, StandardCharsets.UTF_8));
        return errors;
    }

    public void assertNone() {
        System.err.flush();
        String text = logged.toString(StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("internal error").doesNotContain("selector of");
    }

    @Override
    public void close() {
        System.setErr(standardError);
    }
}
