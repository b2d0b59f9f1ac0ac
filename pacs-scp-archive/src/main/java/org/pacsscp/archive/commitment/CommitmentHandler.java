package org.pacsscp.archive.commitment;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Association;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.WellKnownInstance;
import org.pacsscp.client.ReferencedInstance;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;

/** Takes requests for storage commitment: N-ACTION (PS3.4 section J.3.2). */
final class CommitmentHandler implements ActionHandler {
    /** What was asked for, and where the answer may go as long as that is open. */
    record Asked(Association association, Uid transaction, List<ReferencedInstance> instances) {}

    private static final int REQUEST_STORAGE_COMMITMENT = 1;

    private final Function<Asked, Runnable> requests;

    /** {@code requests} has kept what it is given when it returns what to do once the request is answered. */
    CommitmentHandler(Function<Asked, Runnable> requests) {
        this.requests = requests;
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(ServiceCapability.performer(SopClass.STORAGE_COMMITMENT_PUSH_MODEL, CommandField.N_ACTION_RQ)
                .transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
    }

    @Override
    public List<ServiceStatement> conformance() {
        return List.of(CommitmentConformance.statement());
    }

    @Override
    public Response handle(Action action) throws IOException {
        boolean wellKnown = action.command()
                .requestedSopInstanceUid()
                .filter(WellKnownInstance.STORAGE_COMMITMENT_PUSH_MODEL::equals)
                .isPresent();
        if (!wellKnown) {
            throw new DimseException(DimseStatus.NO_SUCH_SOP_INSTANCE);
        }
        if (action.command().actionTypeId().orElse(0) != REQUEST_STORAGE_COMMITMENT) {
            throw new DimseException(DimseStatus.NO_SUCH_ACTION_TYPE);
        }
        DataSet information = read(action);
        Uid transaction = uid(information, Tag.TRANSACTION_UID);
        Set<ReferencedInstance> instances = new LinkedHashSet<>();
        for (DataSet item : information.sequence(Tag.REFERENCED_SOP_SEQUENCE)) {
            instances.add(new ReferencedInstance(
                    uid(item, Tag.REFERENCED_SOP_CLASS_UID), uid(item, Tag.REFERENCED_SOP_INSTANCE_UID)));
        }
        if (instances.isEmpty()) {
            throw missing(information, Tag.REFERENCED_SOP_SEQUENCE);
        }
        action.onAnswered(requests.apply(new Asked(action.association(), transaction, List.copyOf(instances))));
        return DimseStatus.SUCCESS;
    }

    private static DataSet read(Action action) throws IOException {
        try {
            return DataSet.read(action.dataSet());
        } catch (DataSetFormatException e) {
            throw new DimseException(DimseStatus.PROCESSING_FAILURE.withErrorComment("the data set cannot be read"), e);
        }
    }

    private static Uid uid(DataSet dataSet, int tag) {
        return dataSet.uid(tag).orElseThrow(() -> missing(dataSet, tag));
    }

    /** PS3.7 section 10.1.4.1.10. */
    private static DimseException missing(DataSet dataSet, int tag) {
        DimseStatus status = dataSet.contains(tag) ? DimseStatus.INVALID_ARGUMENT_VALUE : DimseStatus.NO_SUCH_ARGUMENT;
        return new DimseException(status.withErrorComment("needs " + Tags.format(tag)));
    }
}
