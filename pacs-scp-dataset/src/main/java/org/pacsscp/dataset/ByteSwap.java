package org.pacsscp.dataset;

/** Numbers of several bytes turned round between little and big endian (PS3.5 section 7.3). */
final class ByteSwap {
    private ByteSwap() {}

    /** Copies bytes, turning round each unit; what is left at the end is copied as it is. */
    static void copy(byte[] from, int fromIndex, byte[] to, int toIndex, int length, int unit) {
        if (unit == 1) {
            System.arraycopy(from, fromIndex, to, toIndex, length);
            return;
        }
        int whole = length - length % unit;
        for (int start = 0; start < whole; start += unit) {
            for (int i = 0; i < unit; i++) {
                to[toIndex + start + i] = from[fromIndex + start + unit - 1 - i];
            }
        }
        System.arraycopy(from, fromIndex + whole, to, toIndex + whole, length - whole);
    }
}
