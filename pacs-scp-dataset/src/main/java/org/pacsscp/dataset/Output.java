package org.pacsscp.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Small writes gathered for a stream; large ones go past the buffer. Owned by the thread that writes. */
final class Output {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SIZE = 1 << 13;

    /** A call of the library routine costs more than copying so much. */
    private static final int FEW = 2 * Long.BYTES;

    private final OutputStream out;
    private final byte[] buffer;
    private int position;

    /**
     * Gathers writes.
     *
     * @param expected about how many bytes there will be; the buffer need not be larger
     */
    Output(OutputStream out, long expected) {
        this.out = out;
        buffer = new byte[(int) Math.min(SIZE, expected) + FEW];
    }

    void tag(int tag, boolean bigEndian) throws IOException {
        u32(bigEndian ? tag : Integer.rotateLeft(tag, 16), bigEndian);
    }

    void u32(int number, boolean bigEndian) throws IOException {
        makeRoom(Integer.BYTES);
        INT.set(buffer, position, bigEndian ? Integer.reverseBytes(number) : number);
        position += Integer.BYTES;
    }

    /** Eight bytes, little endian. */
    void u64(long number) throws IOException {
        makeRoom(Long.BYTES);
        LONG.set(buffer, position, number);
        position += Long.BYTES;
    }

    void u16(int number, boolean bigEndian) throws IOException {
        makeRoom(Short.BYTES);
        short bits = (short) number;
        SHORT.set(buffer, position, bigEndian ? Short.reverseBytes(bits) : bits);
        position += Short.BYTES;
    }

    void u8(int number) throws IOException {
        makeRoom(1);
        buffer[position++] = (byte) number;
    }

    void bytes(byte[] bytes, int offset, int length) throws IOException {
        if (length > buffer.length - FEW) {
            flush();
            out.write(bytes, offset, length);
            return;
        }
        makeRoom(length);
        copy(bytes, offset, length, position);
        position += length;
    }

    /** A value with the eight bytes before it, which are little endian. */
    void element(long header, byte[] bytes, int offset, int length) throws IOException {
        int value = position + Long.BYTES;
        if (length > buffer.length - value) {
            u64(header);
            bytes(bytes, offset, length);
            return;
        }
        LONG.set(buffer, position, header);
        copy(bytes, offset, length, value);
        position = value + length;
    }

    private void copy(byte[] bytes, int offset, int length, int to) {
        if (length <= FEW && offset <= bytes.length - FEW && to <= buffer.length - FEW) {
            // What is too much is written over by what follows.
            LONG.set(buffer, to, (long) LONG.get(bytes, offset));
            LONG.set(buffer, to + Long.BYTES, (long) LONG.get(bytes, offset + Long.BYTES));
        } else {
            System.arraycopy(bytes, offset, buffer, to, length);
        }
    }

    /** Writes numbers of several bytes turned round; what is left at the end as it is. */
    void swapped(byte[] bytes, int offset, int length, int unit) throws IOException {
        int done = 0;
        while (done < length) {
            makeRoom(unit);
            int room = (buffer.length - position) / unit * unit;
            int count = Math.min(room, length - done);
            ByteSwap.copy(bytes, offset + done, buffer, position, count, unit);
            position += count;
            done += count;
        }
    }

    private void makeRoom(int count) throws IOException {
        if (buffer.length - position < count) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(buffer, 0, position);
        position = 0;
    }
}
