package org.pacsscp.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages on their way to a sink: a bounded queue and its thread, so that nobody who has a message waits. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final AuditSink sink;
    private final int capacity;
    private final Duration retry;
    private final Duration farewell;
    private final Queue<AuditMessage> waiting = new ArrayDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "pacs-scp-audit");

    private long dropped;
    private boolean dropping;
    private boolean ended;
    private boolean failing;

    Delivery(AuditSink sink, int capacity, Duration retry, Duration farewell) {
        this.sink = sink;
        this.capacity = capacity;
        this.retry = retry;
        this.farewell = farewell;
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a message, or drops it; never waits. */
    void offer(AuditMessage message) {
        boolean first;
        boolean late;
        synchronized (this) {
            if (!ended && waiting.size() < capacity) {
                waiting.add(message);
                notifyAll();
                return;
            }
            dropped++;
            late = ended;
            first = !dropping;
            dropping = true;
        }
        if (first && late) {
            LOG.error("audit messages are dropped: the trail is closed");
        } else if (first) {
            LOG.error("audit messages are dropped: {} wait for {}", capacity, name());
        }
    }

    synchronized long dropped() {
        return dropped;
    }

    private synchronized Optional<AuditMessage> next() throws InterruptedException {
        while (waiting.isEmpty() && !ended) {
            wait();
        }
        if (dropping && waiting.size() < capacity / 2) {
            LOG.warn("audit messages are taken again; {} were dropped so far", dropped);
            dropping = false;
        }
        return Optional.ofNullable(waiting.poll());
    }

    private void run() {
        try {
            Optional<AuditMessage> next = next();
            while (next.isPresent()) {
                if (!delivered(next.get())) {
                    lost(1);
                    return;
                }
                next = next();
            }
        } catch (InterruptedException e) {
            // close() has waited long enough, and counts what is left.
            Thread.currentThread().interrupt();
        }
    }

    /** Tries until the sink has taken it; {@code false} if it has not when this is closed. */
    private boolean delivered(AuditMessage message) throws InterruptedException {
        while (!written(message)) {
            if (closing.await(retry.toMillis(), TimeUnit.MILLISECONDS)) {
                return written(message);
            }
        }
        return true;
    }

    private boolean written(AuditMessage message) {
        try {
            sink.write(message);
            if (failing) {
                LOG.info("{} takes audit messages again", name());
                failing = false;
            }
            return true;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                LOG.error("{} takes no audit message; it is tried again", name(), e);
                failing = true;
            }
            return false;
        }
    }

    private String name() {
        return sink.getClass().getSimpleName();
    }

    private synchronized void lost(long messages) {
        dropped += messages;
    }

    /** Hands on what waits, for as long as it may, and closes the sink. */
    void close() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        closing.countDown();
        try {
            thread.join(farewell.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        int left;
        synchronized (this) {
            left = waiting.size();
            waiting.clear();
            dropped += left;
        }
        if (left > 0) {
            LOG.error("{} audit messages are lost: {} did not take them before the end", left, name());
        }
        try {
            sink.close();
        } catch (IOException | RuntimeException e) {
            LOG.error("{} was not closed", name(), e);
        }
    }
}
