package org.pacsscp.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets associations do what their channels are ready for, and counts what is still due. One thread owns it. */
final class Loop implements AutoCloseable {
    /** What is done with an association and may fail. */
    interface Attempt {
        void on(Association association) throws IOException;
    }

    /** How long the acceptor may be silent where something is due. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int SELECT_MILLIS = 20;
    private static final int LONGEST_READ = 64 << 10;

    private final Target target;
    private final SourceAddresses sources;
    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST_READ);
    private final ByteBuffer associateRequest;
    private final ByteBuffer releaseRequest = Requests.release();
    private final Failures failures = new Failures();
    private Steps steps = new Steps() {};
    private int due;

    Loop(Target target) throws IOException {
        this.target = target;
        sources = new SourceAddresses(target.address().getAddress());
        associateRequest = Requests.associate(target.calledAeTitle());
    }

    Selector selector() {
        return selector;
    }

    /** Where bytes are read into; they are consumed before the next read. */
    ByteBuffer in() {
        return in;
    }

    ByteBuffer associateRequest() {
        return associateRequest.duplicate();
    }

    ByteBuffer releaseRequest() {
        return releaseRequest.duplicate();
    }

    Failures failures() {
        return failures;
    }

    Steps steps() {
        return steps;
    }

    void steps(Steps next) {
        steps = next;
        due = 0;
    }

    /** How many associations have not come to where they shall. */
    int due() {
        return due;
    }

    void done() {
        due--;
    }

    /** Begins an association. */
    void connect() {
        due++;
        try {
            Association.open(this, target, sources);
        } catch (IOException e) {
            failures.add(e);
            due--;
        }
    }

    /** Begins something on an association that is idle. */
    void begin(Association association, Attempt attempt) {
        if (association.state() == Association.State.READY) {
            due++;
            attempt(association, attempt);
        }
    }

    /** Goes on for a moment. */
    void select() throws IOException {
        selector.select(this::ready, SELECT_MILLIS);
    }

    /** Goes on until a condition holds; that it does not in due time is a failure. */
    void await(BooleanSupplier condition) throws IOException {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            select();
            if (System.nanoTime() > latest) {
                failures.add(new LoadException(due + " answers did not come within " + PATIENCE.toSeconds() + " s"));
                return;
            }
        }
    }

    private void ready(SelectionKey key) {
        attempt((Association) key.attachment(), Association::ready);
    }

    private void attempt(Association association, Attempt attempt) {
        try {
            attempt.on(association);
        } catch (IOException | CancelledKeyException e) {
            failures.add(e);
            if (association.state() != Association.State.READY) {
                due--;
            }
            close(association);
        }
    }

    private void close(Association association) {
        try {
            association.close();
        } catch (IOException e) {
            failures.add(e);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
