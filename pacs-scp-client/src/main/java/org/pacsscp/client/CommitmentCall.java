package org.pacsscp.client;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.api.WellKnownInstance;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** One request for storage commitment (PS3.4 section J.3.2). */
final class CommitmentCall {
    private static final String OPERATION = "N-ACTION";
    private static final int REQUEST_STORAGE_COMMITMENT = 1;

    private CommitmentCall() {}

    /**
     * Sends the request, and leaves the association open for the answer.
     *
     * @throws ServiceException if the peer refuses it
     */
    static void run(
            Associations associations,
            RemoteEntity remote,
            CommitmentTransaction transaction,
            CallOptions options,
            CallLimit limit)
            throws IOException, InterruptedException {
        Purpose purpose = Purpose.of(SopClass.STORAGE_COMMITMENT_PUSH_MODEL);
        LentAssociation lent = associations.lend(remote, purpose, limit, options.retry());
        Runnable forget = limit.onOver(lent::abort);
        try {
            send(lent, transaction);
            transaction.taken(lent.association());
        } catch (ServiceException e) {
            lent.close();
            throw limit.isOver() ? limit.exception(remote, OPERATION, e) : e;
        } catch (Throwable e) {
            lent.close();
            throw e;
        } finally {
            forget.run();
        }
    }

    private static void send(LentAssociation lent, CommitmentTransaction transaction)
            throws IOException, InterruptedException {
        Uid syntax = lent.transferSyntax(SopClass.STORAGE_COMMITMENT_PUSH_MODEL, "storage commitment");
        DimseStatus status = lent.ask(
                        OPERATION,
                        Invocation.of(SopClass.STORAGE_COMMITMENT_PUSH_MODEL, CommandField.N_ACTION_RQ)
                                .elements(CommandElements.none()
                                        .requestedSopInstanceUid(WellKnownInstance.STORAGE_COMMITMENT_PUSH_MODEL)
                                        .actionTypeId(REQUEST_STORAGE_COMMITMENT))
                                .transferSyntax(syntax)
                                .dataSet(information(transaction.uid(), transaction.instances())
                                        .in(syntax)))
                .status();
        if (status.category() == DimseStatus.Category.FAILURE) {
            throw ServiceException.refused(
                    status, "%s answered the request for storage commitment %s".formatted(lent.remote(), status));
        }
    }

    /** PS3.4 Table J.3-1. */
    static DataSet information(Uid transaction, List<ReferencedInstance> instances) {
        List<DataSet> items = instances.stream()
                .map(instance -> DataSet.builder()
                        .uid(Tag.REFERENCED_SOP_CLASS_UID, instance.sopClass())
                        .uid(Tag.REFERENCED_SOP_INSTANCE_UID, instance.sopInstance())
                        .build())
                .toList();
        return DataSet.builder()
                .uid(Tag.TRANSACTION_UID, transaction)
                .sequence(Tag.REFERENCED_SOP_SEQUENCE, items)
                .build();
    }

    /** PS3.5 section B.2: a UID of a UUID. */
    static Uid newTransaction() {
        UUID uuid = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return Uid.of("2.25." + new BigInteger(1, bytes));
    }
}
