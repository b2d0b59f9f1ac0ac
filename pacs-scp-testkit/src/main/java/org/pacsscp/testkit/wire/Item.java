package org.pacsscp.testkit.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An item or sub-item of an A-ASSOCIATE PDU that was heard: a type and a value (PS3.8 9.3.2). Immutable.
 *
 * @since 0.1.0
 */
public final class Item {
    /** What stands before the sub-items of a presentation context: its id and three more bytes. */
    private static final int CONTEXT_HEADER_LENGTH = 4;

    private final int type;
    private final byte[] value;

    private Item(int type, byte[] value) {
        this.type = type;
        this.value = value;
    }

    /** Reads items one after the other, as many as are whole. */
    static List<Item> read(ByteBuffer in) {
        List<Item> items = new ArrayList<>();
        while (in.remaining() >= 4) {
            int type = Byte.toUnsignedInt(in.get());
            in.get();
            int length = Short.toUnsignedInt(in.getShort());
            if (length > in.remaining()) {
                break;
            }
            byte[] value = new byte[length];
            in.get(value);
            items.add(new Item(type, value));
        }
        return List.copyOf(items);
    }

    /**
     * Returns the item type.
     *
     * @return such as 51H for the maximum length
     */
    public int type() {
        return type;
    }

    /**
     * Returns what follows the length.
     *
     * @return a copy
     */
    public byte[] value() {
        return value.clone();
    }

    /**
     * Returns the value as text.
     *
     * @return the value decoded as ISO 8859-1, trailing NULs and spaces left out
     */
    public String text() {
        return new String(value, StandardCharsets.ISO_8859_1).replaceFirst("[\0 ]+$", "");
    }

    /**
     * Returns the sub-items of a presentation context (20H, 21H) or of the user information (50H).
     *
     * @return the sub-items, as many as are whole; empty for other types
     */
    public List<Item> subItems() {
        return switch (type) {
            case 0x20, 0x21 ->
                value.length < CONTEXT_HEADER_LENGTH
                        ? List.of()
                        : read(ByteBuffer.wrap(value, CONTEXT_HEADER_LENGTH, value.length - CONTEXT_HEADER_LENGTH));
            case 0x50 -> read(ByteBuffer.wrap(value));
            default -> List.of();
        };
    }

    Optional<Item> subItem(int wanted) {
        return subItems().stream().filter(item -> item.type == wanted).findFirst();
    }

    /** Returns a byte of the value; 0 beyond its end. */
    int octet(int index) {
        return index < value.length ? Byte.toUnsignedInt(value[index]) : 0;
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(value).asReadOnlyBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Item item && type == item.type && Arrays.equals(value, item.value);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(value);
    }

    /** Returns type and length. */
    @Override
    public String toString() {
        return "item %02XH of %d bytes".formatted(type, value.length);
    }
}
