package org.pacsscp.dataset;

import java.util.Arrays;

/** Entries in the order of their tags, which are unsigned numbers (PS3.5 section 7.1). */
final class EntryOrder {
    private static final int POSITION_BITS = 24;
    private static final int POSITION_MASK = (1 << POSITION_BITS) - 1;

    private EntryOrder() {}

    /** Finds an element among entries in order: the index of its entry, or -1. */
    static int find(int[] index, int first, int count, int tag) {
        int low = 0;
        int high = count - 1;
        int key = tag + Integer.MIN_VALUE;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int at = first + middle * Entry.SIZE;
            int found = index[at + Entry.TAG] + Integer.MIN_VALUE;
            if (found < key) {
                low = middle + 1;
            } else if (found > key) {
                high = middle - 1;
            } else {
                return at;
            }
        }
        return -1;
    }

    /** Sorts entries, and leaves the first one of each tag; returns where they now end. */
    static int sort(int[] entries, int start, int end) {
        int count = (end - start) / Entry.SIZE;
        long[] keys = new long[count];
        for (int position = 0; position < count; position++) {
            long tag = Integer.toUnsignedLong(entries[start + position * Entry.SIZE + Entry.TAG]);
            keys[position] = (tag << POSITION_BITS) | position;
        }
        Arrays.sort(keys);
        int[] unsorted = Arrays.copyOfRange(entries, start, end);
        int to = start;
        for (int i = 0; i < count; i++) {
            if (i == 0 || keys[i] >>> POSITION_BITS != keys[i - 1] >>> POSITION_BITS) {
                int from = (int) (keys[i] & POSITION_MASK) * Entry.SIZE;
                System.arraycopy(unsorted, from, entries, to, Entry.SIZE);
                to += Entry.SIZE;
            }
        }
        return to;
    }
}
