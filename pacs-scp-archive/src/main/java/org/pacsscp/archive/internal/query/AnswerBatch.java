package org.pacsscp.archive.internal.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.api.Action;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;

/**
 * The answers to one query, sent some at a time: to send one costs more than to find it. What the peer does not read is waited for
 * here, so the search waits, too. For the thread that handles the query.
 */
final class AnswerBatch {
    /** What a C-CANCEL may come too late for, and is in memory at once. */
    private static final int MOST_TOGETHER = 32;

    /** If none was sent for so long, the search is slow, and the peer sees what is found as it is found. */
    private static final long SLOW_NANOS = 5_000_000;

    private final Action action;
    private final DimseStatus pending;
    private final QueryCounts counts;
    private final Uid transferSyntax;
    private final List<Response> held = new ArrayList<>();
    private long flushedAt = System.nanoTime();

    AnswerBatch(Action action, DimseStatus pending, QueryCounts counts) {
        this.action = action;
        this.pending = pending;
        this.counts = counts;
        transferSyntax = action.presentationContext().transferSyntax();
    }

    /** Sends an answer now, or with some that follow. */
    void add(DataSet answer) throws IOException {
        held.add(pending.withDataSet(answer.in(transferSyntax)));
        if (held.size() == MOST_TOGETHER || System.nanoTime() - flushedAt > SLOW_NANOS) {
            flush();
        }
    }

    /** Sends those that were not sent. */
    void flush() throws IOException {
        if (!held.isEmpty()) {
            action.sendPending(held);
            counts.matches(held.size());
            held.clear();
        }
        flushedAt = System.nanoTime();
    }
}
