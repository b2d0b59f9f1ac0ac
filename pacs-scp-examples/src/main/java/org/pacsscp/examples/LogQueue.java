package org.pacsscp.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue between those who write lines and a stream that may block, such as a pipe that nobody reads. Whoever writes
 * never waits for the stream; lines that find no room are dropped, and where they are missing a line says how many.
 *
 * <p>Any thread may write; a thread of the queue's own writes to the stream.
 */
final class LogQueue {
    /** Some ten thousand lines. */
    static final int CAPACITY = 1 << 20;

    /** For what is left of the log when everything else is done. */
    static final Duration LAST_LINES = Duration.ofSeconds(1);

    private final OutputStream target;
    private final Charset charset;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private int queuedBytes;
    private long dropped;
    private boolean writing;

    private LogQueue(OutputStream target, Charset charset, int capacity) {
        this.target = target;
        this.charset = charset;
        this.capacity = capacity;
    }

    /**
     * Makes a queue whose thread has begun.
     *
     * @param capacity how many bytes it holds
     */
    static LogQueue before(OutputStream target, Charset charset, int capacity) {
        LogQueue queue = new LogQueue(target, charset, capacity);
        Thread writer = new Thread(queue::write, "log");
        writer.setDaemon(true);
        writer.start();
        return queue;
    }

    /** Puts a queue before the standard error: from now on nobody who writes to it waits, an I/O thread or a worker. */
    static LogQueue beforeStandardError() {
        LogQueue queue = before(System.err, charsetOfStandardError(), CAPACITY);
        System.setErr(queue.stream());
        Runtime.getRuntime().addShutdownHook(new Thread(queue::awaitWritten, "last lines"));
        return queue;
    }

    /** JDK 17 has no word for it but a property, which is there where the standard error is a terminal. */
    private static Charset charsetOfStandardError() {
        String name = System.getProperty(
                "stderr.encoding",
                System.getProperty(
                        "sun.stderr.encoding", Charset.defaultCharset().name()));
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }

    /** Makes a stream whose lines go through this queue. */
    PrintStream stream() {
        return new PrintStream(new Lines(), true, charset);
    }

    /** Collects what is written until it is flushed, as the stream above does after each line. */
    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            collected.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            collected.write(bytes, offset, length);
        }

        @Override
        public synchronized void flush() {
            if (collected.size() > 0) {
                add(collected.toByteArray());
                collected.reset();
            }
        }
    }

    private void add(byte[] line) {
        lock.lock();
        try {
            byte[] gap = dropped > 0 ? gap(dropped) : new byte[0];
            if (queuedBytes + gap.length + line.length > capacity) {
                dropped++;
                return;
            }
            if (dropped > 0) {
                enqueue(gap);
                dropped = 0;
            }
            enqueue(line);
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(byte[] line) {
        lines.addLast(line);
        queuedBytes += line.length;
        filled.signal();
    }

    private byte[] gap(long count) {
        return "%s WARN LogQueue - %d lines of the log are missing here: it was not read fast enough%n"
                .formatted(
                        DateTimeFormatter.ofPattern(LogOptions.TIME_FORMAT)
                                .format(LocalDateTime.now(ZoneId.systemDefault())),
                        count)
                .getBytes(charset);
    }

    private void write() {
        try {
            while (true) {
                byte[] line = next();
                target.write(line);
                target.flush();
            }
        } catch (InterruptedException | IOException e) {
            // Nobody is left to be told: the stream is where it would be said.
            discard();
        }
    }

    private byte[] next() throws InterruptedException {
        lock.lock();
        try {
            writing = false;
            while (lines.isEmpty()) {
                if (dropped > 0) {
                    enqueue(gap(dropped));
                    dropped = 0;
                } else {
                    emptied.signalAll();
                    filled.await();
                }
            }
            writing = true;
            byte[] line = lines.removeFirst();
            queuedBytes -= line.length;
            return line;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is written any more: there is nothing to wait for. */
    private void discard() {
        lock.lock();
        try {
            lines.clear();
            // What comes from now on has no room.
            queuedBytes = capacity;
            writing = false;
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything is written, but not for long: the process is about to end. */
    void awaitWritten() {
        try {
            awaitWritten(LAST_LINES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until everything is written; {@code false} if that takes longer than this. */
    boolean awaitWritten(Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lock();
        try {
            while (writing || !lines.isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = emptied.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
