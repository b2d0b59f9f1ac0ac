package org.pacsscp.core.internal.pdu;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps what an A-ASSOCIATE PDU decodes to within about twice its bytes, plus an allowance. Objects are larger than the
 * bytes that they are made from (a sub-item of 5 bytes makes a string of some 50), so a request of thousands of tiny
 * sub-items could otherwise take many times what it cost its sender. Repeated strings are kept once, which brings real
 * requests far below the limit. Owned by the thread that decodes the PDU, and dropped when that is done.
 */
final class Retention {
    /** What a record or a list takes with the reference to it, rounded up. */
    static final int OBJECT = 64;

    /** What an element of a list takes, rounded up. */
    static final int REFERENCE = 8;

    static final int ALLOWANCE = 64 * 1024;
    static final int STRING_OVERHEAD = 56;

    private final Map<String, String> strings = new HashMap<>();
    private final PduType pdu;
    private final long limit;
    private long charged;

    Retention(PduType pdu, int bodyLength) {
        this.pdu = pdu;
        this.limit = 2L * bodyLength + ALLOWANCE;
    }

    /** These bytes as ISO-8859-1, the same instance for equal bytes. */
    String string(byte[] bytes, int from, int to, long offset) throws PduException {
        if (from == to) {
            return "";
        }
        String string = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        String known = strings.get(string);
        if (known != null) {
            return known;
        }
        charge(STRING_OVERHEAD + string.length(), offset);
        strings.put(string, string);
        return string;
    }

    void charge(int size, long offset) throws PduException {
        charged += size;
        if (charged > limit) {
            throw PduException.invalid(pdu, "memory of the items up to the one", offset, charged, "up to " + limit);
        }
    }
}
