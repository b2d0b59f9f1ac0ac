package org.pacsscp.worklist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pacsscp.api.Action;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.FindStatus;
import org.pacsscp.dataset.DataSet;

/**
 * The answers to one query, sent some at a time: to send one takes longer than to find it. For the thread that handles the query.
 */
final class Answers {
    private static final int MOST_TOGETHER = 32;

    /** From a source that is slow, a modality sees what was found as it is found. */
    private static final long LONGEST_HELD_NANOS = 5_000_000;

    private final Action action;
    private final DimseStatus pending;
    private final Uid transferSyntax;
    private final List<Response> held = new ArrayList<>();
    private long heldSince;

    private Answers(Action action, DimseStatus pending) {
        this.action = action;
        this.pending = pending;
        transferSyntax = action.presentationContext().transferSyntax();
    }

    static Answers to(Action action, WorklistQuery query) {
        return new Answers(
                action,
                query.unsupportedKeys().isEmpty() ? FindStatus.PENDING : FindStatus.OPTIONAL_KEYS_NOT_SUPPORTED);
    }

    boolean areUnwanted() {
        return action.cancelled();
    }

    /** Sends an answer now, or with some that follow. */
    void add(DataSet answer) {
        long now = System.nanoTime();
        if (held.isEmpty()) {
            heldSince = now;
        }
        held.add(pending.withDataSet(answer.in(transferSyntax)));
        if (held.size() == MOST_TOGETHER || now - heldSince > LONGEST_HELD_NANOS) {
            flush();
        }
    }

    /** Sends those that were not sent. */
    void flush() {
        try {
            action.sendPending(held);
            held.clear();
        } catch (IOException e) {
            throw new PeerGoneException(e);
        }
    }

    /** Keeps what the peer's connection throws from what the source does. */
    static final class PeerGoneException extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        PeerGoneException(IOException cause) {
            super(Objects.requireNonNull(cause, "cause"));
        }
    }
}
