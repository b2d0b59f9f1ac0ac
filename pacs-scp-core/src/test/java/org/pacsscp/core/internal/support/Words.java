package org.pacsscp.core.internal.support;

import org.pacsscp.testkit.script.Vocabulary;

/** What the scripts of these tests are written with: the words of the testkit, and what our server says of itself. */
public final class Words {
    public static final Vocabulary OURS = Vocabulary.standard()
            .with("acceptor's user", "<our user>")
            .with("our user", "50 00 {2: <our maximum length> <our class uid> <our version name>}")
            .with("our maximum length", "51 00 {2: 00010000}")
            .with("our class uid", "52 00 {2: '2.25.200481556268727506688945957308325592871'}")
            .with("our version name", "55 00 {2: 'PACS_SCP_0_1'}")
            // Any value but 0101H says that there is one: PS3.7 Table E.1-1
            .with("our data set", "0000 0008 02000000 0100")
            // One of each for the tables of tests: PS3.8 Tables 9-21 and 9-26
            .with("A-ASSOCIATE-RJ", "<RJ(1,1,1)>")
            .with("A-ABORT", "<A0>");

    private Words() {}

    public static byte[] bytes(String script) {
        return OURS.script(script).bytes();
    }

    /** A P-DATA-TF with one command in one fragment, on presentation context 1. */
    public static String message(String elements) {
        return "04 00 {4: {4: 01 03 " + elements + "}}";
    }

    /** A message whose command set begins with its group length: PS3.7 Table 9.3-1 counts what follows it. */
    public static String messageWithGroupLength(String elements) {
        return OURS.message(1, elements);
    }

    /** An A-ASSOCIATE-RQ with these items instead of the usual ones. */
    public static String request(String items) {
        return "01 00 {4: <fixed> " + items + "}";
    }

    /** The A-ASSOCIATE-AC to {@link #request}. */
    public static String acceptance(String items) {
        return "02 00 {4: <fixed> <application> " + items + "}";
    }

    /** The usual A-ASSOCIATE-RQ, but with these titles. */
    public static String requestBetween(String called, String calling) {
        return "01 00 {4: 0001 0000" + Vocabulary.title(called) + Vocabulary.title(calling)
                + "<reserved> <application> <context> <user>}";
    }

    /** The A-ASSOCIATE-AC to {@link #requestBetween}. */
    public static String acceptanceBetween(String called, String calling) {
        return "02 00 {4: 0001 0000" + Vocabulary.title(called) + Vocabulary.title(calling)
                + "<reserved> <application> <accepted> <our user>}";
    }
}
