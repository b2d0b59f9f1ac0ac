package org.pacsscp.dataset.json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.pacsscp.dataset.Vr;

/**
 * Elements in Explicit VR Little Endian (PS3.5 section 7.1.2), in the order of their tags however they are put in; for one
 * thread.
 */
final class EncodedElements {
    /** Items of a sequence, each of defined length. */
    static final class Items {
        private static final int ITEM = 0xFFFEE000;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ascii = true;

        void add(EncodedElements item) {
            byte[] value = item.bytes();
            bytes.writeBytes(littleEndian(8)
                    .putShort((short) (ITEM >>> 16))
                    .putShort((short) ITEM)
                    .putInt(value.length)
                    .array());
            bytes.writeBytes(value);
            ascii &= item.ascii;
        }
    }

    private static final int LONGEST_OF_TWO_BYTES = 0xFFFF;

    private final Map<Integer, byte[]> elements = new TreeMap<>(Integer::compareUnsigned);
    private boolean ascii = true;

    boolean contains(int tag) {
        return elements.containsKey(tag);
    }

    /** Tells whether there is no text that needs another character set than the default one, in items, too. */
    boolean isAscii() {
        return ascii;
    }

    /** Puts text, in UTF-8 where Specific Character Set counts (PS3.5 section 6.1.2.2), and else as it will be read. */
    void putText(int tag, Vr vr, String text) {
        boolean dependent = vr.isCharacterSetDependent();
        ascii &= !dependent || text.chars().allMatch(c -> c < 0x80);
        put(tag, vr, text.getBytes(dependent ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    }

    void putSequence(int tag, Items items) {
        ascii &= items.ascii;
        put(tag, Vr.SQ, items.bytes.toByteArray());
    }

    void put(int tag, Vr vr, byte[] value) {
        boolean padded = value.length % 2 != 0;
        int length = value.length + (padded ? 1 : 0);
        boolean twoBytes = vr.lengthFieldSize() == 2;
        // PS3.5 section 6.2.2: what does not fit a length of two bytes is written as UN.
        Vr written = twoBytes && length > LONGEST_OF_TWO_BYTES ? Vr.UN : vr;
        byte[] bytes = new byte[(written.lengthFieldSize() == 2 ? 8 : 12) + length];
        ByteBuffer element = ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .put(written.name().getBytes(StandardCharsets.US_ASCII));
        if (written.lengthFieldSize() == 2) {
            element.putShort((short) length);
        } else {
            element.putShort((short) 0).putInt(length);
        }
        element.put(value);
        if (padded) {
            element.put(vr.padding());
        }
        elements.put(tag, bytes);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        elements.values().forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
