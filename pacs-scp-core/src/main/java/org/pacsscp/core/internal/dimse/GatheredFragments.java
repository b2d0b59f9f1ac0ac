package org.pacsscp.core.internal.dimse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.core.internal.pdu.DataHeader;

/**
 * Fragments that are sent from where they lie, several at once, each behind its header, which is made in a buffer. Owned by the
 * thread that sends the message.
 */
final class GatheredFragments {
    /** Who waits for the socket waits once for so much. */
    private static final int MOST_AT_ONCE = 1 << 23;

    private final PduSink sink;
    private final ByteBuffer headers;
    private final List<ByteBuffer> pieces;

    /** Where in the buffer is what goes before the next fragment. */
    private int begin;

    private int bytes;

    /** What is in the buffer already goes before the first fragment; so many bytes are expected, in fragments of that length. */
    GatheredFragments(PduSink sink, ByteBuffer headers, int expected, int maxFragment) {
        this.sink = sink;
        this.headers = headers;
        pieces = new ArrayList<>(2 * (Math.min(expected, MOST_AT_ONCE) / maxFragment + 2));
    }

    /** Adds a fragment behind its header, which has been put into the buffer, where there is room for another afterwards. */
    void add(ByteBuffer fragment) throws IOException {
        int end = headers.position();
        pieces.add(headers.slice(begin, end - begin));
        pieces.add(fragment);
        begin = end;
        bytes += fragment.remaining();
        if (bytes >= MOST_AT_ONCE || headers.remaining() < DataHeader.LENGTH) {
            send();
        }
    }

    /** Sends what there is; the buffer is empty afterwards. */
    void send() throws IOException {
        if (!pieces.isEmpty()) {
            sink.send(pieces.toArray(ByteBuffer[]::new));
        }
        pieces.clear();
        headers.clear();
        begin = 0;
        bytes = 0;
    }
}
