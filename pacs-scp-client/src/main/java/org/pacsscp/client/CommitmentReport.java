package org.pacsscp.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageCommitmentFailure;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;

/**
 * What a peer has answered to a request for storage commitment (PS3.4 section J.3.3): for which instances it takes
 * responsibility, and for which it does not.
 *
 * @param transaction which request it answers
 * @param sender who has sent it, by its AE title, which nothing has proved
 * @param committed what the peer will keep
 * @param failed what it will not
 * @param unmentioned what was asked for and is in neither list, against the standard: it is not committed. Empty for an answer
 *     to a request that this process has not made
 * @since 0.1.0
 */
public record CommitmentReport(
        Uid transaction,
        AeTitle sender,
        List<ReferencedInstance> committed,
        List<Failed> failed,
        List<ReferencedInstance> unmentioned) {
    /**
     * An instance that the peer will not keep.
     *
     * @param instance which
     * @param reason why, one of {@link StorageCommitmentFailure}; {@link StorageCommitmentFailure#PROCESSING_FAILURE} where the
     *     peer gives none
     * @since 0.1.0
     */
    public record Failed(ReferencedInstance instance, int reason) {
        /** Checks that both are there. */
        public Failed {
            Objects.requireNonNull(instance, "instance");
        }
    }

    /** Checks and copies. */
    public CommitmentReport {
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(sender, "sender");
        committed = List.copyOf(committed);
        failed = List.copyOf(failed);
        unmentioned = List.copyOf(unmentioned);
    }

    /**
     * Tells whether the peer takes responsibility for all that was asked for: only then may it be deleted here.
     *
     * @return whether nothing failed, and nothing is unmentioned
     */
    public boolean isComplete() {
        return failed.isEmpty() && unmentioned.isEmpty();
    }

    /** Reads the data set of an N-EVENT-REPORT (PS3.4 Table J.3-2). */
    static CommitmentReport read(DataSet dataSet, AeTitle sender) throws DimseException {
        List<ReferencedInstance> committed = new ArrayList<>();
        for (DataSet item : dataSet.sequence(Tag.REFERENCED_SOP_SEQUENCE)) {
            committed.add(instance(item));
        }
        List<Failed> failed = new ArrayList<>();
        for (DataSet item : dataSet.sequence(Tag.FAILED_SOP_SEQUENCE)) {
            int reason = item.integer(Tag.FAILURE_REASON).orElse(StorageCommitmentFailure.PROCESSING_FAILURE);
            failed.add(new Failed(instance(item), reason));
        }
        return new CommitmentReport(uid(dataSet, Tag.TRANSACTION_UID), sender, committed, failed, List.of());
    }

    private static ReferencedInstance instance(DataSet item) throws DimseException {
        return new ReferencedInstance(
                uid(item, Tag.REFERENCED_SOP_CLASS_UID), uid(item, Tag.REFERENCED_SOP_INSTANCE_UID));
    }

    private static Uid uid(DataSet dataSet, int tag) throws DimseException {
        Optional<Uid> uid = dataSet.uid(tag);
        if (uid.isEmpty()) {
            DimseStatus status =
                    dataSet.contains(tag) ? DimseStatus.INVALID_ARGUMENT_VALUE : DimseStatus.NO_SUCH_ARGUMENT;
            throw new DimseException(status.withErrorComment("no UID " + Tags.format(tag)));
        }
        return uid.get();
    }

    /** Adds what is not in it, of what was asked for. */
    CommitmentReport comparedWith(List<ReferencedInstance> asked) {
        Set<ReferencedInstance> unmentioned = new LinkedHashSet<>(asked);
        committed.forEach(unmentioned::remove);
        failed.forEach(one -> unmentioned.remove(one.instance()));
        return new CommitmentReport(transaction, sender, committed, failed, List.copyOf(unmentioned));
    }
}
