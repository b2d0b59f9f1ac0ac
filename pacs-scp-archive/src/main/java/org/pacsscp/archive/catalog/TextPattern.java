package org.pacsscp.archive.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with or without wild cards (PS3.4 section C.2.2.2.4), as conditions of SQL. Columns are compared by code points, LIKE may be
 * blind to case. Immutable.
 *
 * @param text the text
 * @param prefix what stands before the first wild card; all of it where there is none
 */
record TextPattern(String text, String prefix) {
    static TextPattern of(String text) {
        int at = 0;
        while (at < text.length() && !isWildCard(text.charAt(at))) {
            at++;
        }
        return new TextPattern(text, text.substring(0, at));
    }

    private static boolean isWildCard(char c) {
        return c == '*' || c == '?';
    }

    private boolean isLiteral() {
        return prefix.length() == text.length();
    }

    /** Tells whether any text matches, and none. */
    boolean isUniversal() {
        return text.chars().allMatch(c -> c == '*');
    }

    /** Returns the condition that a column matches. */
    Condition matches(String column) {
        if (isLiteral()) {
            return Condition.of(column + " = ?", text);
        }
        Condition like = Condition.of(column + " like ? escape '!'", like());
        return prefix.isEmpty() ? like : Condition.allOf(List.of(begins(column), like));
    }

    /** Returns the condition that a column has the same beginning, which an index finds; of a literal, that it is the same. */
    Condition begins(String column) {
        if (isLiteral()) {
            return Condition.of(column + " = ?", text);
        }
        List<Condition> bounds = new ArrayList<>();
        bounds.add(Condition.of(column + " >= ?", prefix));
        String next = successor(prefix);
        if (!next.isEmpty()) {
            bounds.add(Condition.of(column + " < ?", next));
        }
        return Condition.allOf(bounds);
    }

    /** Returns the first text behind all that begin with a prefix; empty if there is none. */
    private static String successor(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 >= Character.MIN_SURROGATE && last + 1 <= Character.MAX_SURROGATE
                        ? Character.MAX_SURROGATE + 1
                        : last + 1;
                return prefix.substring(0, end) + Character.toString(next);
            }
        }
        return "";
    }

    private String like() {
        StringBuilder like = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '*' -> like.append('%');
                case '?' -> like.append('_');
                case '%', '_', '!' -> like.append('!').append(c);
                default -> like.append(c);
            }
        }
        return like.toString();
    }
}
