package org.pacsscp.testkit.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A presentation data value that was heard (PS3.8 Table 9-23). Immutable.
 *
 * @since 0.1.0
 */
public final class DataValue {
    private final int contextId;
    private final int controlHeader;
    private final byte[] fragment;

    private DataValue(int contextId, int controlHeader, byte[] fragment) {
        this.contextId = contextId;
        this.controlHeader = controlHeader;
        this.fragment = fragment;
    }

    /** Reads the body of a P-DATA-TF, as many values as are whole. */
    static List<DataValue> read(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        List<DataValue> values = new ArrayList<>();
        while (in.remaining() >= Pdus.PDV_HEADER_LENGTH) {
            int length = in.getInt() - 2;
            if (length < 0 || length > in.remaining() - 2) {
                break;
            }
            int contextId = Byte.toUnsignedInt(in.get());
            int controlHeader = Byte.toUnsignedInt(in.get());
            byte[] fragment = new byte[length];
            in.get(fragment);
            values.add(new DataValue(contextId, controlHeader, fragment));
        }
        return List.copyOf(values);
    }

    /**
     * Returns the presentation context.
     *
     * @return its number, 0 to 255
     */
    public int contextId() {
        return contextId;
    }

    /**
     * Tells a command set from a data set.
     *
     * @return whether the fragment is of a command set
     */
    public boolean isCommand() {
        return (controlHeader & Pdus.COMMAND) != 0;
    }

    /**
     * Tells whether more follows.
     *
     * @return whether this is the last fragment of its command set or data set
     */
    public boolean isLast() {
        return (controlHeader & Pdus.LAST_DATA) != 0;
    }

    /**
     * Returns the fragment.
     *
     * @return a copy
     */
    public byte[] fragment() {
        return fragment.clone();
    }

    /** Returns how long the fragment is. */
    int length() {
        return fragment.length;
    }

    /** Returns context, kind and length. */
    @Override
    public String toString() {
        return "context %d, %s%s, %d bytes"
                .formatted(contextId, isLast() ? "last of a " : "", isCommand() ? "command set" : "data set", length());
    }
}
