package org.pacsscp.examples.terminal;

import java.util.stream.Collectors;

/** Text of others that a terminal does not obey. */
public final class VisibleText {
    private static final int SYMBOLS_OF_CONTROLS = 0x2400;
    private static final int NO_CHARACTER = 0xFFFD;

    private VisibleText() {}

    /**
     * Shows what a terminal would obey by the symbol for it, or as a character that cannot be.
     *
     * @param text any text
     * @return one line of printable text
     */
    public static String of(String text) {
        return text.codePoints().mapToObj(c -> Character.toString(symbol(c))).collect(Collectors.joining());
    }

    private static int symbol(int c) {
        if (c < ' ') {
            return SYMBOLS_OF_CONTROLS + c;
        }
        boolean unprintable = Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                || Character.getType(c) == Character.SURROGATE;
        return unprintable ? NO_CHARACTER : c;
    }
}
