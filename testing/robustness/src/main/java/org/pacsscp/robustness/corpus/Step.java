package org.pacsscp.robustness.corpus;

import java.util.List;

/** What a peer does next. */
sealed interface Step {
    /** Sends bytes, once or over and over. */
    final class Say implements Step {
        private final byte[] bytes;
        private final int times;

        Say(byte[] bytes, int times) {
            this.bytes = bytes.clone();
            this.times = times;
        }

        int times() {
            return times;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    /** Sends bytes one by one, slowly, until they are all sent or something is heard; then hears one of some words. */
    final class Drip implements Step {
        private final byte[] bytes;
        private final List<String> words;

        Drip(byte[] bytes, List<String> words) {
            this.bytes = bytes.clone();
            this.words = List.copyOf(words);
        }

        byte[] bytes() {
            return bytes.clone();
        }

        List<String> words() {
            return words;
        }
    }

    /**
     * Hears something.
     *
     * @param words any of which is right: see {@link org.pacsscp.testkit.wire.Heard#word()}
     * @param maximumLength of the P-DATA-TF that are heard
     */
    record Hear(List<String> words, long maximumLength) implements Step {}

    /** How the peer's side ends. */
    enum End implements Step {
        /** It closes its sending side: FIN. */
        FIN,
        /** It is gone: RST. */
        RST
    }
}
