package org.pacsscp.bench.dataset;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/** What is done once in a turn. */
@FunctionalInterface
public interface Operation {
    /**
     * Does it.
     *
     * @return what came of it, so that it is not left out for being of no use
     */
    Object run() throws IOException;

    /** Returns a turn of it, on the thread that takes it. */
    default Turn asTurn() {
        return new OnThisThread(this);
    }

    /** Repeats an operation, and keeps what came of the last one. */
    final class OnThisThread implements Turn {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        private final Operation operation;
        private @Nullable Object last;

        private OnThisThread(Operation operation) {
            this.operation = operation;
        }

        @Override
        public long take(int times) throws IOException {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < times; i++) {
                last = operation.run();
            }
            long taken = THREADS.getCurrentThreadCpuTime() - start;
            if (last == null) {
                throw new IllegalStateException("nothing was done");
            }
            return taken;
        }
    }
}
