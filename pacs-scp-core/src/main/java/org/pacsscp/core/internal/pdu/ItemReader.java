package org.pacsscp.core.internal.pdu;

/**
 * A cursor over the contents of an A-ASSOCIATE PDU or of one of its items. It never leaves what holds it: each read
 * names its field and fails where the bytes end. Owned by the thread that decodes the PDU.
 */
final class ItemReader {
    /** Item type, reserved, item length: PS3.8 Table 9-12 and all tables of items after it. */
    static final int ITEM_HEADER_LENGTH = 4;

    private final PduType pdu;
    private final DecodingBudget budget;
    private final byte[] bytes;
    private final int limit;
    private final int type;
    private int position;

    /** Over the first {@code length} bytes of a PDU's body. */
    ItemReader(PduType pdu, byte[] body, int length, Room room) {
        this(pdu, new DecodingBudget(pdu, length, room), body, 0, length, 0);
    }

    private ItemReader(PduType pdu, DecodingBudget budget, byte[] bytes, int position, int limit, int type) {
        this.pdu = pdu;
        this.budget = budget;
        this.bytes = bytes;
        this.position = position;
        this.limit = limit;
        this.type = type;
    }

    /** The item type, when this is over an item. */
    int type() {
        return type;
    }

    int remaining() {
        return limit - position;
    }

    boolean hasRemaining() {
        return position < limit;
    }

    /** A cursor over the item that starts here; this one moves past it. */
    ItemReader item() throws PduException {
        if (remaining() < ITEM_HEADER_LENGTH) {
            throw invalid("bytes where an item is due", position, remaining(), "0, or 4 and more");
        }
        int itemType = bytes[position] & 0xFF;
        position += 2; // the second byte is reserved, or in 57H a version that only ever appends fields
        int length = u16("item length");
        if (length > remaining()) {
            throw tooLong("length of item " + Integer.toHexString(itemType) + "H", length);
        }
        return slice(length, itemType);
    }

    /** A cursor over the {@code length} bytes that start here, where the two bytes before gave that length. */
    ItemReader slice(int length, String field) throws PduException {
        if (length > remaining()) {
            throw tooLong(field, length);
        }
        return slice(length, type);
    }

    private PduException tooLong(String field, int length) {
        return invalid(field, position - 2, length, "up to " + remaining());
    }

    private ItemReader slice(int length, int itemType) {
        ItemReader slice = new ItemReader(pdu, budget, bytes, position, position + length, itemType);
        position += length;
        return slice;
    }

    int u8(String field) throws PduException {
        require(1, field);
        return bytes[position++] & 0xFF;
    }

    int u16(String field) throws PduException {
        require(2, field);
        int value = ((bytes[position] & 0xFF) << 8) | (bytes[position + 1] & 0xFF);
        position += 2;
        return value;
    }

    long u32(String field) throws PduException {
        return ((long) u16(field) << 16) | u16(field);
    }

    void skip(int count, String field) throws PduException {
        require(count, field);
        position += count;
    }

    /** The next {@code length} bytes, one character each, with all padding. */
    String fixedText(int length, String field) throws PduException {
        return slice(length, field).rawText();
    }

    private String rawText() throws PduException {
        return text(limit);
    }

    /** The rest without the NULs and spaces that pad it. */
    String text() throws PduException {
        int end = limit;
        while (end > position && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) {
            end--;
        }
        return text(end);
    }

    private String text(int end) throws PduException {
        String text = budget.string(bytes, position, end, offset(position));
        position = limit;
        return text;
    }

    Octets octets() throws PduException {
        charge(DecodingBudget.OBJECT + remaining());
        Octets octets = Octets.copyOf(bytes, position, limit);
        position = limit;
        return octets;
    }

    /** Accounts for an object that the decoder is about to keep. */
    void charge(int size) throws PduException {
        budget.charge(size, offset(position));
    }

    /** Checks the length of an item that has only one. */
    void requireLength(int length, String field) throws PduException {
        if (remaining() != length) {
            throw invalid(field, position - 2, remaining(), Integer.toString(length));
        }
    }

    /** Checks that the fields of an item filled it. */
    void requireEnd(String field) throws PduException {
        if (hasRemaining()) {
            throw invalid("bytes after " + field, position, remaining(), "0");
        }
    }

    private void require(int count, String field) throws PduException {
        if (remaining() < count) {
            throw invalid("bytes left for " + field, position, remaining(), count + " and more");
        }
    }

    PduException invalid(String field, long found, String allowed) {
        return invalid(field, position, found, allowed);
    }

    private PduException invalid(String field, int at, long found, String allowed) {
        return PduException.invalid(pdu, field, offset(at), found, allowed);
    }

    private static long offset(int at) {
        return PduReader.HEADER_LENGTH + (long) at;
    }
}
