package org.pacsscp.archive.commitment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.api.WellKnownInstance;
import org.pacsscp.client.ReferencedInstance;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/**
 * What is answered to a request: every instance that was asked for is in exactly one of the two (PS3.4 Table J.3-2).
 *
 * @param request what was asked for
 * @param committed what we keep
 * @param failed what we do not, with Failure Reason (0008,1197)
 */
record CommitmentVerdict(
        CommitmentRequest request, List<ReferencedInstance> committed, Map<ReferencedInstance, Integer> failed) {
    private static final int ALL_COMMITTED = 1;
    private static final int SOME_FAILED = 2;

    CommitmentVerdict {
        committed = List.copyOf(committed);
        failed = new LinkedHashMap<>(failed);
    }

    /** Makes the N-EVENT-REPORT for a context with a transfer syntax. */
    Invocation report(Uid transferSyntax) {
        DataSet dataSet = DataSet.builder()
                .uid(Tag.TRANSACTION_UID, request.transaction())
                .text(Tag.RETRIEVE_AE_TITLE, request.calledAeTitle().value())
                .build();
        if (!committed.isEmpty()) {
            List<DataSet> items =
                    committed.stream().map(CommitmentVerdict::reference).toList();
            dataSet = dataSet.with(builder -> builder.sequence(Tag.REFERENCED_SOP_SEQUENCE, items));
        }
        if (!failed.isEmpty()) {
            List<DataSet> items = new ArrayList<>();
            failed.forEach((instance, reason) ->
                    items.add(reference(instance).with(builder -> builder.integer(Tag.FAILURE_REASON, reason))));
            dataSet = dataSet.with(builder -> builder.sequence(Tag.FAILED_SOP_SEQUENCE, items));
        }
        return Invocation.of(SopClass.STORAGE_COMMITMENT_PUSH_MODEL, CommandField.N_EVENT_REPORT_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(WellKnownInstance.STORAGE_COMMITMENT_PUSH_MODEL)
                        .eventTypeId(failed.isEmpty() ? ALL_COMMITTED : SOME_FAILED))
                .transferSyntax(transferSyntax)
                .dataSet(dataSet.in(transferSyntax));
    }

    private static DataSet reference(ReferencedInstance instance) {
        return DataSet.builder()
                .uid(Tag.REFERENCED_SOP_CLASS_UID, instance.sopClass())
                .uid(Tag.REFERENCED_SOP_INSTANCE_UID, instance.sopInstance())
                .build();
    }
}
