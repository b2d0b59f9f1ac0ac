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

    /** If none was sent for so long, the source is slow, and a modality sees what is found as it is found. */
    private static final long SLOW_NANOS = 5_000_000;

    private final Action action;
    private final DimseStatus pending;
    private final Uid transferSyntax;
    private final List<Response> held = new ArrayList<>();
    private long flushedAt = System.nanoTime();

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
        held.add(pending.withDataSet(answer.in(transferSyntax)));
        if (held.size() == MOST_TOGETHER || System.nanoTime() - flushedAt > SLOW_NANOS) {
            flush();
        }
    }

    /** Sends those that were not sent. */
    void flush() {
        try {
            if (!held.isEmpty()) {
                action.sendPending(held);
                held.clear();
            }
            flushedAt = System.nanoTime();
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
