package org.pacsscp.core.internal.pdu;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits the memory that an A-ASSOCIATE PDU decodes to, to about twice its bytes and an allowance. Objects are larger than the
 * bytes that they are made from (a sub-item of 5 bytes makes a string of some 50), so a request of thousands of tiny
 * sub-items could otherwise take many times what it cost its sender. Repeated strings are kept once, which brings real
 * requests far below the limit. Owned by the thread that decodes the PDU, and dropped when that is done.
 */
final class DecodingBudget {
    /** What a record or a list takes with the reference to it, rounded up. */
    static final int OBJECT = 64;

    /** What an element of a list takes, rounded up. */
    static final int REFERENCE = 8;

    static final int ALLOWANCE = 64 * 1024;
    static final int STRING_OVERHEAD = 56;

    private final Map<String, String> strings = new HashMap<>();
    private final PduType pdu;
    private final int bodyLength;
    private final long limit;
    private final Room room;
    private long charged;
    private long granted = ALLOWANCE;

    DecodingBudget(PduType pdu, int bodyLength, Room room) {
        this.pdu = pdu;
        this.bodyLength = bodyLength;
        this.room = room;
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

    /** In steps, so that the requests of ordinary peers ask for nothing. */
    private void grantMore(long offset) throws PduException {
        granted = Math.min(limit, 2 * charged);
        if (!room.take(bodyLength + granted)) {
            throw PduException.invalid(pdu, "memory of the items up to the one", offset, charged, "less just now");
        }
    }

    void charge(int size, long offset) throws PduException {
        charged += size;
        if (charged > limit) {
            throw PduException.invalid(pdu, "memory of the items up to the one", offset, charged, "up to " + limit);
        }
        if (charged > granted) {
            grantMore(offset);
        }
    }
}
