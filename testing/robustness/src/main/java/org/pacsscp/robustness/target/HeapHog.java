package org.pacsscp.robustness.target;

import java.util.ArrayList;
import java.util.List;

/** Takes all the heap there is, for a moment, again and again: whoever needs some then gets an {@link OutOfMemoryError}. */
public final class HeapHog {
    private static final int FIRST_PIECE = 1 << 18;
    private static final int LAST_PIECE = 1 << 6;

    private HeapHog() {}

    /**
     * Begins, on a thread of its own that never ends.
     *
     * @param millis how long the heap stays full; as long it has room then
     */
    public static void start(int millis) {
        Thread thread = new Thread(() -> hog(millis), "heap hog");
        thread.setDaemon(true);
        thread.start();
    }

    private static void hog(int millis) {
        List<byte[]> taken = new ArrayList<>(1 << 16);
        while (!Thread.currentThread().isInterrupted()) {
            fill(taken, System.nanoTime() + millis * 1_000_000L);
            taken.clear();
            pause(millis);
        }
    }

    /** With ever smaller pieces, and those that others give back; each failure costs a collection. */
    private static void fill(List<? super byte[]> taken, long until) {
        int piece = FIRST_PIECE;
        while (System.nanoTime() < until) {
            try {
                taken.add(new byte[piece]);
            } catch (OutOfMemoryError e) {
                piece = Math.max(LAST_PIECE, piece / 4);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
