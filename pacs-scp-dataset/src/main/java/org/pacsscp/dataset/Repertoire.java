package org.pacsscp.dataset;

import org.pacsscp.api.Uid;

/** Which kinds of characters a text is made of, found with one look at each. */
final class Repertoire {
    /** Each is a space or a graphic character of ASCII. */
    static final int PRINTABLE = 1;

    /** Each may stand in a code, CS, or is a wild card, as queries have them. */
    static final int CODE = 1 << 1;

    static final int DIGITS = 1 << 2;

    /** None separates values. */
    static final int ONE_VALUE = 1 << 3;

    /** Each may stand in a unique identifier: a digit or a dot. */
    static final int UID = 1 << 4;

    /** What no character has. */
    static final int NONE = 1 << 5;

    private static final int ALL = PRINTABLE | CODE | DIGITS | ONE_VALUE | UID;
    private static final int ASCII = 0x80;
    private static final byte[] OF_ASCII = ofAscii();

    private Repertoire() {}

    private static byte[] ofAscii() {
        byte[] kinds = new byte[ASCII];
        for (int character = 0; character < ASCII; character++) {
            boolean digit = character >= '0' && character <= '9';
            boolean letter = character >= 'A' && character <= 'Z';
            int kind = character >= ' ' && character <= '~' ? PRINTABLE : 0;
            kind |= digit || letter || " _*?".indexOf(character) >= 0 ? CODE : 0;
            kind |= digit ? DIGITS : 0;
            kind |= character == '\\' ? 0 : ONE_VALUE;
            kind |= digit || character == '.' ? UID : 0;
            kinds[character] = (byte) kind;
        }
        return kinds;
    }

    /** The kinds of which all characters are. */
    static int of(String text) {
        int kinds = ALL;
        for (int i = 0; i < text.length(); i++) {
            kinds &= of(text.charAt(i));
        }
        return kinds;
    }

    /** Copies a text of ASCII, and says of which kinds all characters are; if they are no ASCII, the copy is of no use. */
    static int copy(String text, byte[] to, int at) {
        int kinds = ALL;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= ASCII) {
                return of(text);
            }
            kinds &= OF_ASCII[character];
            to[at + i] = (byte) character;
        }
        return kinds;
    }

    /** Copies a text if it is a unique identifier, as {@link Uid#isValid} says; if it is none, the copy is of no use. */
    static boolean copyUid(String text, byte[] to, int at) {
        int length = text.length();
        if (length > Uid.MAX_LENGTH) {
            return false;
        }
        char before = '.';
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if ((character < '0' || character > '9') && (character != '.' || before == '.')) {
                return false;
            }
            to[at + i] = (byte) character;
            before = character;
        }
        return before != '.';
    }

    private static int of(char character) {
        return character < ASCII ? OF_ASCII[character] : ONE_VALUE;
    }

    static boolean is(int kinds, int kind) {
        return (kinds & kind) != 0;
    }
}
