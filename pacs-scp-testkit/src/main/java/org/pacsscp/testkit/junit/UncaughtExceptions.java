package org.pacsscp.testkit.junit;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails a test after which a thread has died of an exception that nobody has caught: what a client or handler does on threads of its
 * own goes wrong unseen otherwise. Where tests run in parallel the one that ends next fails, whosever thread it was; the error names
 * the thread, and the exception is its cause.
 *
 * <p>Name it with {@code @ExtendWith} at a class; for all classes, name it in {@code
 * META-INF/services/org.junit.jupiter.api.extension.Extension}, and let JUnit look there with {@code
 * junit.jupiter.extensions.autodetection.enabled=true}. It watches from the first class that has it to the end of all tests, by
 * {@link Thread#setDefaultUncaughtExceptionHandler}; the handler that was there before is told too.
 *
 * @since 0.1.0
 */
public final class UncaughtExceptions implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(UncaughtExceptions.class);

    /** For JUnit, which makes one for each class that has it. */
    public UncaughtExceptions() {}

    /** A thread, and what it died of. */
    private record Death(String thread, Throwable cause) {}

    /** From the first class to the last. JUnit closes what is in its stores. */
    private static final class Watch implements AutoCloseable {
        private final Queue<Death> deaths = new ConcurrentLinkedQueue<>();
        private final Optional<UncaughtExceptionHandler> before =
                Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler());

        Watch() {
            Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
                deaths.add(new Death(thread.getName(), e));
                before.ifPresent(handler -> handler.uncaughtException(thread, e));
            });
        }

        /** Fails if there were any since the last call. */
        void check() {
            List<Death> seen = new ArrayList<>();
            for (Death death = deaths.poll(); death != null; death = deaths.poll()) {
                seen.add(death);
            }
            if (!seen.isEmpty()) {
                AssertionError failure = new AssertionError(
                        "threads have died of exceptions that nobody has caught: "
                                + seen.stream().map(Death::thread).toList(),
                        seen.get(0).cause());
                seen.stream().skip(1).map(Death::cause).forEach(failure::addSuppressed);
                throw failure;
            }
        }

        @Override
        public void close() {
            Thread.setDefaultUncaughtExceptionHandler(before.orElse(null));
            check();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        watch(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        watch(context).check();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        watch(context).check();
    }

    private static Watch watch(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Watch.class, key -> new Watch(), Watch.class);
    }
}
