package org.pacsscp.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Message;
import org.pacsscp.testkit.wire.ReceivedCommand;

/** A C-GET SCU for CT images that answers each C-STORE sub-operation as a test says. Used by one thread. */
final class GetPeer implements AutoCloseable {
    private static final Uid STUDY_ROOT_GET = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET;
    private static final Uid CT = SopClass.CT_IMAGE_STORAGE;

    /** A final response: -1 for a count that it does not have, an empty list where it has no data set. */
    record Result(int status, int remaining, int completed, int failed, int warning, List<String> failedInstances) {}

    private final Requestor peer;

    GetPeer(int port) throws IOException {
        peer = Proposal.to(InProcessServer.AE_TITLE)
                .context(STUDY_ROOT_GET)
                .context(CT)
                .role(CT, false, true)
                .open(InProcessServer.HOST, port);
    }

    /** Gets everything; the first sub-operations are answered with these statuses, and the others not: they are cancelled. */
    Result get(List<Integer> statuses) throws IOException {
        int request = peer.nextMessageId();
        byte[] command = Commands.command(
                Commands.uid(Commands.AFFECTED_SOP_CLASS_UID, STUDY_ROOT_GET.value()),
                Commands.number(Commands.COMMAND_FIELD, CommandField.C_GET_RQ.code()),
                Commands.number(Commands.MESSAGE_ID, request),
                Commands.number(Commands.PRIORITY, 0),
                Commands.number(Commands.DATA_SET_TYPE, Commands.WITH_DATA_SET));
        peer.send(peer.context(STUDY_ROOT_GET), command, Optional.of(new byte[] {8, 0, 0x52, 0, 0, 0, 0, 0}));
        for (int next = 0; ; ) {
            Message message = peer.hearMessage();
            if (message.command().commandFieldCode() == CommandField.C_STORE_RQ.code()) {
                int status = statuses.get(next++);
                if (status == DimseStatus.CANCEL.code()) {
                    peer.cancel(peer.context(STUDY_ROOT_GET), request);
                }
                // The sub-operation during which the peer cancels is stored all the same.
                peer.answer(
                        message, status == DimseStatus.CANCEL.code() ? DimseStatus.SUCCESS : DimseStatus.of(status));
            } else if (message.command().status().orElseThrow() != DimseStatus.PENDING.code()) {
                return result(message);
            }
        }
    }

    private static Result result(Message response) {
        ReceivedCommand command = response.command();
        // Implicit VR Little Endian: four bytes of tag, four of length.
        List<String> failed = response.dataSet()
                .map(bytes -> new String(bytes, 8, bytes.length - 8, StandardCharsets.US_ASCII))
                .map(text -> List.of(text.replace("\0", "").split("\\\\")))
                .orElse(List.of());
        return new Result(
                command.status().orElse(-1),
                command.number(0x1020).orElse(-1),
                command.number(0x1021).orElse(-1),
                command.number(0x1022).orElse(-1),
                command.number(0x1023).orElse(-1),
                failed);
    }

    @Override
    public void close() throws IOException {
        peer.release();
    }
}
