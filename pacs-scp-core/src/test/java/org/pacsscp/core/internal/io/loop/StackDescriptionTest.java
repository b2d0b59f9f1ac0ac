package org.pacsscp.core.internal.io.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackDescriptionTest {
    /** What the application has called, where the JDK's own frames stand above it. */
    @Test
    void namesTheCallOfTheLoopNotTheJdksBelowIt() {
        StackTraceElement[] stack = {
            frame("java.io.FileOutputStream", "writeBytes"),
            frame("java.io.PrintStream", "println"),
            frame("com.example.Audit", "write"),
            frame("com.example.Audit", "opened"),
            frame("java.util.Optional", "ifPresent"),
            frame("org.pacsscp.core.internal.server.Events", "tell"),
            frame("org.pacsscp.core.internal.io.loop.IoLoop", "run"),
            frame("java.lang.Thread", "run")
        };

        assertThat(StackDescription.firstOfOurs(stack)).isEqualTo(5);
        assertThat(stack[StackDescription.callee(stack, 5)]).isEqualTo(frame("com.example.Audit", "opened"));
        assertThat(StackDescription.callee(new StackTraceElement[] {stack[0], stack[1], stack[5]}, 2))
                .isEqualTo(1);
        assertThat(StackDescription.callee(new StackTraceElement[] {stack[5], stack[6]}, 0))
                .isZero();
    }

    @Test
    void describesACallWithoutItsClassLoader() {
        StackTraceElement frame =
                new StackTraceElement("app", "module", "1.0", "com.example.Audit", "opened", "Audit.java", 17);

        assertThat(StackDescription.described(frame)).isEqualTo("com.example.Audit.opened(Audit.java:17)");
    }

    private static StackTraceElement frame(String className, String method) {
        return new StackTraceElement(className, method, null, 1);
    }
}
