package org.pacsscp.core.internal.dimse;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.LongSupplier;
import org.pacsscp.api.RestReceiver;
import org.pacsscp.core.internal.pdu.DataHeader;

/**
 * Cuts a command set or a data set into fragments, each in a P-DATA-TF of its own (PS3.8 Annex E), which it makes in a buffer
 * of its owner's, behind what is there already. PDUs are sent when there is no room for another, or one has waited for a second; what is left after {@link
 * #finish} is for the owner to send. Owned by the thread that sends the message.
 */
public final class FragmentOutputStream extends OutputStream implements RestReceiver {
    /** What a presentation data value item has before its fragment: length, context id, message control header. */
    private static final int ITEM_OVERHEAD = 6;

    /** A peer without a limit gets no longer fragments than this. */
    private static final int MAX_FRAGMENT = 1 << 16;

    /** So few bytes are copied, wherever they lie. */
    private static final int LONGEST_COPY = 1 << 15;

    /** Shorter fragments are copied, wherever they lie. */
    private static final int SHORTEST_GATHERED = 1 << 12;

    /** For so long a whole fragment waits for others, so that a peer is not kept in the dark by a writer that is slow. */
    private static final long LONGEST_WAIT_NANOS = 1_000_000_000;

    private final PduSink sink;
    private final ByteBuffer pdus;
    private final int contextId;
    private final boolean command;
    private final int maxFragment;
    private final LongSupplier nanoTime;

    /** When PDUs were sent last, or the message was begun. */
    private long sentAt;

    /** Where in the buffer the data of the present fragment begin, behind room for the header. */
    private int fragmentAt;

    private boolean restTaken;

    /** Fragments have been sent from where they lie, the last too, unless that failed: no PDU is left in the buffer. */
    private boolean gathered;

    /**
     * Makes fragments on a context, each at most {@code maxFragment} bytes long. One of them and its header have to fit {@code
     * pdus}, which may hold whole PDUs before its position.
     */
    public FragmentOutputStream(PduSink sink, ByteBuffer pdus, int contextId, boolean command, int maxFragment)
            throws IOException {
        this(sink, pdus, contextId, command, maxFragment, System::nanoTime);
    }

    FragmentOutputStream(
            PduSink sink, ByteBuffer pdus, int contextId, boolean command, int maxFragment, LongSupplier nanoTime)
            throws IOException {
        this.sink = sink;
        this.pdus = pdus;
        this.contextId = contextId;
        this.command = command;
        this.maxFragment = maxFragment;
        this.nanoTime = nanoTime;
        sentAt = nanoTime.getAsLong();
        beginFragment();
    }

    /** PS3.8 D.1: the peer's maximum counts the P-DATA-TF without its header; Annex E wants even fragments. */
    public static int maxFragment(long maxPduLength) {
        long largest = maxPduLength == 0 ? MAX_FRAGMENT : Math.min(maxPduLength - ITEM_OVERHEAD, MAX_FRAGMENT);
        return (int) largest & ~1;
    }

    @Override
    public void write(int b) throws IOException {
        requireNoRest();
        roomForMore();
        pdus.put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        requireNoRest();
        int end = offset + length;
        for (int at = offset, count; at < end; at += count) {
            count = Math.min(end - at, roomForMore());
            pdus.put(bytes, at, count);
        }
    }

    /** Takes bytes. */
    public void write(ByteBuffer in) throws IOException {
        requireNoRest();
        while (in.hasRemaining()) {
            int count = Math.min(in.remaining(), roomForMore());
            pdus.put(in.slice(in.position(), count));
            in.position(in.position() + count);
        }
    }

    private void requireNoRest() throws IOException {
        if (restTaken) {
            throw new IOException("nothing can be written behind what was given as the rest of a data set");
        }
    }

    /** The file is read to where its bytes are sent from: of the ways that were measured, the one with least to do. */
    @Override
    public void transferRest(FileChannel file, long position, long count) throws IOException {
        requireNoRest();
        long end = position + count;
        long missing = end - file.size();
        if (missing > 0) {
            throw new EOFException("the file ends " + missing + " bytes before the data set");
        }
        for (long at = position; at < end; ) {
            int room = (int) Math.min(end - at, roomForMore());
            pdus.limit(pdus.position() + room);
            int read = file.read(pdus, at);
            pdus.limit(pdus.capacity());
            if (read < 0) {
                throw new EOFException("the file has become shorter while it was sent");
            }
            at += read;
        }
        restTaken = true;
    }

    /** A direct buffer's bytes are not copied, unless they or their fragments are so short that the calls would cost more. */
    @Override
    public void transferRest(ByteBuffer bytes) throws IOException {
        requireNoRest();
        if (bytes.isDirect() && bytes.remaining() > LONGEST_COPY && maxFragment >= SHORTEST_GATHERED) {
            sendFromWhereItLies(bytes.duplicate());
        } else {
            write(bytes.duplicate());
        }
        restTaken = true;
    }

    private void sendFromWhereItLies(ByteBuffer rest) throws IOException {
        int count = Math.min(rest.remaining(), roomForMore());
        gathered = true;
        GatheredFragments fragments = new GatheredFragments(sink, pdus, rest.remaining(), maxFragment);
        writeHeader(count == rest.remaining(), pdus.position() - fragmentAt + count);
        fragments.add(next(rest, count));
        while (rest.hasRemaining()) {
            count = Math.min(rest.remaining(), maxFragment);
            DataHeader.write(pdus, contextId, command, count == rest.remaining(), count);
            fragments.add(next(rest, count));
        }
        fragments.send();
    }

    private static ByteBuffer next(ByteBuffer rest, int count) {
        int at = rest.position();
        rest.position(at + count);
        return rest.slice(at, count);
    }

    /** Tells how many bytes can be put into the present fragment, one at least: if it is full, into the next. */
    private int roomForMore() throws IOException {
        if (pdus.position() - fragmentAt == maxFragment) {
            endFragment(false);
            if (nanoTime.getAsLong() - sentAt > LONGEST_WAIT_NANOS) {
                send();
            }
            beginFragment();
        }
        return maxFragment - (pdus.position() - fragmentAt);
    }

    /** A fragment that has begun can be finished without another look at the room. */
    private void beginFragment() throws IOException {
        if (pdus.remaining() < DataHeader.LENGTH + maxFragment && pdus.position() > 0) {
            send();
        }
        fragmentAt = pdus.position() + DataHeader.LENGTH;
        pdus.position(fragmentAt);
    }

    private void send() throws IOException {
        sink.send(pdus.flip());
        pdus.clear();
        sentAt = nanoTime.getAsLong();
    }

    private void endFragment(boolean last) {
        writeHeader(last, pdus.position() - fragmentAt);
    }

    private void writeHeader(boolean last, int length) {
        int end = pdus.position();
        DataHeader.write(pdus.position(fragmentAt - DataHeader.LENGTH), contextId, command, last, length);
        pdus.position(end);
    }

    /** Ends the message: what is left is its last fragment. */
    public void finish() {
        if (!gathered) {
            endFragment(true);
        }
    }

    /** The message cannot be finished: sends what is whole before the present fragment, such as its command. */
    public void giveUp() throws IOException {
        if (gathered) {
            return;
        }
        pdus.position(fragmentAt - DataHeader.LENGTH).flip();
        if (pdus.hasRemaining()) {
            sink.send(pdus);
        }
    }

    /** Does nothing: fragments are sent when they are full, or the last. */
    @Override
    public void flush() {}

    /** Does nothing: a data set ends when its writer returns. */
    @Override
    public void close() {}
}
