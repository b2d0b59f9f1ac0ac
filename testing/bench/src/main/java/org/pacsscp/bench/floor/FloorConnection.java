package org.pacsscp.bench.floor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Looks at the first bytes of each PDU and skips the rest where it lies. Owned by one thread. What a peer does not take at
 * once of an answer is lost: the answers fit any socket's buffer.
 */
final class FloorConnection {
    /** Type, reserved, length; of P-DATA-TF also item length, presentation context and control header. */
    private static final int HEADER = 6;

    private static final int P_DATA_HEADERS = 12;
    private static final int COMMAND_AND_LAST = 3;
    private static final int LAST = 2;

    /** The presentation context of C-STORE: its command is not answered, but the data set after it. */
    private static final int STORAGE_CONTEXT = 3;

    private final SocketChannel channel;
    private final PreparedAnswers answers;
    private final ByteBuffer headers = ByteBuffer.allocate(P_DATA_HEADERS);
    private long rest;

    FloorConnection(SocketChannel channel, PreparedAnswers answers) {
        this.channel = channel;
        this.answers = answers;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Reads once and answers what that completes; false at the end of the stream. */
    boolean read(ByteBuffer in) throws IOException {
        if (channel.read(in.clear()) < 0) {
            return false;
        }
        in.flip();
        while (in.hasRemaining()) {
            if (rest > 0) {
                skip(in);
            } else {
                takeHeader(in);
            }
            if (rest == 0 && isHeaderComplete()) {
                answer();
                headers.clear();
            }
        }
        return true;
    }

    private void skip(ByteBuffer in) {
        int count = (int) Math.min(rest, in.remaining());
        in.position(in.position() + count);
        rest -= count;
    }

    private void takeHeader(ByteBuffer in) {
        headers.put(in.get());
        if (isHeaderComplete()) {
            rest = (headers.getInt(2) & 0xFFFF_FFFFL) + HEADER - headers.position();
        }
    }

    private boolean isHeaderComplete() {
        return headers.position() > 0
                && headers.position() == (headers.get(0) == PreparedAnswers.P_DATA_TF ? P_DATA_HEADERS : HEADER);
    }

    private void answer() throws IOException {
        switch (headers.get(0)) {
            case PreparedAnswers.ASSOCIATE_RQ -> channel.write(answers.accept());
            case PreparedAnswers.RELEASE_RQ -> channel.write(answers.released());
            case PreparedAnswers.P_DATA_TF -> {
                int control = headers.get(11);
                boolean command = control == COMMAND_AND_LAST && headers.get(10) != STORAGE_CONTEXT;
                if (command || control == LAST) {
                    channel.write(answers.response());
                }
            }
            default -> throw new IOException("a PDU of type " + headers.get(0));
        }
    }
}
