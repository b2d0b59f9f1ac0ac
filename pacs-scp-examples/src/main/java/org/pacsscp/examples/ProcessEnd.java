package org.pacsscp.examples;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The end of a process that a signal has asked for: what has to be done before it, within a limit, and then the end, whatever
 * still runs. A second signal ends it at once.
 */
final class ProcessEnd {
    /** The status of a process that had to be ended by force. */
    static final int FORCED = 3;

    /** What may follow a drain: to abort what is left, to close connections and to write the log. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final int FAILED = 1;

    private ProcessEnd() {}

    /**
     * Lets this be done when a signal comes, or the process ends by itself.
     *
     * @param limit after which the process is ended by force
     * @param farewell returns the status of the process; empty if it is not for this to say
     */
    static void prepare(Duration limit, Callable<OptionalInt> farewell) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(limit, farewell), "shutdown"));
    }

    /** Nothing here waits but for the limit: the farewell has a thread of its own. */
    private static void end(Duration limit, Callable<OptionalInt> farewell) {
        Farewell saying = new Farewell(farewell);
        try {
            haltAtSignal("TERM");
            haltAtSignal("INT");
            saying.start();
            saying.join(limit.toMillis());
        } catch (Throwable e) {
            // Also where there is no memory for a thread: then this is the end.
            Runtime.getRuntime().halt(FORCED);
        }
        if (saying.isAlive()) {
            Runtime.getRuntime().halt(FORCED);
        }
        saying.status().ifPresent(Runtime.getRuntime()::halt);
    }

    private static final class Farewell extends Thread {
        private final Callable<OptionalInt> farewell;
        private volatile OptionalInt status = OptionalInt.of(FAILED);

        Farewell(Callable<OptionalInt> farewell) {
            super("farewell");
            setDaemon(true);
            this.farewell = farewell;
        }

        OptionalInt status() {
            return status;
        }

        @Override
        public void run() {
            try {
                status = farewell.call();
            } catch (Exception e) {
                LoggerFactory.getLogger(ProcessEnd.class).error("the server did not stop", e);
            }
        }
    }

    /**
     * The virtual machine ignores a second signal, and only {@code sun.misc.Signal} of {@code jdk.unsupported} can change
     * that. Asked for by name, for a Java without it is as good but for this.
     */
    private static void haltAtSignal(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            @Nullable
            Object halting = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        Runtime.getRuntime().halt(FORCED);
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), halting);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LoggerFactory.getLogger(ProcessEnd.class).debug("a second SIG{} will be ignored: {}", name, e.toString());
        }
    }
}
