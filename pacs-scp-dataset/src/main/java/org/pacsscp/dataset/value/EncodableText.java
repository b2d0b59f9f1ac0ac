package org.pacsscp.dataset.value;

/** What no text may contain, whatever its set; and how to say so without a word of the text. */
final class EncodableText {
    private EncodableText() {}

    /**
     * Refuses control characters (PS3.5 section 6.1.3), but tabs and ends of lines and pages where there are lines.
     *
     * @throws IllegalArgumentException if there is one
     */
    static void check(String text, TextKind kind) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && !(kind == TextKind.TEXT && kind.endsCodeExtensions(c))) {
                throw new IllegalArgumentException(String.format(
                        "the character at %d is the control character U+%04X, which may not stand there", i, (int) c));
            }
        }
    }

    static IllegalArgumentException cannotEncode(int at, String set) {
        return new IllegalArgumentException(
                "the character at " + at + " cannot be written in " + set + "; ISO_IR 192 (UTF-8) has all characters");
    }

    static IllegalArgumentException noCharset(String name) {
        return new IllegalArgumentException(
                "this Java has no charset " + name + "; add the module jdk.charsets to the run-time image");
    }
}
