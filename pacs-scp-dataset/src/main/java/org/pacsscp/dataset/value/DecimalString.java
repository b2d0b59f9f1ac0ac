package org.pacsscp.dataset.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * A decimal number, DS, kept as it was written (PS3.5 section 6.2), since {@code 1.50} says more than 1.5.
 *
 * @param text the number without outer spaces, at most 16 characters where it was made here
 * @since 0.1.0
 */
public record DecimalString(String text) {
    /** The greatest number of characters of a value. */
    public static final int MAX_LENGTH = 16;

    private static final int MAX_LENGTH_READ = 64;
    private static final int MAX_EXPONENT_DIGITS = 4;

    /**
     * Checks a number. It may be longer than the standard allows, up to 64 characters, since such occur.
     *
     * @throws IllegalArgumentException if the text is no fixed or floating point number
     */
    public DecimalString {
        if (!isNumber(text)) {
            throw new IllegalArgumentException("this is no decimal number of digits, a sign, a point and an exponent");
        }
    }

    /** Tells whether a text is a number: of digits with a sign, a point and an exponent, each of which may be absent. */
    private static boolean isNumber(String text) {
        if (text.length() > MAX_LENGTH_READ) {
            return false;
        }
        int at = afterSign(text, 0);
        int digitsFrom = at;
        at = afterDigits(text, at);
        int digits = at - digitsFrom;
        if (at < text.length() && text.charAt(at) == '.') {
            int fractionFrom = at + 1;
            at = afterDigits(text, fractionFrom);
            digits += at - fractionFrom;
        }
        if (digits > 0 && at < text.length() && (text.charAt(at) == 'E' || text.charAt(at) == 'e')) {
            int exponentFrom = afterSign(text, at + 1);
            at = afterDigits(text, exponentFrom);
            digits = at - exponentFrom > MAX_EXPONENT_DIGITS ? 0 : at - exponentFrom;
        }
        return digits > 0 && at == text.length();
    }

    private static int afterSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? at + 1 : at;
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /**
     * Reads a number. Outer spaces do not count.
     *
     * @param text one value
     * @return the number, empty if the text is none
     */
    public static Optional<DecimalString> parse(String text) {
        String stripped = text.strip();
        return isNumber(stripped) ? Optional.of(new DecimalString(stripped)) : Optional.empty();
    }

    /**
     * Writes a number in at most 16 characters, as precisely as that allows.
     *
     * @param value the number
     * @return the same, rounded to the digits that there is room for
     * @throws IllegalArgumentException if its exponent has more than four digits
     */
    public static DecimalString of(BigDecimal value) {
        String text = value.toString();
        for (int digits = MAX_LENGTH; text.length() > MAX_LENGTH && digits > 0; digits--) {
            text = shorter(value.round(new MathContext(digits)));
        }
        return new DecimalString(text);
    }

    /** Returns the shorter one of two forms: without an exponent, if that is not longer than a value may be, or with. */
    private static String shorter(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (Math.abs((long) stripped.scale()) <= MAX_LENGTH) {
            String plain = stripped.toPlainString();
            if (plain.length() <= MAX_LENGTH) {
                return plain;
            }
        }
        return scientific(stripped);
    }

    private static String scientific(BigDecimal value) {
        String digits = value.unscaledValue().abs().toString();
        long exponent = (long) value.precision() - value.scale() - 1;
        return (value.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "E"
                + exponent;
    }

    /**
     * Writes a number in at most 16 characters, as precisely as that allows.
     *
     * @param value the number
     * @return the same, rounded to the digits that there is room for
     * @throws IllegalArgumentException if it is infinite or no number, for which DS has no form
     */
    public static DecimalString of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("DS has no form for what is infinite or no number");
        }
        return of(BigDecimal.valueOf(value));
    }

    /**
     * Returns the number, exactly.
     *
     * @return the number with the scale that it was written with
     */
    public BigDecimal value() {
        return new BigDecimal(text);
    }

    /**
     * Returns the number as Java reads it.
     *
     * @return the nearest double, infinite for what is too large
     */
    public double doubleValue() {
        return Double.parseDouble(text);
    }

    /** Tells how long the number is, and not which. */
    @Override
    public String toString() {
        return "DecimalString[" + text.length() + " characters]";
    }
}
