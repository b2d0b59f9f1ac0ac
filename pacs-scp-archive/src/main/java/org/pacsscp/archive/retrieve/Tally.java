package org.pacsscp.archive.retrieve;

import java.util.ArrayList;
import java.util.List;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/**
 * Counts the sub-operations of one retrieval, and says what that makes of it (PS3.4 sections C.4.2.1.4 to C.4.2.1.9 and C.4.2.3.1,
 * and the same of C.4.3). Belongs to the thread that serves it.
 */
final class Tally {
    /** Counts are of VR US (PS3.7 Annex E). */
    static final int MOST = 0xFFFF;

    /** What becomes of one sub-operation. */
    enum Outcome {
        COMPLETED,
        WARNING,
        FAILED,
        /** Failed, since no answer came in time; none will come to what is sent behind it (PS3.7 D.3.3.3). */
        UNANSWERED
    }

    private final Uid transferSyntax;
    private final List<Uid> failed = new ArrayList<>();
    private int remaining;
    private int completed;
    private int warnings;

    /**
     * Begins to count.
     *
     * @param total how many sub-operations there will be, up to {@link #MOST}
     * @param transferSyntax of the context on which the retrieval was asked for
     */
    Tally(int total, Uid transferSyntax) {
        remaining = total;
        this.transferSyntax = transferSyntax;
    }

    void add(Uid instance, Outcome outcome) {
        // What is stored while it is retrieved may make them more than were counted.
        remaining = Math.max(0, remaining - 1);
        switch (outcome) {
            case COMPLETED -> completed++;
            case WARNING -> warnings++;
            case FAILED, UNANSWERED -> failed.add(instance);
        }
    }

    /** Says how far it is; a pending response has all four counts, and never a data set. */
    Response pending() {
        return RetrieveStatus.PENDING.with(counts(remaining));
    }

    /** Says how it has ended; only one that was cancelled says how much was not begun. */
    Response end(boolean cancelled) {
        Response response = cancelled ? RetrieveStatus.CANCELED.with(counts(remaining)) : status().with(counts(0));
        return failed.isEmpty() ? response : response.withDataSet(failedList().in(transferSyntax));
    }

    private DimseStatus status() {
        if (failed.isEmpty() && warnings == 0) {
            return DimseStatus.SUCCESS;
        }
        return completed + warnings == 0
                ? RetrieveStatus.UNABLE_TO_PERFORM_SUB_OPERATIONS
                : RetrieveStatus.SUB_OPERATIONS_COMPLETE_WITH_FAILURES_OR_WARNINGS;
    }

    private CommandElements counts(int left) {
        return CommandElements.none().subOperations(new SubOperations(left, completed, failed.size(), warnings));
    }

    private DataSet failedList() {
        return DataSet.builder()
                .uid(Tag.FAILED_SOP_INSTANCE_UID_LIST, failed.toArray(Uid[]::new))
                .build();
    }
}
