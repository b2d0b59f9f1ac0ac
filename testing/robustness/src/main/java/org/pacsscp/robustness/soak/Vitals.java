package org.pacsscp.robustness.soak;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server process has after a collection of garbage.
 *
 * @param heapBytes in use
 * @param threads that live
 * @param descriptors that are open
 * @param sessions associations that are open
 */
record Vitals(long heapBytes, int threads, long descriptors, int sessions) {
    private static final Pattern LINE =
            Pattern.compile("heap (\\d+) bytes, (\\d+) threads, (-?\\d+) descriptors, (\\d+) sessions");

    /** Of an acceptor that does not tell. */
    static final Vitals UNKNOWN = new Vitals(0, 0, 0, 0);

    /** Reads a line of the sub-command {@code serve}. */
    static Vitals parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not what serve prints: " + line);
        }
        return new Vitals(
                Long.parseLong(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Integer.parseInt(matcher.group(4)));
    }

    double heapMebibytes() {
        return heapBytes / (double) (1 << 20);
    }
}
