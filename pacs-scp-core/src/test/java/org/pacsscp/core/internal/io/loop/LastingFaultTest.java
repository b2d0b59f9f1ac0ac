package org.pacsscp.core.internal.io.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LastingFaultTest {
    private static final StackTraceElement ENGINE = frame(null, "org.pacsscp.core.internal.association.UpperLayer");
    private static final StackTraceElement HANDLER = frame("com.example.pacs", "com.example.pacs.StoreHandler");
    private static final StackTraceElement JDK = frame("java.base", "sun.nio.ch.SocketChannelImpl");

    @Test
    void isAClassThatTheEngineCannotUse() {
        assertThat(LastingFault.isOne(at(new NoClassDefFoundError(), ENGINE))).isTrue();
        assertThat(LastingFault.isOne(at(new NoSuchMethodError(), ENGINE, HANDLER)))
                .isTrue();
    }

    @Test
    void isAClassOfTheJdkThatTheEngineCannotUse() {
        assertThat(LastingFault.isOne(at(new ExceptionInInitializerError(), JDK, ENGINE)))
                .isTrue();
    }

    @Test
    void isNoneOfAnApplication() {
        assertThat(LastingFault.isOne(at(new NoClassDefFoundError(), HANDLER, ENGINE)))
                .isFalse();
        assertThat(LastingFault.isOne(at(new NoClassDefFoundError(), JDK, HANDLER, ENGINE)))
                .isFalse();
    }

    @Test
    void isNoneThatMayPass() {
        assertThat(LastingFault.isOne(at(new OutOfMemoryError(), ENGINE))).isFalse();
        assertThat(LastingFault.isOne(at(new IllegalStateException(), ENGINE))).isFalse();
        assertThat(LastingFault.isOne(at(new NoClassDefFoundError()))).isFalse();
        assertThat(LastingFault.isOne(at(new NoClassDefFoundError(), JDK))).isFalse();
    }

    private static Throwable at(Throwable fault, StackTraceElement... frames) {
        fault.setStackTrace(frames);
        return fault;
    }

    private static StackTraceElement frame(@Nullable String module, String className) {
        return new StackTraceElement(null, module, null, className, "step", null, 1);
    }
}
