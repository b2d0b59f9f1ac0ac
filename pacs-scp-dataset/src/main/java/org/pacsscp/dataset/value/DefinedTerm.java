package org.pacsscp.dataset.value;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the defined terms of Specific Character Set (0008,0005) stand for (PS3.3 Tables C.12-2 to C.12-5). */
enum DefinedTerm {
    ISO_IR_6(CodeElement.ASCII),
    ISO_IR_100(CodeElement.ASCII, CodeElement.LATIN_1),
    ISO_IR_101(CodeElement.ASCII, CodeElement.LATIN_2),
    ISO_IR_109(CodeElement.ASCII, CodeElement.LATIN_3),
    ISO_IR_110(CodeElement.ASCII, CodeElement.LATIN_4),
    ISO_IR_144(CodeElement.ASCII, CodeElement.CYRILLIC),
    ISO_IR_127(CodeElement.ASCII, CodeElement.ARABIC),
    ISO_IR_126(CodeElement.ASCII, CodeElement.GREEK),
    ISO_IR_138(CodeElement.ASCII, CodeElement.HEBREW),
    ISO_IR_148(CodeElement.ASCII, CodeElement.LATIN_5),
    ISO_IR_203(CodeElement.ASCII, CodeElement.LATIN_9),
    ISO_IR_166(CodeElement.ASCII, CodeElement.THAI),
    ISO_IR_13(CodeElement.JIS_X_0201_ROMAJI, CodeElement.JIS_X_0201_KATAKANA),
    ISO_IR_87(CodeElement.JIS_X_0208),
    ISO_IR_159(CodeElement.JIS_X_0212),
    ISO_IR_149(CodeElement.KS_X_1001),
    ISO_IR_58(CodeElement.GB_2312),
    ISO_IR_192("UTF-8"),
    GB18030("GB18030"),
    GBK("GBK");

    private static final Map<String, DefinedTerm> BY_SPELLING = bySpelling();

    private final Optional<CodeElement> g0;
    private final Optional<CodeElement> g1;
    private final String charsetAlone;

    DefinedTerm(CodeElement g0, CodeElement g1) {
        this.g0 = Optional.of(g0);
        this.g1 = Optional.of(g1);
        charsetAlone = "";
    }

    DefinedTerm(CodeElement element) {
        Optional<CodeElement> present = Optional.of(element);
        g0 = element.half() == CodeElement.Half.G0 ? present : Optional.empty();
        g1 = element.half() == CodeElement.Half.G1 ? present : Optional.empty();
        charsetAlone = "";
    }

    DefinedTerm(String charsetAlone) {
        g0 = Optional.empty();
        g1 = Optional.empty();
        this.charsetAlone = charsetAlone;
    }

    private static Map<String, DefinedTerm> bySpelling() {
        Map<String, DefinedTerm> terms = new HashMap<>();
        for (DefinedTerm term : values()) {
            String letters = lettersAndDigits(term.name());
            terms.put(letters, term);
            terms.put(letters.replace("ISOIR", "ISO2022IR"), term);
        }
        terms.put("", ISO_IR_6);
        terms.put("UTF8", ISO_IR_192);
        terms.put("ISO88591", ISO_IR_100);
        terms.put("LATIN1", ISO_IR_100);
        terms.put("ASCII", ISO_IR_6);
        terms.put("USASCII", ISO_IR_6);
        terms.put("GB2312", GBK);
        return terms;
    }

    /**
     * Finds what a term means. Its punctuation and case do not count, since {@code ISO IR 100}, {@code ISO-IR 100} and
     * {@code iso_2022_ir_87} occur, and so do names that are none of DICOM's, such as {@code UTF-8}.
     */
    static Optional<DefinedTerm> of(String term) {
        return Optional.ofNullable(BY_SPELLING.get(lettersAndDigits(term)));
    }

    private static String lettersAndDigits(String term) {
        StringBuilder kept = new StringBuilder(term.length());
        for (char c : term.toUpperCase(Locale.ROOT).toCharArray()) {
            if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    Optional<CodeElement> g0() {
        return g0;
    }

    Optional<CodeElement> g1() {
        return g1;
    }

    /** Tells whether this set replaces all others: one that can be the only value, and has no escape sequences. */
    boolean standsAlone() {
        return !charsetAlone.isEmpty();
    }

    /** Returns the name of Java's charset of a set that stands alone. */
    String charsetName() {
        return charsetAlone;
    }
}
