package org.pacsscp.bench.hospital.day;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of a day.
 *
 * @param from its first hour, 0 to 23
 * @param to the hour at which it ends, up to 24
 */
public record Hours(int from, int to) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,2})-(\\d{1,2})");

    public Hours {
        if (from < 0 || to > DayCurve.HOURS || from >= to) {
            throw new IllegalArgumentException("hours must be within 0-24, but are " + from + "-" + to);
        }
    }

    /** Reads such as {@code 8-18}. */
    public static Hours parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no stretch of a day; give such as 8-18");
        }
        return new Hours(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public int count() {
        return to - from;
    }

    @Override
    public String toString() {
        return from + "-" + to;
    }
}
