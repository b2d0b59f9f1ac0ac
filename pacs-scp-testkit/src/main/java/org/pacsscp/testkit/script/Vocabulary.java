package org.pacsscp.testkit.script;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words in angle brackets of a {@link Script} stand for. Immutable.
 *
 * <p>The standard ones: {@code <A-ASSOCIATE-RQ>} for Verification on presentation context 1 between {@code <called>} and {@code
 * <calling>}, and what it is made of ({@code <fixed>}, {@code <reserved>}, {@code <application>}, {@code <context>}, {@code
 * <verification>}, {@code <implicit>}, {@code <explicit>}, {@code <user>}, {@code <maximum length>}, {@code <class uid>}, {@code
 * <version name>}); {@code <A-ASSOCIATE-AC>}, which accepts that with {@code <accepted>} and {@code <acceptor's user>}; {@code
 * <A-RELEASE-RQ>}, {@code <A-RELEASE-RP>}; {@code <A0>}, A-ABORT of the service-user, and {@code <A2/r>}, of the
 * service-provider with reason r; {@code <RJ(result,source,reason)>}; {@code <C-ECHO-RQ n>} and {@code <C-ECHO-RSP n ssssH>}
 * with message id n on context 1; {@code <ssssH>}, the latter for message id 1.
 *
 * <p>Other messages are made by {@link #message} of the elements of a command set: {@code <sop class 1.2.3>} and {@code <sop
 * instance 1.2.3>}, the affected ones; {@code <field ffffH>}; {@code <message id n>} and {@code <responding to n>}; {@code
 * <status ssssH>}; and the same without a value for what comes often: {@code <sop class>} (Verification), {@code <echo>} (the
 * field of C-ECHO-RQ), {@code <id>} (message id 1), {@code <priority>}, {@code <no data set>}, {@code <data set>}.
 *
 * <pre>{@code
 * Vocabulary words = Vocabulary.standard()
 *         .with("called", "'MY_PACS         '")
 *         .with("acceptor's user", "50 00 {2: 51 00 {2: 00010000}}");
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Vocabulary {
    private static final Pattern WORD = Pattern.compile("<([^<>]+)>");
    private static final Vocabulary STANDARD = new Vocabulary(Map.ofEntries(
            // PS3.8 Tables 9-11 to 9-19
            entry("A-ASSOCIATE-RQ", "01 00 {4: <fixed> <application> <context> <user>}"),
            entry("A-ASSOCIATE-AC", "02 00 {4: <fixed> <application> <accepted> <acceptor's user>}"),
            entry("fixed", "0001 0000 <called> <calling> <reserved>"),
            entry("called", "'PACS_SCP        '"),
            entry("calling", "'SCRIPTED_PEER   '"),
            entry("reserved", "000102030405060708090A0B0C0D0E0F F0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF"),
            entry("application", "10 00 {2: '1.2.840.10008.3.1.1.1'}"),
            entry("context", "20 00 {2: 01 00 00 00 <verification> <implicit>}"),
            entry("verification", "30 00 {2: '1.2.840.10008.1.1'}"),
            entry("implicit", "40 00 {2: '1.2.840.10008.1.2'}"),
            entry("explicit", "40 00 {2: '1.2.840.10008.1.2.1'}"),
            entry("accepted", "21 00 {2: 01 00 00 00 <implicit>}"),
            // PS3.8 Table D.1-1, PS3.7 Tables D.3-1 to D.3-4
            entry("user", "50 00 {2: <maximum length> <class uid> <version name>}"),
            entry("maximum length", "51 00 {2: 00004000}"),
            entry("class uid", "52 00 {2: '1.2.3.4'}"),
            entry("version name", "55 00 {2: 'SCRIPT_1'}"),
            entry("acceptor's user", "<user>"),
            // PS3.8 Tables 9-24 to 9-26
            entry("A-RELEASE-RQ", "05 00 00000004 00000000"),
            entry("A-RELEASE-RP", "06 00 00000004 00000000"),
            // PS3.7 Table 9.3-12, little endian
            entry("sop class", "0000 0200 12000000 '1.2.840.10008.1.1' 00"),
            entry("echo", "0000 0001 02000000 3000"),
            entry("id", "0000 1001 02000000 0100"),
            entry("priority", "0000 0007 02000000 0000"),
            entry("no data set", "0000 0008 02000000 0101"),
            entry("data set", "0000 0008 02000000 0000")));

    private final Map<String, String> words;

    private Vocabulary(Map<String, String> words) {
        this.words = words;
    }

    /**
     * Returns the words that are listed above.
     *
     * @return always the same
     */
    public static Vocabulary standard() {
        return STANDARD;
    }

    /**
     * Adds a word, or gives one another meaning.
     *
     * @param word without its brackets
     * @param meaning a script, which may have words
     * @return another vocabulary
     */
    public Vocabulary with(String word, String meaning) {
        Map<String, String> more = new HashMap<>(words);
        more.put(word, meaning);
        return new Vocabulary(Map.copyOf(more));
    }

    /**
     * Reads a script with these words.
     *
     * @param notation see {@link Script}
     * @return the script
     * @throws IllegalArgumentException if it cannot be read, or has a word that is not known
     */
    public Script script(String notation) {
        return Script.expanded(notation, expand(notation));
    }

    /**
     * Makes a P-DATA-TF with one command in one fragment, its group length before it (PS3.7 Table 9.3-1).
     *
     * @param contextId the presentation context
     * @param elements a script of the elements after the group length
     * @return a script
     */
    public String message(int contextId, String elements) {
        int length = script(elements).bytes().length;
        return "04 00 {4: {4: %02X 03 0000 0000 04000000 %s0000 %s}}"
                .formatted(contextId, littleEndian(length), elements);
    }

    /**
     * Writes two bytes, little endian.
     *
     * @param number of which the low 16 bits count
     * @return four hexadecimal digits
     */
    public static String littleEndian(int number) {
        return "%02X%02X".formatted(number & 0xFF, number >> 8 & 0xFF);
    }

    /**
     * Writes an AE title, padded with spaces (PS3.8 Table 9-11).
     *
     * @param aeTitle up to 16 characters
     * @return a text of 16 characters
     */
    public static String title(String aeTitle) {
        return "'%-16s'".formatted(aeTitle);
    }

    private String expand(String script) {
        String expanded = script;
        for (Matcher word = WORD.matcher(expanded); word.find(); word = WORD.matcher(expanded)) {
            expanded = word.replaceAll(found -> Matcher.quoteReplacement(meaning(found)));
        }
        return expanded;
    }

    private String meaning(MatchResult found) {
        String word = found.group(1);
        String fixed = words.get(word);
        return fixed != null
                ? fixed
                : ValuedWord.meaning(word, this)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "no word <" + word + ">; it can be added with Vocabulary.with"));
    }
}
