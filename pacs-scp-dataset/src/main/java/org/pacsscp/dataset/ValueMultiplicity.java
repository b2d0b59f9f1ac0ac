package org.pacsscp.dataset;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many values an element may have (PS3.5 section 6.4): from {@code min} to {@code max}, in steps of {@code step} above
 * {@code min}.
 *
 * <p>The standard's {@code 1} is (1, 1, 1), {@code 2-4} is (2, 4, 1), {@code 1-n} is (1, {@link #UNBOUNDED}, 1), and
 * {@code 2-2n}, which is any number of pairs, is (2, {@link #UNBOUNDED}, 2).
 *
 * @param min the least number of values, at least 1
 * @param max the greatest number, at least {@code min}; {@link #UNBOUNDED} where the standard has an n
 * @param step what the number grows by, at least 1
 * @since 0.1.0
 */
public record ValueMultiplicity(int min, int max, int step) {
    /** The {@code max} of an element that may have any number of values. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /** One value. */
    public static final ValueMultiplicity ONE = new ValueMultiplicity(1, 1, 1);

    // PS3.6 also prints "1-n or 1".
    private static final Pattern PRINTED = Pattern.compile("(\\d{1,4})(?:-(?:(\\d{1,4})|(\\d{0,4})n))?(?: or 1)?");

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if {@code min} or {@code step} is below 1, or {@code max} below {@code min}
     */
    public ValueMultiplicity {
        if (min < 1 || max < min || step < 1) {
            throw new IllegalArgumentException("value multiplicity from " + min + " to " + max + " in steps of " + step
                    + "; it needs at least 1, no less at the end, and steps of at least 1");
        }
    }

    /**
     * Reads what PS3.6 prints.
     *
     * @param text such as {@code 1}, {@code 1-3}, {@code 1-n} or {@code 2-2n}
     * @return the multiplicity
     * @throws IllegalArgumentException if it is none of these forms
     */
    public static ValueMultiplicity of(String text) {
        Matcher printed = PRINTED.matcher(Objects.requireNonNull(text, "text"));
        if (!printed.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no value multiplicity; the forms are 1, 1-3, 1-n and 2-2n");
        }
        int min = Integer.parseInt(printed.group(1));
        if (printed.group(2) != null) {
            return new ValueMultiplicity(min, Integer.parseInt(printed.group(2)), 1);
        }
        if (printed.group(3) != null) {
            int step = printed.group(3).isEmpty() ? 1 : Integer.parseInt(printed.group(3));
            return new ValueMultiplicity(min, UNBOUNDED, step);
        }
        return new ValueMultiplicity(min, min, 1);
    }

    /**
     * Tells whether an element may have that many values. An element without a value, where its type allows that, is no
     * matter of multiplicity.
     *
     * @param count a number of values
     * @return whether it is in range and in step
     */
    public boolean allows(int count) {
        return count >= min && count <= max && (count - min) % step == 0;
    }

    /** Returns the form that PS3.6 prints, such as {@code 2-2n}. */
    @Override
    public String toString() {
        if (max == UNBOUNDED) {
            return min + "-" + (step == 1 ? "" : step) + "n";
        }
        return min == max ? Integer.toString(min) : min + "-" + max;
    }
}
