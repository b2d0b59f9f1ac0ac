package org.pacsscp.core.internal.operation;

import java.nio.ByteBuffer;
import org.pacsscp.core.internal.pdu.DataHeader;
import org.pacsscp.core.internal.pdu.PduReader;

/**
 * Reads the next fragments of a data set with one call of the system, in the hope that they are as long as the present
 * one: the PDUs of most peers are, but for the last. Their data goes to where it belongs, each header between two of them
 * to a place of its own. What turns out to be otherwise is put together again in the buffer of the loan, in the order in
 * which it came. Owned by the worker.
 */
final class FragmentsAhead {
    private static final int HEADER = DataHeader.LENGTH;
    private static final int MAX_AHEAD = 7;

    private final ByteBuffer buffer;
    private final ByteBuffer[] headers = new ByteBuffer[MAX_AHEAD + 1];
    private final int headersAt;
    private ByteBuffer[] segments = {};
    private int fragmentLength;

    /** {@code buffer} is that of the loan, whose end is used for headers. */
    FragmentsAhead(ByteBuffer buffer) {
        this.buffer = buffer;
        headersAt = buffer.capacity() - headers.length * HEADER;
        ByteBuffer whole = buffer.duplicate().clear();
        for (int i = 0; i < headers.length; i++) {
            headers[i] = whole.slice(headersAt + i * HEADER, HEADER);
        }
    }

    /**
     * Divides {@code dst} from its position on into what is left of the present fragment and room for others, between
     * them headers. Returns {@code false} if there is room for no other.
     */
    boolean prepare(PduReader reader, ByteBuffer dst) {
        int present = (int) reader.fragmentRemaining();
        long expected = reader.pduLength() - DataHeader.COUNTED_BY_PDU;
        long room = Math.min(dst.remaining() - present, headersAt - HEADER);
        int ahead = expected <= 0 || reader.last() ? 0 : (int) Math.min(MAX_AHEAD, room / (expected + HEADER));
        if (ahead == 0) {
            return false;
        }
        fragmentLength = (int) expected;
        segments = new ByteBuffer[2 * ahead + 2];
        int at = dst.position();
        segments[0] = dst.slice(at, present);
        segments[1] = headers[0].clear();
        at += present;
        for (int i = 1; i <= ahead; i++) {
            segments[2 * i] = dst.slice(at, fragmentLength);
            segments[2 * i + 1] = headers[i].clear();
            at += fragmentLength;
        }
        return true;
    }

    /** What to read into, in this order. */
    ByteBuffer[] segments() {
        return segments;
    }

    /** Tells whether as much was read as there was room for. */
    boolean isFull() {
        return !segments[segments.length - 1].hasRemaining();
    }

    /** Returns how many bytes of the present fragment were read, or of one after it. */
    int dataRead(int index) {
        return segments[2 * index].position();
    }

    /**
     * Tells whether the header after a segment of data was read whole and begins a fragment that fits where its data is: of
     * the same context and data set, no longer than expected.
     */
    boolean isFollowed(int index, int contextId) {
        ByteBuffer header = segments[2 * index + 1];
        return !header.hasRemaining() && index < segments.length / 2 - 1 && fits(header, contextId);
    }

    /** Returns the header after a segment of data. */
    ByteBuffer header(int index) {
        return segments[2 * index + 1].duplicate().flip();
    }

    private boolean fits(ByteBuffer header, int contextId) {
        long length = DataHeader.dataLength(header, 0);
        return length > 0
                && length <= fragmentLength
                && DataHeader.contextId(header, 0) == contextId
                && !DataHeader.isCommand(header, 0);
    }

    /** Puts what was read into the buffer, from the byte {@code from} of the segment {@code segment} on. */
    void reassemble(int segment, int from) {
        buffer.clear();
        int skipped = from;
        for (int i = segment; i < segments.length; i++) {
            ByteBuffer read = segments[i].duplicate().flip();
            read.position(Math.min(skipped, read.limit()));
            skipped = 0;
            buffer.put(read);
        }
        buffer.flip();
    }
}
