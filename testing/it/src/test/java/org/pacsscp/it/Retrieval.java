package org.pacsscp.it;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.pacsscp.api.Action;
import org.pacsscp.api.Association;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.Response;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.RetrieveStatus;

/**
 * What an SCP of C-GET and C-MOVE does (PS3.4 C.4.2 and C.4.3): a sub-operation for each instance, a pending response
 * after each but the last, a final response that counts them. Data sets in Implicit VR Little Endian.
 */
final class Retrieval {

    /** Sends one instance. */
    @FunctionalInterface
    interface SubOperation {
        /** Returns the status of the C-STORE. */
        DimseStatus store(ServedInstance instance) throws Exception;
    }

    private final List<Uid> failed = new ArrayList<>();
    private int remaining;
    private int completed;
    private int warning;

    private Retrieval(int remaining) {
        this.remaining = remaining;
    }

    /** Serves a request whose data set was read. */
    static Response serve(Action action, List<ServedInstance> instances, SubOperation subOperation) throws Exception {
        Retrieval retrieval = new Retrieval(instances.size());
        for (ServedInstance instance : instances) {
            if (action.cancelled()) {
                return retrieval.end(DimseStatus.CANCEL);
            }
            retrieval.count(instance, subOperation.store(instance));
            if (retrieval.remaining > 0) {
                action.sendPending(DimseStatus.PENDING.with(retrieval.counts()));
            }
        }
        if (retrieval.failed.isEmpty()) {
            return retrieval.end(DimseStatus.SUCCESS);
        }
        return retrieval.end(
                retrieval.failed.size() == instances.size()
                        ? RetrieveStatus.UNABLE_TO_PERFORM_SUB_OPERATIONS
                        : RetrieveStatus.SUB_OPERATIONS_COMPLETE_WITH_FAILURES_OR_WARNINGS);
    }

    /** Serves a C-GET, whose sub-operations go on the association of the request. */
    static Response onSameAssociation(Action action, List<ServedInstance> instances) throws Exception {
        return serve(action, instances, instance -> store(action.association(), instance));
    }

    private static DimseStatus store(Association association, ServedInstance instance) throws Exception {
        Invocation invocation = Invocation.of(instance.sopClass(), CommandField.C_STORE_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(instance.sopInstance())
                        .priority(1))
                .transferSyntax(instance.transferSyntax())
                .dataSet(out -> out.write(instance.dataSet()));
        try {
            return association.invoke(invocation).toCompletableFuture().get().status();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvocationException missing
                    && missing.reason() == InvocationException.Cause.NO_PRESENTATION_CONTEXT) {
                return DimseStatus.SOP_CLASS_NOT_SUPPORTED;
            }
            throw e;
        }
    }

    private void count(ServedInstance instance, DimseStatus status) {
        remaining--;
        switch (status.category()) {
            case SUCCESS -> completed++;
            case WARNING -> warning++;
            default -> failed.add(instance.sopInstance());
        }
    }

    private CommandElements counts() {
        return CommandElements.none().subOperations(new SubOperations(remaining, completed, failed.size(), warning));
    }

    private Response end(DimseStatus status) {
        Response response = status.with(counts());
        if (failed.isEmpty()) {
            return response;
        }
        byte[] list = failedInstances();
        return response.withDataSet(out -> out.write(list));
    }

    /** Failed SOP Instance UID List (0008,0058). */
    private byte[] failedInstances() {
        String list = String.join("\\", failed.stream().map(Uid::value).toList());
        byte[] value = (list.length() % 2 == 0 ? list : list + "\0").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + value.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x0008)
                .putShort((short) 0x0058)
                .putInt(value.length)
                .put(value)
                .array();
    }
}
