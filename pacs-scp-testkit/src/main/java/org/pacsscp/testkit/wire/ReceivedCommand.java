package org.pacsscp.testkit.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandSet;

/**
 * A command set that was heard, read leniently: of a repeated element the first counts, and an element of another group than
 * 0000 and what follows an impossible length are left out (PS3.7 section 6.3.1). Immutable.
 *
 * @since 0.1.0
 */
public final class ReceivedCommand implements CommandSet {
    private static final int ELEMENT_HEADER_LENGTH = 8;

    private final Map<Integer, byte[]> elements;

    private ReceivedCommand(Map<Integer, byte[]> elements) {
        this.elements = elements;
    }

    /**
     * Reads a command set.
     *
     * @param bytes Implicit VR Little Endian
     * @return the elements, as many as are whole
     */
    public static ReceivedCommand read(byte[] bytes) {
        Map<Integer, byte[]> elements = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.remaining() >= ELEMENT_HEADER_LENGTH) {
            int group = Short.toUnsignedInt(in.getShort());
            int element = Short.toUnsignedInt(in.getShort());
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                break;
            }
            byte[] value = new byte[length];
            in.get(value);
            if (group == 0) {
                elements.putIfAbsent(element, value);
            }
        }
        return new ReceivedCommand(Collections.unmodifiableMap(elements));
    }

    /**
     * Returns which elements it has.
     *
     * @return the element numbers of group 0000 in the order in which they came
     */
    public Set<Integer> elements() {
        return elements.keySet();
    }

    /** Returns Command Field (0000,0100); 0 if it is absent. */
    @Override
    public int commandFieldCode() {
        return number(Commands.COMMAND_FIELD).orElse(0);
    }

    /** Returns Message ID (0000,0110), else Message ID Being Responded To (0000,0120), else 0. */
    @Override
    public int messageId() {
        return number(Commands.MESSAGE_ID)
                .orElse(number(Commands.MESSAGE_ID_BEING_RESPONDED_TO).orElse(0));
    }

    @Override
    public boolean hasDataSet() {
        return number(Commands.DATA_SET_TYPE).orElse(Commands.NO_DATA_SET) != Commands.NO_DATA_SET;
    }

    @Override
    public Optional<AeTitle> moveDestination() {
        return aeTitle(Commands.MOVE_DESTINATION);
    }

    @Override
    public Optional<AeTitle> moveOriginatorAeTitle() {
        return aeTitle(0x1030);
    }

    private Optional<AeTitle> aeTitle(int element) {
        try {
            return text(element).map(AeTitle::of);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalInt number(int element) {
        byte[] value = elements.get(element);
        return value == null || value.length != 2
                ? OptionalInt.empty()
                : OptionalInt.of(Byte.toUnsignedInt(value[0]) | Byte.toUnsignedInt(value[1]) << 8);
    }

    @Override
    public Optional<String> text(int element) {
        return Optional.ofNullable(elements.get(element))
                .map(value -> new String(value, StandardCharsets.ISO_8859_1).replaceAll("^ +|[\0 ]+$", ""));
    }

    @Override
    public Optional<byte[]> bytes(int element) {
        return Optional.ofNullable(elements.get(element)).map(byte[]::clone);
    }

    /** Returns the elements, taken apart, a line each. */
    @Override
    public String toString() {
        return String.join("\n", CommandText.lines(this));
    }
}
