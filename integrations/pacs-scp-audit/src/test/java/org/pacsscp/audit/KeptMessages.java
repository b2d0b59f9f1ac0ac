package org.pacsscp.audit;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A sink in memory, which blocks or fails as a test wants. */
final class KeptMessages implements AuditSink {
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean failing;
    private volatile boolean closed;

    void block() {
        gate = new CountDownLatch(1);
    }

    void free() {
        gate.countDown();
    }

    void fail(boolean fails) {
        failing = fails;
    }

    void awaitBlocked() throws InterruptedException {
        entered.await();
    }

    @Override
    public void write(AuditMessage message) throws IOException {
        entered.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        if (failing) {
            throw new IOException("no space left, says this test");
        }
        messages.add(message.xml());
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    List<String> all() {
        return List.copyOf(messages);
    }

    /** The messages with an event's code, in their order. */
    List<String> with(Code event) {
        return messages.stream()
                .filter(xml -> xml.contains("<EventID csd-code=\"" + event.value() + "\""))
                .toList();
    }
}
