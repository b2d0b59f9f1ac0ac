package org.pacsscp.testkit.pacs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.data.DataSets;

/**
 * What a fake PACS answers to one request: pending responses, instances that it sends, the final response. Immutable; each
 * method returns another one.
 *
 * <pre>{@code
 * pacs.onFind().respond(Reply.matches(first, second));
 * pacs.onFind().respond(Reply.status(DimseStatus.of(0xA700)).pending(first));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Reply {
    /** A response: status, elements and data set. */
    record Step(DimseStatus status, CommandElements elements, Optional<DataSetEncoder> dataSet) {}

    private final List<Step> pending;
    private final List<Instance> instances;
    private final Step last;
    private final boolean statusByCounts;
    private final boolean untilCancelled;

    private Reply(
            List<Step> pending, List<Instance> instances, Step last, boolean statusByCounts, boolean untilCancelled) {
        this.pending = pending;
        this.instances = instances;
        this.last = last;
        this.statusByCounts = statusByCounts;
        this.untilCancelled = untilCancelled;
    }

    /**
     * Answers with 0000H.
     *
     * @return a reply without pending responses
     */
    public static Reply success() {
        return status(DimseStatus.SUCCESS);
    }

    /**
     * Answers with a status.
     *
     * @param status of the final response
     * @return a reply without pending responses
     */
    public static Reply status(DimseStatus status) {
        return new Reply(List.of(), List.of(), step(status), false, false);
    }

    /**
     * Sends instances, and answers as they were taken: 0000H, B000H or A702H, with the counts (PS3.4 C.4.2 and C.4.3).
     *
     * @param instances for a C-GET or a C-MOVE
     * @return a reply with a pending response after each of them
     */
    public static Reply instances(Instance... instances) {
        return instances(List.of(instances));
    }

    /**
     * Sends instances, and answers as they were taken: 0000H, B000H or A702H, with the counts (PS3.4 C.4.2 and C.4.3).
     *
     * @param instances for a C-GET or a C-MOVE
     * @return a reply with a pending response after each of them
     */
    public static Reply instances(List<Instance> instances) {
        return new Reply(List.of(), List.copyOf(instances), step(DimseStatus.SUCCESS), true, false);
    }

    private static Step step(DimseStatus status) {
        return new Step(status, CommandElements.none(), Optional.empty());
    }

    /**
     * Answers with matches: a pending response with each data set, then 0000H.
     *
     * @param dataSets none or more
     * @return a reply
     */
    public static Reply matches(DataSet... dataSets) {
        Reply reply = success();
        for (DataSet dataSet : dataSets) {
            reply = reply.pending(dataSet);
        }
        return reply;
    }

    /**
     * Adds a pending response with a data set.
     *
     * @param dataSet encoded as the presentation context has it
     * @return another reply
     */
    public Reply pending(DataSet dataSet) {
        return pending(new Step(DimseStatus.PENDING, CommandElements.none(), Optional.of(encoder(dataSet))));
    }

    private static DataSetEncoder encoder(DataSet dataSet) {
        return syntax -> DataSets.encode(dataSet, syntax);
    }

    /**
     * Replaces the data set of the final response.
     *
     * @param dataSet encoded as the presentation context has it
     * @return another reply
     */
    public Reply dataSet(DataSet dataSet) {
        return last(new Step(last.status(), last.elements(), Optional.of(encoder(dataSet))));
    }

    /**
     * Adds a pending response with a data set of bytes.
     *
     * @param dataSet its bytes, encoded as the presentation context has it; copied
     * @return another reply
     */
    public Reply pendingBytes(byte[] dataSet) {
        byte[] bytes = dataSet.clone();
        return pending(new Step(DimseStatus.PENDING, CommandElements.none(), Optional.of(syntax -> bytes)));
    }

    /**
     * Adds a pending response without a data set.
     *
     * @param status a pending one, or one that is wrong there
     * @return another reply
     */
    public Reply pending(DimseStatus status) {
        return pending(step(status));
    }

    Reply pending(Step step) {
        List<Step> more = Stream.concat(pending.stream(), Stream.of(step)).toList();
        return new Reply(more, instances, last, statusByCounts, untilCancelled);
    }

    /**
     * Replaces the data set of the final response.
     *
     * @param dataSet its bytes, encoded as the presentation context has it; copied
     * @return another reply
     */
    public Reply dataSetBytes(byte[] dataSet) {
        byte[] bytes = dataSet.clone();
        return last(new Step(last.status(), last.elements(), Optional.of(syntax -> bytes)));
    }

    /**
     * Replaces the further elements of the final response's command set.
     *
     * @param elements such as the event type of an N-EVENT-REPORT
     * @return another reply
     */
    public Reply elements(CommandElements elements) {
        return last(new Step(last.status(), elements, last.dataSet()));
    }

    Reply last(Step step) {
        return new Reply(pending, instances, step, statusByCounts, untilCancelled);
    }

    /**
     * Waits for a C-CANCEL-RQ after the pending responses; the final response is FE00H then.
     *
     * @return another reply
     */
    public Reply untilCancelled() {
        return new Reply(pending, instances, last, statusByCounts, true);
    }

    List<Step> pending() {
        return pending;
    }

    List<Instance> instances() {
        return instances;
    }

    Step last() {
        return last;
    }

    /** Tells whether the final status is what became of the instances. */
    boolean statusByCounts() {
        return statusByCounts;
    }

    boolean waitsForCancel() {
        return untilCancelled;
    }
}
