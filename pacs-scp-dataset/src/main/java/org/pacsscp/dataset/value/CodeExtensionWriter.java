package org.pacsscp.dataset.value;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Writes one text in sets between which escape sequences switch; for one thread. */
final class CodeExtensionWriter {
    private final CodeExtensions sets;
    private final boolean extended;
    private final TextKind kind;
    private final Map<CodeElement, CharsetEncoder> encoders = new EnumMap<>(CodeElement.class);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private CodeElement g0;
    private Optional<CodeElement> g1;
    private boolean alphabeticGroup;

    CodeExtensionWriter(CodeExtensions sets, boolean extended, TextKind kind) {
        this.sets = sets;
        this.extended = extended;
        this.kind = kind;
        g0 = sets.initialG0();
        g1 = sets.initialG1();
        alphabeticGroup = kind == TextKind.PERSON_NAMES;
    }

    byte[] write(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (kind.endsCodeExtensions(character)) {
                endCodeExtensions(character);
            } else {
                write(text.substring(at, at + Character.charCount(character)), at);
            }
            at += Character.charCount(character);
        }
        designateInitialG0();
        return bytes.toByteArray();
    }

    /** Goes back to the sets of value 1 before a character that ends code extensions (PS3.5 section 6.1.2.5.3). */
    private void endCodeExtensions(int character) {
        designateInitialG0();
        g1 = sets.initialG1();
        bytes.write(character);
        if (character == '\\') {
            alphabeticGroup = kind == TextKind.PERSON_NAMES;
        } else if (character == '=') {
            alphabeticGroup = false;
        }
    }

    private void designateInitialG0() {
        if (g0 != sets.initialG0()) {
            g0 = sets.initialG0();
            bytes.writeBytes(g0.escapeSequence());
        }
    }

    private void write(String character, int at) {
        if (writeIn(g0, character) || (g1.isPresent() && writeIn(g1.get(), character))) {
            return;
        }
        // Code extensions may not occur in the first group of a name (PS3.5 section 6.2.1.2).
        if (extended && !alphabeticGroup) {
            for (CodeElement element : sets.elements()) {
                if (element != g0 && writeIn(element, character)) {
                    return;
                }
            }
        }
        throw EncodableText.cannotEncode(at, names());
    }

    private String names() {
        return alphabeticGroup ? "value 1 of Specific Character Set" : "the sets of Specific Character Set";
    }

    /** Writes a character in a set, if it has it, with the escape sequence before it that it needs now. */
    private boolean writeIn(CodeElement element, String character) {
        byte[] encoded = encode(element, character);
        if (encoded.length == 0) {
            return false;
        }
        if (element.half() == CodeElement.Half.G0 && element != g0) {
            g0 = element;
            bytes.writeBytes(element.escapeSequence());
        } else if (element.half() == CodeElement.Half.G1 && !g1.equals(Optional.of(element))) {
            g1 = Optional.of(element);
            bytes.writeBytes(element.escapeSequence());
        }
        bytes.writeBytes(encoded);
        return true;
    }

    /** Returns the bytes of a character in its half of the code table; none if the set does not have it. */
    private byte[] encode(CodeElement element, String character) {
        Optional<String> inCharset = element.toCharset(character);
        if (inCharset.isEmpty()) {
            return new byte[0];
        }
        ByteBuffer encoded;
        try {
            encoded = encoder(element).encode(CharBuffer.wrap(inCharset.get()));
        } catch (CharacterCodingException e) {
            return new byte[0];
        }
        boolean g1Byte = encoded.get(0) < 0;
        boolean separator = element.bytesPerCharacter() == 1 && kind.endsCodeExtensions(encoded.get(0));
        if (encoded.remaining() != element.bytesPerCharacter()
                || g1Byte != (element.half() == CodeElement.Half.G1)
                || separator) {
            return new byte[0];
        }
        byte[] result = new byte[encoded.remaining()];
        encoded.get(result);
        return result;
    }

    private CharsetEncoder encoder(CodeElement element) {
        return encoders.computeIfAbsent(
                element,
                set -> set.charset()
                        .orElseThrow(() -> EncodableText.noCharset(set.name()))
                        .newEncoder());
    }
}
