package org.pacsscp.core.internal.association;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Response;
import org.pacsscp.core.internal.dimse.CommandEncoder;
import org.pacsscp.core.internal.pdu.DataHeader;

/**
 * What a worker sends.
 *
 * @param elements those of the application's in its command set, which may be of any length
 * @param command encodes the whole command set
 */
record OutgoingMessage(
        PresentationContext presentationContext,
        CommandElements elements,
        Optional<DataSetWriter> dataSet,
        Consumer<ByteBuffer> command) {
    /** As long as a buffer of the pool. */
    private static final int MOST_IN_POOLED = 1024;

    /** Header, group length, two UIDs, a comment, and the numbers, type of an event or action too, come to some 300 bytes. */
    private static final int MOST_WITHOUT_ELEMENTS = 512;

    static OutgoingMessage of(Request request, Response response) {
        DimseStatus status = response.status();
        CommandElements elements = response.elements();
        Optional<DataSetWriter> dataSet = response.dataSet();
        return new OutgoingMessage(
                request.presentationContext(),
                elements,
                dataSet,
                out -> CommandEncoder.response(out, request.command(), status, elements, dataSet.isPresent()));
    }

    /** Tells whether it is one PDU for certain, with a fragment that may be so long. */
    boolean isShort(int maxFragment) {
        return dataSet.isEmpty() && fitsPooledBuffer() && mostInCommand() <= maxFragment;
    }

    /** Writes the command set to a cleared buffer, behind room for the headers of a PDU, and returns that buffer. */
    ByteBuffer encode(ByteBuffer buffer) {
        command.accept(buffer.position(DataHeader.LENGTH));
        return buffer.flip().position(DataHeader.LENGTH);
    }

    boolean fitsPooledBuffer() {
        return mostInCommand() <= MOST_IN_POOLED;
    }

    /** Returns how long the command set is at most as a PDU. */
    int mostInCommand() {
        return mostInCommand(elements);
    }

    /** Returns how long a command set with these is at most as a PDU. */
    static int mostInCommand(CommandElements elements) {
        int most = MOST_WITHOUT_ELEMENTS;
        if (!elements.values().isEmpty()) {
            for (byte[] value : elements.values().values()) {
                most += 8 + value.length;
            }
        }
        return most;
    }
}
