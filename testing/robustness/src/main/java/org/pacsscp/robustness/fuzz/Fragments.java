package org.pacsscp.robustness.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pacsscp.testkit.wire.Pdus;

/** Puts the command sets together of which P-DATA-TF PDUs bring the fragments. Used by one thread. */
final class Fragments {
    /** A fragment's length, presentation context and message control header, PS3.8 Table 9-23. */
    private static final int PDV_HEADER_LENGTH = 6;

    private static final int ELEMENT_HEADER_LENGTH = 8;

    private final ByteArrayOutputStream command = new ByteArrayOutputStream();

    /**
     * A fragment of a message.
     *
     * @param contextId its presentation context
     * @param command whether it is of a command set
     * @param last whether it is the last one of it
     * @param commandSet the elements of two bytes of the command set that ends with it, else empty; an element may be there
     *     twice
     */
    record Fragment(int contextId, boolean command, boolean last, Map<Integer, List<Integer>> commandSet) {
        /** Returns the value of an element; -1 if it is missing or there twice. */
        int value(int element) {
            List<Integer> values = commandSet.getOrDefault(element, List.of());
            return values.size() == 1 ? values.get(0) : -1;
        }
    }

    /**
     * Reads the body of a P-DATA-TF.
     *
     * @return its fragments up to the first that does not fit
     * @throws MalformedException if there is one that does not fit, and {@code strict}
     */
    List<Fragment> read(byte[] body, boolean strict) throws MalformedException {
        List<Fragment> fragments = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(body);
        while (in.hasRemaining()) {
            int length = in.remaining() < PDV_HEADER_LENGTH ? -1 : in.getInt();
            if (length < 2 || length > in.remaining()) {
                MalformedException.throwIf(strict, "a fragment of length " + length + " in a P-DATA-TF");
                return fragments;
            }
            int contextId = in.get() & 0xFF;
            int header = in.get();
            byte[] bytes = new byte[length - 2];
            in.get(bytes);
            fragments.add(fragment(contextId, header, bytes, strict));
        }
        return fragments;
    }

    private Fragment fragment(int contextId, int header, byte[] bytes, boolean strict) throws MalformedException {
        boolean ofCommand = (header & Pdus.COMMAND) != 0;
        boolean last = (header & Pdus.LAST_DATA) != 0;
        if (!ofCommand) {
            return new Fragment(contextId, false, last, Map.of());
        }
        command.writeBytes(bytes);
        if (!last) {
            return new Fragment(contextId, true, false, Map.of());
        }
        byte[] commandSet = command.toByteArray();
        command.reset();
        return new Fragment(contextId, true, true, elements(commandSet, strict));
    }

    /** PS3.7 section 6.3.1. */
    private static Map<Integer, List<Integer>> elements(byte[] commandSet, boolean strict) throws MalformedException {
        Map<Integer, List<Integer>> elements = new HashMap<>();
        ByteBuffer in = ByteBuffer.wrap(commandSet).order(ByteOrder.LITTLE_ENDIAN);
        while (in.remaining() >= ELEMENT_HEADER_LENGTH) {
            int group = Short.toUnsignedInt(in.getShort());
            int element = Short.toUnsignedInt(in.getShort());
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                break;
            }
            if (group == 0 && length == 2) {
                elements.computeIfAbsent(element, absent -> new ArrayList<>())
                        .add(Short.toUnsignedInt(in.getShort(in.position())));
            }
            in.position(in.position() + length);
        }
        MalformedException.throwIf(strict && in.hasRemaining(), "a command set with an element that does not fit");
        return elements;
    }
}
