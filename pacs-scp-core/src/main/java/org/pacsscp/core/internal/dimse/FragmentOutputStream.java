package org.pacsscp.core.internal.dimse;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.pacsscp.api.FileReceiver;
import org.pacsscp.core.internal.pdu.DataHeader;

/**
 * Cuts a command set or a data set into fragments, each in a P-DATA-TF of its own (PS3.8 Annex E). The last fragment is
 * sent by {@link #finish}, so that it can say it is the last. Owned by the thread that sends the message.
 */
public final class FragmentOutputStream extends OutputStream implements FileReceiver {
    /** What a presentation data value item has before its fragment: length, context id, message control header. */
    private static final int ITEM_OVERHEAD = 6;

    /** A peer without a limit gets no longer fragments than this. */
    private static final int MAX_FRAGMENT = 1 << 16;

    /** Enough for most command sets and answers; the buffer grows for what is longer. */
    private static final int SHORT = 512;

    private final PduSink sink;
    private final int contextId;
    private final boolean command;
    private final int maxFragment;
    private final ByteBuffer header = ByteBuffer.allocate(DataHeader.LENGTH);
    private ByteBuffer buffer;
    private boolean finished;

    /** Sends fragments on a context, each at most {@code maxFragment} bytes long. */
    public FragmentOutputStream(PduSink sink, int contextId, boolean command, int maxFragment) {
        this.sink = sink;
        this.contextId = contextId;
        this.command = command;
        this.maxFragment = maxFragment;
        buffer = ByteBuffer.allocate(Math.min(maxFragment, SHORT));
    }

    /** PS3.8 D.1: the peer's maximum counts the P-DATA-TF without its header; Annex E wants even fragments. */
    public static int maxFragment(long maxPduLength) {
        long largest = maxPduLength == 0 ? MAX_FRAGMENT : Math.min(maxPduLength - ITEM_OVERHEAD, MAX_FRAGMENT);
        return (int) largest & ~1;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        write(ByteBuffer.wrap(bytes, offset, length));
    }

    /** Takes bytes; long runs of them are sent from where they are. */
    public void write(ByteBuffer in) throws IOException {
        if (finished) {
            throw new IOException("nothing can be written behind the rest of a data set, which came from a file");
        }
        while (in.remaining() > maxFragment - buffer.position()) {
            if (buffer.position() == 0) {
                send(in.slice(in.position(), maxFragment), false);
                in.position(in.position() + maxFragment);
            } else {
                fill(in);
                send(buffer.flip(), false);
                buffer.clear();
            }
        }
        fill(in);
    }

    private void fill(ByteBuffer in) {
        int count = Math.min(in.remaining(), maxFragment - buffer.position());
        if (count > buffer.remaining()) {
            int capacity = Math.max(buffer.position() + count, 2 * buffer.capacity());
            buffer = ByteBuffer.allocate(Math.min(maxFragment, capacity)).put(buffer.flip());
        }
        buffer.put(in.slice(in.position(), count));
        in.position(in.position() + count);
    }

    @Override
    public void transferRest(FileChannel file, long position, long count) throws IOException {
        long missing = position + count - file.size();
        if (missing > 0) {
            throw new EOFException("the file ends " + missing + " bytes before the data set");
        }
        long end = position + count;
        long at = position;
        if (!sink.takesFiles()) {
            copy(file, at, end);
            return;
        }
        if (buffer.position() > 0) {
            at = copy(file, at, Math.min(end, at + maxFragment - buffer.position()));
        }
        if (at == end) {
            return;
        }
        if (buffer.position() > 0) {
            send(buffer.flip(), false);
            buffer.clear();
        }
        for (; end - at > maxFragment; at += maxFragment) {
            send(file, at, maxFragment, false);
        }
        send(file, at, (int) (end - at), true);
        finished = true;
    }

    private void send(FileChannel file, long position, int count, boolean last) throws IOException {
        DataHeader.write(header.clear(), contextId, command, last, count);
        sink.send(header.flip(), file, position, count);
    }

    /** Reads by a buffer of its own, which takes whole fragments. */
    private long copy(FileChannel file, long from, long end) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(end - from, MAX_FRAGMENT));
        for (long at = from; at < end; at += piece.limit()) {
            int count = file.read(piece.clear().limit((int) Math.min(end - at, piece.capacity())), at);
            if (count < 0) {
                throw new EOFException("the file has become shorter while it was read");
            }
            write(piece.flip());
        }
        return end;
    }

    /** Sends what is left, as the last fragment, unless that was sent. */
    public void finish() throws IOException {
        if (!finished) {
            send(buffer.flip(), true);
            buffer.clear();
        }
    }

    private void send(ByteBuffer fragment, boolean last) throws IOException {
        DataHeader.write(header.clear(), contextId, command, last, fragment.remaining());
        sink.send(header.flip(), fragment);
    }

    /** Does nothing: a fragment is sent when it is full, or the last. */
    @Override
    public void flush() {}

    /** Does nothing: a data set ends when its writer returns. */
    @Override
    public void close() {}
}
