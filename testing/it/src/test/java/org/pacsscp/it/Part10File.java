package org.pacsscp.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A DICOM file taken apart (PS3.10 section 7.1).
 *
 * @param meta the text of each file meta element by its number in group 0002, without padding
 * @param dataSet the bytes that follow the file meta information
 */
public record Part10File(Map<Integer, String> meta, ByteBuffer dataSet) {
    static final int SOP_CLASS = 0x0002;
    static final int SOP_INSTANCE = 0x0003;
    static final int TRANSFER_SYNTAX = 0x0010;
    static final int SOURCE_AE_TITLE = 0x0016;

    private static final int PREAMBLE_LENGTH = 128;

    public static Part10File read(Path path) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(PREAMBLE_LENGTH);
        if (!text(bytes, 4).equals("DICM")) {
            throw new IOException(path + " is no DICOM file");
        }
        Map<Integer, String> meta = new HashMap<>();
        int end = bytes.limit();
        while (bytes.position() < end) {
            int group = Short.toUnsignedInt(bytes.getShort());
            int element = Short.toUnsignedInt(bytes.getShort());
            if (group != 0x0002) {
                throw new IOException(path + " has group " + group + " in its file meta information");
            }
            boolean longLength = text(bytes, 2).equals("OB");
            int shortLength = Short.toUnsignedInt(bytes.getShort());
            int length = longLength ? bytes.getInt() : shortLength;
            if (element == 0) {
                end = bytes.position() + length + bytes.getInt(bytes.position());
            }
            meta.put(element, text(bytes, length).replace("\0", "").strip());
        }
        return new Part10File(meta, bytes.slice());
    }

    /** Returns the text of a file meta element, which must be there. */
    String meta(int element) {
        String value = meta.get(element);
        if (value == null) {
            throw new IllegalStateException("no element (0002,%04x) in %s".formatted(element, meta));
        }
        return value;
    }

    private static String text(ByteBuffer bytes, int length) {
        byte[] value = new byte[length];
        bytes.get(value);
        return new String(value, StandardCharsets.ISO_8859_1);
    }
}
