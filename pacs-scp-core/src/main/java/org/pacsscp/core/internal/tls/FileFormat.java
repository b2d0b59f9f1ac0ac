package org.pacsscp.core.internal.tls;

import java.util.Arrays;

/** What a file of keys or certificates is, told by its first bytes; its name says nothing. */
enum FileFormat {
    /** PEM, or what is no other format. */
    TEXT("text"),
    /** Text of two bytes a character, as some editors write it. */
    UTF_16("UTF-16 text"),
    /** A JKS key store. */
    JKS("a JKS key store"),
    /** A JCEKS key store. */
    JCEKS("a JCEKS key store"),
    /** A PKCS #12 key store (RFC 7292): a sequence that begins with the version 3. */
    PKCS_12("a PKCS #12 key store"),
    /** Any other DER: a certificate or a key without its PEM armour. */
    DER("binary DER");

    /** How a PKCS #12 key store begins that was written without knowing its length. */
    private static final long INDEFINITE_SEQUENCE_OF_INTEGER = 0x3080_0201L;

    private final String description;

    FileFormat(String description) {
        this.description = description;
    }

    static FileFormat of(byte[] content) {
        long first = 0;
        for (int i = 0; i < 4; i++) {
            first = first << 8 | (i < content.length ? content[i] & 0xFF : 0);
        }
        if (first == 0xFEED_FEEDL) {
            return JKS;
        }
        if (first == 0xCECE_CECEL) {
            return JCEKS;
        }
        if (first >> 16 == 0xFEFF || first >> 16 == 0xFFFE) {
            return UTF_16;
        }
        if (first == INDEFINITE_SEQUENCE_OF_INTEGER) {
            return PKCS_12;
        }
        return first >> 24 == DerReader.SEQUENCE ? ofDer(content) : TEXT;
    }

    private static FileFormat ofDer(byte[] content) {
        try {
            DerReader reader = new DerReader(content);
            DerReader sequence = reader.enter(DerReader.SEQUENCE);
            if (!reader.isAtEnd()) {
                return TEXT;
            }
            boolean version3 = sequence.isNext(DerReader.INTEGER)
                    && Arrays.equals(sequence.value(DerReader.INTEGER), new byte[] {3});
            return version3 ? PKCS_12 : DER;
        } catch (DerReader.MalformedException e) {
            return TEXT;
        }
    }

    /** Returns the format in words, with an article where it takes one. */
    @Override
    public String toString() {
        return description;
    }
}
