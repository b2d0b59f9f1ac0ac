package org.pacsscp.dataset.value;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Single-byte sets, and sets between which escape sequences switch (ISO 2022, PS3.5 section 6.1.2.5).
 *
 * <p>Reading follows an escape sequence to any set of DICOM's, listed or not, since it says what it means.
 */
final class CodeExtensions implements TextCodec {
    private final CodeElement initialG0;
    private final Optional<CodeElement> initialG1;
    private final List<CodeElement> elements;
    private final boolean extended;

    /**
     * Makes a codec.
     *
     * @param terms what Specific Character Set lists, at least one term; none of them stands alone
     * @param extended whether escape sequences may be written
     */
    CodeExtensions(List<DefinedTerm> terms, boolean extended) {
        DefinedTerm first = terms.get(0);
        initialG0 = first.g0().filter(g0 -> g0.bytesPerCharacter() == 1).orElse(CodeElement.ASCII);
        initialG1 = first.g1();
        List<CodeElement> listed = new ArrayList<>(List.of(initialG0));
        for (DefinedTerm term : terms) {
            term.g0().filter(g0 -> !listed.contains(g0)).ifPresent(listed::add);
            term.g1().filter(g1 -> !listed.contains(g1)).ifPresent(listed::add);
        }
        elements = List.copyOf(listed);
        this.extended = extended;
    }

    /** Returns the set whose bytes are below 80H until an escape sequence says otherwise. */
    CodeElement initialG0() {
        return initialG0;
    }

    /** Returns the set whose bytes are above 7FH until an escape sequence says otherwise. */
    Optional<CodeElement> initialG1() {
        return initialG1;
    }

    /** Returns all sets listed, in order, each once. */
    List<CodeElement> elements() {
        return elements;
    }

    @Override
    public String decode(byte[] bytes, int from, int to, TextKind kind) {
        StringBuilder text = new StringBuilder(to - from);
        CodeExtensionReader reader = new CodeExtensionReader(this, bytes, from, to, kind);
        while (reader.next()) {
            text.append(decodeRun(bytes, reader, kind));
        }
        return text.toString();
    }

    private static String decodeRun(byte[] bytes, CodeExtensionReader reader, TextKind kind) {
        Charset charset = reader.element().flatMap(CodeElement::charset).orElse(StandardCharsets.ISO_8859_1);
        String run = new String(bytes, reader.from(), reader.to() - reader.from(), charset);
        return reader.element().map(element -> element.fromCharset(run, kind)).orElse(run);
    }

    @Override
    public int separator(byte[] bytes, int from, int to, TextKind kind) {
        CodeExtensionReader reader = new CodeExtensionReader(this, bytes, from, to, kind);
        while (reader.next()) {
            if (reader.endsAt('\\')) {
                return reader.to() - 1;
            }
        }
        return -1;
    }

    @Override
    public byte[] encode(String text, TextKind kind) {
        EncodableText.check(text, kind);
        return new CodeExtensionWriter(this, extended, kind).write(text);
    }

    @Override
    public boolean extendsAscii() {
        return initialG0 == CodeElement.ASCII;
    }
}
