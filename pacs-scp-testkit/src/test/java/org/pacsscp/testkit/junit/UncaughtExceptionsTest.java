package org.pacsscp.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class UncaughtExceptionsTest {
    private static volatile boolean running;

    /** Whoever runs all classes of a package must not run those that are to fail. */
    static boolean isRunning() {
        return running;
    }

    @ExtendWith(UncaughtExceptions.class)
    @EnabledIf("org.pacsscp.testkit.junit.UncaughtExceptionsTest#isRunning")
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Guests {
        @Test
        @Order(1)
        void areWell() {
            assertThat(running).isTrue();
        }

        @Test
        @Order(2)
        void letThreadsDie() throws InterruptedException {
            die("first", new IllegalStateException("one on purpose"));
            die("second", new OutOfMemoryError("another on purpose"));
        }

        @Test
        @Order(3)
        void areWellAgain() {
            assertThat(running).isTrue();
        }

        private static void die(String name, Throwable cause) throws InterruptedException {
            Thread thread = new Thread(() -> UncaughtExceptionsTest.<RuntimeException>throwUndeclared(cause), name);
            thread.start();
            thread.join();
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void throwUndeclared(Throwable cause) throws E {
        throw (E) cause;
    }

    @Test
    void failTheTestThatLetsAThreadDie() {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.UncaughtExceptionHandler ours = (thread, e) -> told.add(e);
        Thread.setDefaultUncaughtExceptionHandler(ours);
        running = true;
        try {
            TestExecutionSummary summary = run();

            assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
            assertThat(summary.getFailures()).singleElement().satisfies(failure -> {
                assertThat(failure.getTestIdentifier().getDisplayName()).isEqualTo("letThreadsDie()");
                assertThat(failure.getException())
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("[first, second]")
                        .hasCauseInstanceOf(IllegalStateException.class)
                        .hasSuppressedException(told.get(1));
            });
            assertThat(told).hasSize(2);
            assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(ours);
        } finally {
            running = false;
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private static TestExecutionSummary run() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Guests.class))
                                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                                .build(),
                        listener);
        return listener.getSummary();
    }
}
