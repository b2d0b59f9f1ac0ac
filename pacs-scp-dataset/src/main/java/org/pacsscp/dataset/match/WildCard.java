package org.pacsscp.dataset.match;

/**
 * A pattern in which an asterisk stands for any characters, or none, and a question mark for one (PS3.4 section C.2.2.2.4). No
 * character takes that meaning from them.
 */
final class WildCard {
    private static final int ANY = '*';
    private static final int ONE = '?';

    private final int[] pattern;

    private WildCard(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    static WildCard of(String pattern) {
        return new WildCard(pattern);
    }

    static boolean isIn(String text) {
        return text.indexOf(ANY) >= 0 || text.indexOf(ONE) >= 0;
    }

    /** Tells whether a key asks for anything: it has nothing but asterisks. */
    static boolean isUniversal(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c == ANY);
    }

    /**
     * Tells whether a whole text fits. Where a character does not, the last asterisk takes one more; no earlier one has to, so
     * this takes at most as many steps as pattern times text are long.
     */
    boolean matches(String text) {
        int[] characters = text.codePoints().toArray();
        int at = 0;
        int inPattern = 0;
        int lastAny = -1;
        int takenByAny = 0;
        while (at < characters.length) {
            if (inPattern < pattern.length && pattern[inPattern] == ANY) {
                lastAny = inPattern++;
                takenByAny = at;
            } else if (inPattern < pattern.length && fits(pattern[inPattern], characters[at])) {
                inPattern++;
                at++;
            } else if (lastAny >= 0) {
                inPattern = lastAny + 1;
                at = ++takenByAny;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length && pattern[inPattern] == ANY) {
            inPattern++;
        }
        return inPattern == pattern.length;
    }

    private static boolean fits(int inPattern, int character) {
        return inPattern == ONE || inPattern == character;
    }
}
