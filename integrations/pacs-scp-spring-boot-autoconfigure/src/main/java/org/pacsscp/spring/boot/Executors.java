package org.pacsscp.spring.boot;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.springframework.boot.autoconfigure.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** Where handlers run. */
final class Executors {
    private Executors() {}

    /**
     * Returns virtual threads where {@code spring.threads.virtual.enabled} asks for them, on Java 21 and later. Otherwise the pool of the
     * server itself, which grows as far as its limits allow: that of the application has eight threads and a queue without an
     * end, in which handlers would wait for one another.
     */
    static Optional<Executor> virtualThreads(Environment environment, String threadNames) {
        return Threading.VIRTUAL.isActive(environment)
                ? Optional.of(new VirtualThreadTaskExecutor(threadNames))
                : Optional.empty();
    }
}
