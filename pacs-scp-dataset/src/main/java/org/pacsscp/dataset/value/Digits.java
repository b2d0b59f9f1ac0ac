package org.pacsscp.dataset.value;

import java.util.OptionalInt;

/** Numbers of a fixed number of digits in a text, as dates and times are made of. */
final class Digits {
    private Digits() {}

    /** Returns the number that so many digits make; empty if there are not so many, or something else among them. */
    static OptionalInt number(String text, int at, int digits) {
        if (at + digits > text.length()) {
            return OptionalInt.empty();
        }
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalInt.empty();
            }
            number = number * 10 + digit;
        }
        return OptionalInt.of(number);
    }

    /** Tells whether a text is nothing but digits. */
    static boolean areAll(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
