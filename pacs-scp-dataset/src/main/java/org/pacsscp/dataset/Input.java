package org.pacsscp.dataset;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes ahead: a window over a source that moves on as it is read, or an array that is read where it lies.
 *
 * <p>What is {@linkplain #hold() held} stays in the window, which then grows: by what has come, never by what a length
 * claims. Owned by the thread that reads.
 */
final class Input {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_WINDOW = 1 << 13;
    private static final int GENEROUS = 1 << 16;

    /** What has come is believed to be so much of a value, at least. */
    private static final long SHARE = 8;

    private static final int MOST = Integer.MAX_VALUE - 8;
    private static final int PROBE = 16;
    private static final int NOT_HELD = -1;

    private final @Nullable Source source;
    private byte[] bytes;
    private int position;
    private int limit;

    /** Where what is held begins. */
    private int held = NOT_HELD;

    /** Where what is held ends, while nothing more is. */
    private int suspendedAt = NOT_HELD;

    /** The offset in the data of the window's first byte, minus what was dropped from what is held. */
    private long base;

    private boolean atEnd;

    private Input(@Nullable Source source, byte[] bytes, int from, int to) {
        this.source = source;
        this.bytes = bytes;
        position = from;
        limit = to;
        base = -from;
        atEnd = source == null;
    }

    static Input over(Source source) {
        return new Input(source, new byte[FIRST_WINDOW], 0, 0);
    }

    /** The array is only read. */
    static Input over(byte[] bytes, int from, int to) {
        return new Input(null, bytes, from, to);
    }

    /** Where the next byte stands in the data. */
    long offset() {
        return base + position;
    }

    /** Counts offsets from here. */
    void restartOffsets() {
        base = -position;
    }

    /** The offset at which the data end; {@link Long#MAX_VALUE} while nobody knows. */
    long end() {
        return atEnd ? base + limit : Long.MAX_VALUE;
    }

    /** How many bytes there will be, as far as one can know without waiting; {@link Long#MAX_VALUE} if one cannot. */
    long expected() throws IOException {
        int available = source == null ? 0 : source.available();
        return atEnd || available > 0 ? (long) available + limit - position : Long.MAX_VALUE;
    }

    /** Tells whether so many bytes are there, having waited for them. */
    boolean has(int count) throws IOException {
        return limit - position >= count || (!atEnd && fill(count));
    }

    /** How many bytes are in the window. */
    int buffered() {
        return limit - position;
    }

    /** The bytes that are here; only to be read, from {@link #position} on. */
    byte[] window() {
        return bytes;
    }

    /** Where in the window the next byte is. */
    int position() {
        return position;
    }

    /** Where in the window an offset is, or its end if it is beyond that. */
    int inWindow(long offset) {
        return (int) Math.max(0, Math.min(offset - base, limit));
    }

    /** Four bytes as a number, little endian, without moving on. */
    int intAt(int ahead) {
        return (int) INT.get(bytes, position + ahead);
    }

    int byteAt(int ahead) {
        return bytes[position + ahead];
    }

    /** Moves past bytes that are in the window. */
    void advance(int count) {
        position += count;
    }

    /** Begins to hold what is read from here on. */
    void hold() {
        held = position;
    }

    /** How much is held. */
    int held() {
        return position - held;
    }

    /** Stops holding for a while, without the newest bytes of what is held. */
    void suspend(int newest) {
        suspendedAt = position - newest;
    }

    /** Goes on holding behind what was held. */
    void resume() {
        tighten();
        suspendedAt = NOT_HELD;
    }

    private void tighten() {
        int gone = position - suspendedAt;
        System.arraycopy(bytes, position, bytes, suspendedAt, limit - position);
        position -= gone;
        limit -= gone;
        base += gone;
    }

    /** Gives what is held, in an array of its own, and holds nothing any more. */
    byte[] release() {
        int from = held;
        held = NOT_HELD;
        if (source != null && from == 0 && position == bytes.length && limit == position) {
            byte[] whole = bytes;
            bytes = new byte[FIRST_WINDOW];
            base += position;
            position = 0;
            limit = 0;
            return whole;
        }
        return Arrays.copyOfRange(bytes, from, position);
    }

    /** A byte of what is held. */
    int heldByte(int offset) {
        return bytes[held + offset];
    }

    /** Copies bytes, some at least; -1 at the end. For what is not held. */
    int read(byte[] to, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (position == limit && source != null && count >= FIRST_WINDOW && !atEnd) {
            return readPast(source, to, from, count);
        }
        if (!has(1)) {
            return -1;
        }
        int taken = Math.min(count, limit - position);
        System.arraycopy(bytes, position, to, from, taken);
        position += taken;
        return taken;
    }

    /** Many bytes need not go through the window. */
    private int readPast(Source from, byte[] to, int offset, int count) throws IOException {
        int taken = from.read(to, offset, count);
        if (taken < 0) {
            atEnd = true;
        } else {
            base += taken;
        }
        return taken;
    }

    /** Moves past bytes that are not held; {@code false} if there are not so many. */
    boolean skip(long count) throws IOException {
        int inWindow = (int) Math.min(count, limit - position);
        position += inWindow;
        long left = count - inWindow;
        if (left == 0 || source == null) {
            return left == 0;
        }
        long skipped = source.skip(left);
        base += skipped;
        return skipped == left;
    }

    /** Does for the rest what the source does for all bytes. */
    void finish() throws IOException {
        if (source != null) {
            source.finish();
        }
    }

    void close() {
        if (source != null) {
            source.close();
        }
    }

    private boolean fill(int count) throws IOException {
        Source from = source;
        if (from == null) {
            return false;
        }
        while (limit - position < count) {
            int read = makeRoom(from, count) ? from.read(bytes, limit, bytes.length - limit) : probe(from, count);
            if (read < 0) {
                atEnd = true;
                return false;
            }
            limit += read;
        }
        return true;
    }

    /** Makes room for one byte at least, if that can be done in the window as it is, or is worth a larger one. */
    private boolean makeRoom(Source from, int count) throws IOException {
        if (suspendedAt != NOT_HELD) {
            tighten();
        }
        int keep = held == NOT_HELD ? position : held;
        if ((long) position + count <= bytes.length) {
            return true;
        }
        long wanted = (long) position - keep + count;
        if (wanted <= bytes.length) {
            moveTo(bytes, keep);
        } else if (limit == bytes.length) {
            if (count <= PROBE) {
                return false;
            }
            moveTo(new byte[capacity(from, limit - keep, wanted, count)], keep);
        }
        return true;
    }

    /** The window is full and may be all there is: looks, before it makes a larger one. */
    private int probe(Source from, int count) throws IOException {
        byte[] next = new byte[PROBE];
        int read = from.read(next, 0, PROBE);
        if (read > 0) {
            int keep = held == NOT_HELD ? position : held;
            moveTo(new byte[capacity(from, limit - keep, (long) position - keep + PROBE, count)], keep);
            System.arraycopy(next, 0, bytes, limit, read);
        }
        return read;
    }

    /** What is there for certain is believed, and else that several times as much may come as has come. */
    private static int capacity(Source from, int there, long wanted, int count) throws IOException {
        long credible = Math.max(GENEROUS + SHARE * there, (long) there + from.available());
        long roomy = count > there / 2 ? wanted : Math.max(wanted, 2L * there);
        return (int) Math.min(Math.min(roomy, credible), MOST);
    }

    private void moveTo(byte[] target, int keep) {
        System.arraycopy(bytes, keep, target, 0, limit - keep);
        bytes = target;
        position -= keep;
        limit -= keep;
        base += keep;
        if (held != NOT_HELD) {
            held = 0;
        }
    }
}
