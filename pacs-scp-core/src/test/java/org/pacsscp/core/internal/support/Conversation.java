package org.pacsscp.core.internal.support;

/** What a peer says to a {@code MemorySession} from its first byte to its last, whatever it hears. */
public enum Conversation {
    ECHO("<C-ECHO-RQ 1> <C-ECHO-RQ 2> <A-RELEASE-RQ>"),
    STORE(store(6, 100) + "<A-RELEASE-RQ>"),
    STORE_IN_A_ROW(store(6, 300) + store(7, 10) + "<C-ECHO-RQ 8>" + store(14, 0) + "<A-RELEASE-RQ>"),
    STORE_LEFT_UNREAD(store(1, 300) + store(2, 300) + "<A-RELEASE-RQ>"),
    STORE_THAT_FAILS(store(3, 300) + "<C-ECHO-RQ 4> <A-RELEASE-RQ>"),
    STORE_THAT_IS_CLOSED(store(4, 300) + "<A-RELEASE-RQ>"),
    STORE_ABORTED(Dimse.storeRequest(6) + Dimse.fragment(Dimse.STORAGE, "00".repeat(50)) + "<A-ABORT>"),
    STORE_CUT(Dimse.storeRequest(6) + Dimse.fragment(Dimse.STORAGE, "00".repeat(50))),
    STORE_BROKEN(Dimse.storeRequest(6) + Dimse.fragment(Dimse.FIND, "0000")),
    STORE_RELEASED_WITHIN(Dimse.storeRequest(6) + Dimse.fragment(Dimse.STORAGE, "0000") + "<A-RELEASE-RQ>"),
    FIND(find(3) + "<A-RELEASE-RQ>"),
    FIND_CANCELLED(find(3) + Dimse.cancel(3) + "<A-RELEASE-RQ>"),
    CANCEL(store(5, 10) + Dimse.cancel(5) + "<A-RELEASE-RQ>"),
    CANCEL_OF_NOTHING(Dimse.cancel(9) + "<C-ECHO-RQ 1> <A-RELEASE-RQ>"),
    ABORT("<C-ECHO-RQ 1> <A-ABORT> 00"),
    ABORT_OF_AN_OPERATION(store(5, 10) + "<A-ABORT>"),
    DUPLICATE(store(5, 10) + store(5, 10) + "<A-RELEASE-RQ>"),
    RELEASE_WITH_AN_OPERATION(store(5, 10) + "<A-RELEASE-RQ>"),
    UNSERVED(Dimse.command(Dimse.STORAGE, Dimse.STORAGE_CLASS + "<field 0030H> <message id 1> <no data set>")
            + "<A-RELEASE-RQ>"),
    RESPONSE_TO_NOTHING(Dimse.findResponse(1, 0)),
    REQUEST_AGAIN("<C-ECHO-RQ 1> <A-ASSOCIATE-RQ> <A-ABORT>"),
    UNKNOWN_PDU("<C-ECHO-RQ 1> 0A 00 00000004 00000000"),
    WITHOUT_REQUEST(false, "'GET / HTTP/1.1' 0D0A0D0A"),
    OF_ANOTHER_VERSION(false, "01 00 {4: 0002 0000 <called> <calling> <reserved> <application> <context> <user>}"),
    WITHOUT_CONTEXTS(false, "01 00 {4: <fixed> <application> <user>}"),
    SHORTER_THAN_IT_CLAIMS(false, "01 00 00000100 <fixed>"),
    WITH_SMALL_PDUS(
            false,
            Words.request("<application>" + contexts() + "50 00 {2: 51 00 {2: 00000010} <class uid>}") + find(2)
                    + "<C-ECHO-RQ 4> <A-RELEASE-RQ>"),
    ASYNCHRONOUS(
            false,
            Words.request("<application>" + contexts() + "50 00 {2: <maximum length> 53 00 {2: 0003 0003}}")
                    + store(5, 10) + find(3) + "<C-ECHO-RQ 4>" + Dimse.cancel(5) + store(8, 20) + "<A-RELEASE-RQ>");

    private final String script;

    Conversation(String script) {
        this(true, script);
    }

    Conversation(boolean associated, String script) {
        this.script = associated
                ? Words.request("<application>" + contexts() + "50 00 {2: <maximum length> <class uid>}") + script
                : script;
    }

    private static String contexts() {
        return "<context>" + Dimse.context(Dimse.STORAGE, Dimse.STORAGE_UID)
                + Dimse.context(Dimse.FIND, Dimse.FIND_UID);
    }

    private static String store(int id, int length) {
        return Dimse.storeRequest(id) + Dimse.last(Dimse.STORAGE, "5A".repeat(length));
    }

    private static String find(int id) {
        return Dimse.findRequest(id) + Dimse.last(Dimse.FIND, "08000500 00000000");
    }

    public byte[] bytes() {
        return Words.bytes(script);
    }
}
