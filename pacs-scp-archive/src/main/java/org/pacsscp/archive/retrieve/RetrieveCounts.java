package org.pacsscp.archive.retrieve;

import java.util.concurrent.atomic.LongAdder;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.archive.retrieve.Tally.Outcome;

/** Counts what becomes of retrievals. For any thread. */
final class RetrieveCounts {
    private final LongAdder completed = new LongAdder();
    private final LongAdder incomplete = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder unsent = new LongAdder();

    void ended(DimseStatus status) {
        switch (status.category()) {
            case SUCCESS, PENDING -> completed.increment();
            case WARNING -> incomplete.increment();
            case FAILURE -> failed.increment();
            case CANCEL -> cancelled.increment();
        }
    }

    void abandon() {
        abandoned.increment();
    }

    void subOperation(Outcome outcome) {
        switch (outcome) {
            case COMPLETED, WARNING -> sent.increment();
            case FAILED, UNANSWERED -> unsent.increment();
        }
    }

    RetrieveFigures figures() {
        return new RetrieveFigures(
                completed.sum(),
                incomplete.sum(),
                failed.sum(),
                cancelled.sum(),
                abandoned.sum(),
                sent.sum(),
                unsent.sum());
    }
}
