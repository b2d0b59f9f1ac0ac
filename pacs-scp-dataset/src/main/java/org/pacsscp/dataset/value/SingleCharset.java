package org.pacsscp.dataset.value;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A set that stands alone (PS3.3 Table C.12-5): UTF-8, GB18030 or GBK, without escape sequences. */
final class SingleCharset implements TextCodec {
    private final String name;
    private final Optional<Charset> charset;
    private final boolean utf8;

    SingleCharset(String name) {
        this.name = name;
        charset = Charsets.find(name);
        utf8 = name.equals("UTF-8");
    }

    @Override
    public String decode(byte[] bytes, int from, int to, TextKind kind) {
        return new String(bytes, from, to - from, charset.orElse(StandardCharsets.ISO_8859_1));
    }

    @Override
    public int separator(byte[] bytes, int from, int to, TextKind kind) {
        int at = from;
        while (at < to) {
            if (bytes[at] == '\\') {
                return at;
            }
            at += utf8 || bytes[at] >= 0 ? 1 : lengthOfChineseCharacter(bytes, at, to);
        }
        return -1;
    }

    /** Two bytes, or four of which the second and the last are digits; the second of two may be 5CH. */
    private static int lengthOfChineseCharacter(byte[] bytes, int at, int to) {
        if (at + 1 >= to || !isLead(bytes[at])) {
            return 1;
        }
        int second = bytes[at + 1] & 0xFF;
        if (isDigit(second)) {
            return at + 3 < to && isLead(bytes[at + 2]) && isDigit(bytes[at + 3]) ? 4 : 1;
        }
        return second >= 0x40 && second != 0x7F && second != 0xFF ? 2 : 1;
    }

    private static boolean isLead(byte octet) {
        return octet < 0 && octet != (byte) 0x80 && octet != (byte) 0xFF;
    }

    private static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    @Override
    public byte[] encode(String text, TextKind kind) {
        EncodableText.check(text, kind);
        if (kind == TextKind.PERSON_NAMES) {
            checkAlphabeticGroups(text);
        }
        CharsetEncoder encoder = charset.orElseThrow(() -> EncodableText.noCharset(name))
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer characters = CharBuffer.wrap(text);
        try {
            ByteBuffer encoded = encoder.encode(characters);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw EncodableText.cannotEncode(characters.position(), name);
        }
    }

    /** Holds the first group to what an alphabetic one may contain in these sets (PS3.5 section 6.2.1.2). */
    private static void checkAlphabeticGroups(String text) {
        boolean alphabetic = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                alphabetic = true;
            } else if (c == '=') {
                alphabetic = false;
            } else if (alphabetic && !isAlphabetic(c)) {
                throw new IllegalArgumentException("the character at " + i + " may not stand in the first group of a"
                        + " person's name; ideographic characters belong to the second, phonetic ones to the third");
            }
        }
    }

    private static boolean isAlphabetic(char c) {
        return c <= 0x1FFF
                || c == 0x3001
                || c == 0x3002
                || c == 0x300C
                || c == 0x300D
                || (c >= 0x3099 && c <= 0x309C)
                || (c >= 0x30A0 && c <= 0x30FF);
    }

    @Override
    public boolean extendsAscii() {
        return true;
    }
}
