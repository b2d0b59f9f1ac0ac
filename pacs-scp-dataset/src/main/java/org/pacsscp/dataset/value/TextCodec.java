package org.pacsscp.dataset.value;

/** How the characters of a text are bytes, and which bytes are separators. */
sealed interface TextCodec permits CodeExtensions, SingleCharset {
    /** Reads bytes as text; what is no character becomes U+FFFD, or stays what it is where it can. */
    String decode(byte[] bytes, int from, int to, TextKind kind);

    /** Returns the index of the first backslash that is a character of its own, or -1. */
    int separator(byte[] bytes, int from, int to, TextKind kind);

    /**
     * Writes text as bytes.
     *
     * @throws IllegalArgumentException if a character has no bytes here
     */
    byte[] encode(String text, TextKind kind);

    /** Tells whether bytes below 80H other than ESC mean what they mean in ASCII. */
    boolean extendsAscii();
}
