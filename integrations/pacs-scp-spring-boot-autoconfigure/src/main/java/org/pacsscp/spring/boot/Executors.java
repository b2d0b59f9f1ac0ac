package org.pacsscp.spring.boot;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** Where handlers run. */
final class Executors {
    /** Spring Boot has a class that looks at it, which it has moved. */
    private static final String VIRTUAL_THREADS = "spring.threads.virtual.enabled";

    private static final int JAVA_WITH_VIRTUAL_THREADS = 21;

    private Executors() {}

    /**
     * Returns virtual threads where the application has asked for them, on Java 21 and later. Otherwise the pool of the server itself,
     * which grows as far as its limits allow: that of the application has eight threads and a queue without an end, in which
     * handlers would wait for one another.
     */
    static Optional<Executor> virtualThreads(Environment environment, String threadNames) {
        boolean wanted = environment.getProperty(VIRTUAL_THREADS, Boolean.class, false);
        return wanted && Runtime.version().feature() >= JAVA_WITH_VIRTUAL_THREADS
                ? Optional.of(new VirtualThreadTaskExecutor(threadNames))
                : Optional.empty();
    }
}
