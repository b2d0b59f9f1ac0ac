package org.pacsscp.dataset.value;

import java.util.Optional;

/**
 * Walks over bytes with escape sequences, run by run, each of one set; for one thread, and one text.
 *
 * <p>A run ends behind a character at which code extensions end, so that such a character is the last of its run. Bytes
 * that no rule covers are runs, too, so none is lost: an escape sequence that is none of DICOM's, half a character.
 */
final class CodeExtensionReader {
    private static final int DELETE = 0x7F;

    private final CodeExtensions sets;
    private final byte[] bytes;
    private final int end;
    private final TextKind kind;

    private CodeElement g0;
    private Optional<CodeElement> g1;
    private int from;
    private int to;
    private Optional<CodeElement> element = Optional.empty();

    CodeExtensionReader(CodeExtensions sets, byte[] bytes, int from, int end, TextKind kind) {
        this.sets = sets;
        this.bytes = bytes;
        this.end = end;
        this.kind = kind;
        g0 = sets.initialG0();
        // Texts in one set of two bytes occur without the escape sequence that it needs.
        g1 = sets.initialG1()
                .or(() -> sets.elements().stream()
                        .filter(listed -> listed.half() == CodeElement.Half.G1)
                        .findFirst());
        to = from;
    }

    /** Goes to the next run; false if there is none. */
    boolean next() {
        if (to > from && endsCodeExtensions(bytes[to - 1])) {
            g0 = sets.initialG0();
            // Where value 1 has no G1, bytes above 7FH would mean nothing; so they mean what they meant before.
            g1 = sets.initialG1().or(() -> g1);
        }
        from = to;
        while (from < end && bytes[from] == CodeElement.ESCAPE) {
            Optional<CodeElement> designated = CodeElement.designatedAt(bytes, from, end);
            if (designated.isEmpty()) {
                return run(Optional.of(CodeElement.ASCII), from + 1);
            }
            designate(designated.get());
            from += designated.get().escapeSequenceLength();
        }
        if (from >= end) {
            to = from;
            return false;
        }
        if (bytes[from] < 0) {
            return run(g1, endOfG1());
        }
        if (g0.bytesPerCharacter() == 2 && isPair(from)) {
            return run(Optional.of(g0), endOfPairs());
        }
        return run(Optional.of(g0.bytesPerCharacter() == 1 ? g0 : sets.initialG0()), endOfG0());
    }

    private void designate(CodeElement designated) {
        if (designated.half() == CodeElement.Half.G0) {
            g0 = designated;
        } else {
            g1 = Optional.of(designated);
        }
    }

    private boolean run(Optional<CodeElement> of, int until) {
        element = of;
        to = until;
        return true;
    }

    private int endOfG1() {
        int at = from + 1;
        while (at < end && bytes[at] < 0) {
            at++;
        }
        return at;
    }

    private int endOfPairs() {
        int at = from + 2;
        while (isPair(at)) {
            at += 2;
        }
        return at;
    }

    private boolean isPair(int at) {
        return at + 1 < end && isGraphic(bytes[at]) && isGraphic(bytes[at + 1]);
    }

    private static boolean isGraphic(byte octet) {
        return octet > ' ' && octet < DELETE;
    }

    /** While G0 has characters of two bytes, what is no such character is a run of one byte. */
    private int endOfG0() {
        int at = from + 1;
        while (at < end
                && g0.bytesPerCharacter() == 1
                && bytes[at] >= 0
                && bytes[at] != CodeElement.ESCAPE
                && !kind.endsCodeExtensions(bytes[at - 1])) {
            at++;
        }
        return at;
    }

    /** Tells whether the run that has been read ends with a character that ends code extensions. */
    private boolean endsCodeExtensions(byte last) {
        return endsAt(last) && kind.endsCodeExtensions(last);
    }

    /** Tells whether the last character of the run is a separator: a single byte of this value. */
    boolean endsAt(int separator) {
        return to > from
                && bytes[to - 1] == separator
                && element.filter(set -> set.half() == CodeElement.Half.G0 && set.bytesPerCharacter() == 1)
                        .isPresent();
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Returns the set of this run; empty for bytes above 7FH where none has been designated. */
    Optional<CodeElement> element() {
        return element;
    }
}
