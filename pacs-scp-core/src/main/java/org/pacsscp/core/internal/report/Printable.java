package org.pacsscp.core.internal.report;

/** Makes text of a peer fit for one line of a log: no line breaks or other controls, and an end. */
public final class Printable {
    private static final int MAX_LENGTH = 300;

    private Printable() {}

    public static String of(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        for (int i = 0; i < text.length() && i < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            shown.append(c >= 0x20 && c <= 0x7E ? c : '?');
        }
        return text.length() > MAX_LENGTH ? shown.append("...").toString() : shown.toString();
    }
}
