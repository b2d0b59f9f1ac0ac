package org.pacsscp.dataset.match;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

/**
 * Data sets written down in tests: {@code PatientName=Doe^John; Rows=512; ScheduledProcedureStepSequence=[Modality=CT][]}. They
 * are encoded here and then read, so that values which nobody may store can be asked for.
 */
final class WrittenDataSet {
    private final String text;
    private int at;

    private WrittenDataSet(String text) {
        this.text = text;
    }

    static DataSet of(String text) {
        try {
            byte[] bytes =
                    new WrittenDataSet(text).elements(Map.of(Tag.SPECIFIC_CHARACTER_SET, padded("ISO_IR 192", ' ')));
            return DataSet.read(bytes, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        } catch (DataSetFormatException e) {
            throw new IllegalArgumentException("this cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads elements up to the end, or to the bracket that closes an item, and writes them in the order of their tags. */
    private byte[] elements(Map<Integer, byte[]> others) {
        Map<Integer, byte[]> values = new TreeMap<>(Integer::compareUnsigned);
        values.putAll(others);
        skip(" ;");
        while (at < text.length() && text.charAt(at) != ']') {
            String keyword = until("=");
            if (at == text.length()) {
                throw new IllegalArgumentException("there is no = behind " + keyword);
            }
            at++;
            DictionaryEntry entry = Dictionary.standard()
                    .find(keyword)
                    .filter(known -> !known.vrs().isEmpty())
                    .orElseThrow(() -> new IllegalArgumentException(keyword));
            Vr vr = entry.vrs().get(0);
            values.put(entry.tag(), vr == Vr.SQ ? items() : value(vr, until(";]")));
            skip(" ;");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        values.forEach((tag, value) -> element(out, tag, value));
        return out.toByteArray();
    }

    private byte[] items() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (at < text.length() && text.charAt(at) == '[') {
            at++;
            element(out, 0xFFFEE000, elements(Map.of()));
            at++;
        }
        return out.toByteArray();
    }

    private static void element(ByteArrayOutputStream out, int tag, byte[] value) {
        out.writeBytes(littleEndian(8)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .putInt(value.length)
                .array());
        out.writeBytes(value);
    }

    private static byte[] value(Vr vr, String value) {
        if (value.isEmpty()) {
            return new byte[0];
        }
        return switch (vr) {
            case US, SS -> littleEndian(2).putShort(Short.parseShort(value)).array();
            case UL, SL -> littleEndian(4).putInt(Integer.parseInt(value)).array();
            case FD -> littleEndian(8).putDouble(Double.parseDouble(value)).array();
            case AT -> {
                int tag = Integer.parseUnsignedInt(value, 16);
                yield littleEndian(4)
                        .putShort((short) (tag >>> 16))
                        .putShort((short) tag)
                        .array();
            }
            case UI -> padded(value, '\0');
            default -> padded(value, ' ');
        };
    }

    private static byte[] padded(String value, char padding) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length % 2 == 0) {
            return bytes;
        }
        byte[] even = Arrays.copyOf(bytes, bytes.length + 1);
        even[bytes.length] = (byte) padding;
        return even;
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private String until(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
