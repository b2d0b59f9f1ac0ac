package org.pacsscp.archive.internal.query;

import java.util.concurrent.atomic.LongAdder;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.status.FindStatus;

/** Counts what becomes of queries. For any thread. */
public final class QueryCounts {
    private final LongAdder answered = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder matches = new LongAdder();

    void matches(int sent) {
        matches.add(sent);
    }

    void ended(DimseStatus status) {
        switch (status.category()) {
            case SUCCESS, WARNING, PENDING -> answered.increment();
            case CANCEL -> cancelled.increment();
            case FAILURE ->
                (status.code() == FindStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.code() ? refused : failed).increment();
        }
    }

    void abandon() {
        abandoned.increment();
    }

    /** Returns how many have ended with success. */
    public long answered() {
        return answered.sum();
    }

    /** Returns how many were cancelled. */
    public long cancelled() {
        return cancelled.sum();
    }

    /** Returns how many could not be asked. */
    public long refused() {
        return refused.sum();
    }

    /** Returns how many could not be answered, or not to the end. */
    public long failed() {
        return failed.sum();
    }

    /** Returns how many nobody waited for any more. */
    public long abandoned() {
        return abandoned.sum();
    }

    /** Returns how many pending responses were sent. */
    public long matches() {
        return matches.sum();
    }
}
