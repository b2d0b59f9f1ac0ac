package org.pacsscp.core.internal.engine;

import static java.util.Map.entry;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pacsscp.core.internal.pdu.Wire;

/**
 * What the scripts of these tests are written with: the notation of {@link Wire}, and words in angle brackets for what
 * comes often. Every byte of the words is spelled out here, from the tables of PS3.8 and PS3.7.
 *
 * <p>Besides the fixed words there are {@code <A0>}, A-ABORT of the service-user; {@code <A2/r>}, A-ABORT of the
 * service-provider with reason r; {@code <RJ(result,source,reason)>}; {@code <C-ECHO-RQ n>} and {@code <C-ECHO-RSP n ssssH>}
 * with message id n on presentation context 1; {@code <ssssH>}, the latter for message id 1.
 */
final class Words {
    static final String OUR_CLASS_UID = "2.25.200481556268727506688945957308325592871";

    private static final Pattern WORD = Pattern.compile("<([^<>]+)>");
    private static final Pattern ABORT = Pattern.compile("A([02])(?:/(\\d))?");
    private static final Pattern REJECT = Pattern.compile("RJ\\((\\d),(\\d),(\\d)\\)");
    private static final Pattern ECHO_REQUEST = Pattern.compile("C-ECHO-RQ (\\d+)");
    private static final Pattern ECHO_RESPONSE = Pattern.compile("(?:C-ECHO-RSP (\\d+) )?(\\p{XDigit}{4})H");

    private static final Map<String, String> WORDS = Map.ofEntries(
            // PS3.8 Tables 9-11 to 9-19
            entry("A-ASSOCIATE-RQ", "01 00 {4: <fixed> <application> <context> <user>}"),
            entry("A-ASSOCIATE-AC", "02 00 {4: <fixed> <application> <accepted> <our user>}"),
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
            entry("our user", "50 00 {2: <our maximum length> <our class uid> <our version name>}"),
            entry("our maximum length", "51 00 {2: 00010000}"),
            entry("our class uid", "52 00 {2: '" + OUR_CLASS_UID + "'}"),
            entry("our version name", "55 00 {2: 'PACS_SCP_0_1'}"),
            // PS3.8 Tables 9-21 and 9-24 to 9-26
            entry("A-ASSOCIATE-RJ", "03 00 00000004 00 01 01 01"),
            entry("A-RELEASE-RQ", "05 00 00000004 00000000"),
            entry("A-RELEASE-RP", "06 00 00000004 00000000"),
            entry("A-ABORT", "07 00 00000004 00 00 00 00"),
            // PS3.8 Tables 9-22 and 9-23; a command fragment that is the last one (section E.2)
            entry("C-ECHO-RQ", "<C-ECHO-RQ 1>"),
            // PS3.7 Table 9.3-12, little endian
            entry("sop class", "0000 0200 12000000 '1.2.840.10008.1.1' 00"),
            entry("foreign sop class", "0000 0200 04000000 '1.2' 00"),
            entry("echo", "0000 0001 02000000 3000"),
            entry("id", "0000 1001 02000000 0100"),
            entry("priority", "0000 0007 02000000 0000"),
            entry("no data set", "0000 0008 02000000 0101"),
            entry("data set", "0000 0008 02000000 0000"));

    private Words() {}

    static byte[] bytes(String script) {
        return Wire.bytesOf(expand(script));
    }

    /** A P-DATA-TF with one command in one fragment, on presentation context 1. */
    static String message(String elements) {
        return "04 00 {4: {4: 01 03 " + elements + "}}";
    }

    /** A message whose command set begins with its group length: PS3.7 Table 9.3-1 counts what follows it. */
    static String messageWithGroupLength(String elements) {
        return message("0000 0000 04000000 " + littleEndian(bytes(elements).length) + "0000 " + elements);
    }

    /** An A-ASSOCIATE-RQ with these items instead of the usual ones. */
    static String request(String items) {
        return "01 00 {4: <fixed> " + items + "}";
    }

    /** The A-ASSOCIATE-AC to {@link #request}. */
    static String acceptance(String items) {
        return "02 00 {4: <fixed> <application> " + items + "}";
    }

    /** An AE title padded with spaces, PS3.8 Table 9-11. */
    static String title(String aeTitle) {
        return "'%-16s'".formatted(aeTitle);
    }

    /** The usual A-ASSOCIATE-RQ, but with these titles. */
    static String requestBetween(String called, String calling) {
        return "01 00 {4: 0001 0000" + title(called) + title(calling) + "<reserved> <application> <context> <user>}";
    }

    /** The A-ASSOCIATE-AC to {@link #requestBetween}. */
    static String acceptanceBetween(String called, String calling) {
        return "02 00 {4: 0001 0000" + title(called) + title(calling)
                + "<reserved> <application> <accepted> <our user>}";
    }

    static String littleEndian(int number) {
        return "%02X%02X".formatted(number & 0xFF, number >> 8);
    }

    static String expand(String script) {
        String expanded = script;
        for (Matcher word = WORD.matcher(expanded); word.find(); word = WORD.matcher(expanded)) {
            expanded = word.replaceAll(found -> Matcher.quoteReplacement(meaning(found)));
        }
        return expanded;
    }

    private static String meaning(MatchResult found) {
        String word = found.group(1);
        String fixed = WORDS.get(word);
        if (fixed != null) {
            return fixed;
        }
        Matcher abort = ABORT.matcher(word);
        if (abort.matches()) {
            return "07 00 00000004 00 00 0%s 0%s"
                    .formatted(abort.group(1), abort.group(2) == null ? "0" : abort.group(2));
        }
        Matcher reject = REJECT.matcher(word);
        if (reject.matches()) {
            return "03 00 00000004 00 0%s 0%s 0%s".formatted(reject.group(1), reject.group(2), reject.group(3));
        }
        Matcher request = ECHO_REQUEST.matcher(word);
        if (request.matches()) {
            return echoRequest(Integer.parseInt(request.group(1)));
        }
        Matcher response = ECHO_RESPONSE.matcher(word);
        if (response.matches()) {
            int id = response.group(1) == null ? 1 : Integer.parseInt(response.group(1));
            return echoResponse(id, Integer.parseInt(response.group(2), 16));
        }
        throw new IllegalArgumentException("no word <" + word + ">");
    }

    /** PS3.7 Table 9.3-12. */
    private static String echoRequest(int id) {
        return messageWithGroupLength("<sop class> <echo> 0000 1001 02000000 " + littleEndian(id) + " <no data set>");
    }

    /** PS3.7 Table 9.3-13. */
    private static String echoResponse(int id, int status) {
        return messageWithGroupLength("<sop class> 0000 0001 02000000 3080 0000 2001 02000000 " + littleEndian(id)
                + " <no data set> 0000 0009 02000000 " + littleEndian(status));
    }
}
