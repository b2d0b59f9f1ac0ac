package org.pacsscp.dataset.json;

/** Numbers as JSON has them (RFC 8259 section 6), which is less than DS and IS allow. */
final class JsonNumbers {
    private JsonNumbers() {}

    /** Tells whether a text is a number in JSON, and so may stand there as it is written. */
    static boolean isNumber(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int fraction = afterDigits(text, at);
        if (fraction == at || (text.charAt(at) == '0' && fraction > at + 1)) {
            return false;
        }
        int exponent = fraction;
        if (fraction < text.length() && text.charAt(fraction) == '.') {
            exponent = afterDigits(text, fraction + 1);
            if (exponent == fraction + 1) {
                return false;
            }
        }
        if (exponent == text.length()) {
            return true;
        }
        if (text.charAt(exponent) != 'e' && text.charAt(exponent) != 'E') {
            return false;
        }
        int digits = exponent + 1;
        if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
            digits++;
        }
        int end = afterDigits(text, digits);
        return end > digits && end == text.length();
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
