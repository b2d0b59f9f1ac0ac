package org.pacsscp.core.internal.dimse;

import java.util.Random;

/** Lengths at which something may go wrong. */
final class RandomLengths {
    private RandomLengths() {}

    /** Of data: often a multiple of a fragment's length, or next to one. */
    static int ofData(Random random, int maxFragment) {
        int fragments = random.nextInt(4);
        return switch (random.nextInt(3)) {
            case 0 -> fragments * maxFragment;
            case 1 -> Math.max(0, fragments * maxFragment + random.nextInt(5) - 2);
            default -> random.nextInt(3 * maxFragment);
        };
    }

    /** Of a buffer for one fragment at least. */
    static int ofBuffer(Random random, int maxFragment) {
        return 12 + maxFragment + random.nextInt(3 * maxFragment);
    }
}
