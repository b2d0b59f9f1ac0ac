package org.pacsscp.core.internal.dimse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.Uid;

/**
 * Writes command sets in Implicit VR Little Endian, elements ascending (PS3.7 section 6.3.1, Annex E), to big-endian buffers,
 * as PDUs are. Stateless.
 */
public final class CommandEncoder {
    private static final int RESPONSE_BIT = 0x8000;

    /** Any value but 0101H says that a data set follows. */
    private static final int DATA_SET_FOLLOWS = 0x0001;

    private static final int BEYOND_GROUP = 0x10000;

    /** A longer UID of a request is not one, and is not repeated in the response. */
    private static final int MAX_PADDED_UID = Uid.MAX_LENGTH;

    private CommandEncoder() {}

    /** Writes the response to a request: the one that most are, without elements of the application's. */
    public static void response(ByteBuffer out, ReceivedCommandSet request, DimseStatus status, boolean dataSet) {
        int start = beginGroup(out);
        repeatSopClass(out, request);
        number(out, CommandTag.COMMAND_FIELD, request.commandFieldCode() | RESPONSE_BIT);
        number(out, CommandTag.MESSAGE_ID_BEING_RESPONDED_TO, request.messageId());
        number(out, CommandTag.COMMAND_DATA_SET_TYPE, dataSet ? DATA_SET_FOLLOWS : CommandDataSetType.NONE);
        number(out, CommandTag.STATUS, status.code());
        status.errorComment().ifPresent(comment -> text(out, CommandTag.ERROR_COMMENT, inDefaultRepertoire(comment)));
        if (mayNameInstance(request, status)) {
            repeatSopInstance(out, request);
        }
        if (dataSet) {
            repeatType(out, request);
        }
        endGroup(out, start);
    }

    /** Writes the response to a request with elements that the application adds. */
    public static void response(
            ByteBuffer out, ReceivedCommandSet request, DimseStatus status, CommandElements more, boolean dataSet) {
        if (more.values().isEmpty()) {
            response(out, request, status, dataSet);
            return;
        }
        ByteBuffer plain = ByteBuffer.allocate(1024);
        response(plain, request, status, dataSet);
        Map<Integer, byte[]> elements = new TreeMap<>(elements(plain.flip()));
        elements.putAll(more.values());
        if (status.category() == DimseStatus.Category.PENDING
                && elements.containsKey(CommandTag.NUMBER_OF_COMPLETED_SUBOPERATIONS)) {
            // PS3.7 9.1.3.1.7 and 9.1.4.1.8: where the status is pending, none remaining is said too.
            elements.putIfAbsent(CommandTag.NUMBER_OF_REMAINING_SUBOPERATIONS, new byte[2]);
        }
        group(out, elements);
    }

    /** Writes a request of ours. */
    public static void request(ByteBuffer out, Invocation invocation, int messageId) {
        int start = beginGroup(out);
        RequestElements elements = new RequestElements(out, invocation, messageId);
        invocation.elements().values().forEach(elements);
        elements.ownBelow(BEYOND_GROUP);
        endGroup(out, start);
    }

    /** Writes the elements of a request: those of the application's as they come, ascending, and the engine's own between them. */
    private static final class RequestElements implements BiConsumer<Integer, byte[]> {
        private final ByteBuffer out;
        private final Invocation invocation;
        private final int messageId;
        private final int sopClass;

        /** Those of the engine's below this are written. */
        private int writtenBelow;

        RequestElements(ByteBuffer out, Invocation invocation, int messageId) {
            this.out = out;
            this.invocation = invocation;
            this.messageId = messageId;
            sopClass = sopClassElement(invocation);
        }

        @Override
        public void accept(Integer element, byte[] value) {
            ownBelow(element);
            element(out, element, value);
        }

        void ownBelow(int next) {
            if (isDue(sopClass, next)) {
                text(out, sopClass, invocation.sopClassUid().value(), (byte) 0);
            }
            if (isDue(CommandTag.COMMAND_FIELD, next)) {
                number(out, CommandTag.COMMAND_FIELD, invocation.commandFieldCode());
            }
            if (isDue(CommandTag.MESSAGE_ID, next)) {
                number(out, CommandTag.MESSAGE_ID, messageId);
            }
            if (isDue(CommandTag.COMMAND_DATA_SET_TYPE, next)) {
                boolean follows = invocation.dataSet().isPresent();
                number(out, CommandTag.COMMAND_DATA_SET_TYPE, follows ? DATA_SET_FOLLOWS : CommandDataSetType.NONE);
            }
            writtenBelow = next;
        }

        private boolean isDue(int own, int next) {
            return own >= writtenBelow && own < next;
        }
    }

    /** Writes C-CANCEL-RQ for a request of ours (PS3.7 9.3.2.3). */
    public static void cancel(ByteBuffer out, int messageId) {
        int start = beginGroup(out);
        number(out, CommandTag.COMMAND_FIELD, CommandField.C_CANCEL_RQ.code());
        number(out, CommandTag.MESSAGE_ID_BEING_RESPONDED_TO, messageId);
        number(out, CommandTag.COMMAND_DATA_SET_TYPE, CommandDataSetType.NONE);
        endGroup(out, start);
    }

    /** PS3.7 section 10.3: operations on an instance that is there name the requested SOP class, all others the affected. */
    private static int sopClassElement(Invocation invocation) {
        return switch (invocation.commandFieldCode()) {
            case 0x0110, 0x0120, 0x0130, 0x0150 -> CommandTag.REQUESTED_SOP_CLASS_UID;
            default -> CommandTag.AFFECTED_SOP_CLASS_UID;
        };
    }

    private static Map<Integer, byte[]> elements(ByteBuffer in) {
        Map<Integer, byte[]> elements = new TreeMap<>();
        while (in.hasRemaining()) {
            in.getShort();
            int element = Short.toUnsignedInt(Short.reverseBytes(in.getShort()));
            byte[] value = new byte[Integer.reverseBytes(in.getInt())];
            in.get(value);
            elements.put(element, value);
        }
        elements.remove(CommandTag.COMMAND_GROUP_LENGTH);
        return elements;
    }

    private static void group(ByteBuffer out, Map<Integer, byte[]> elements) {
        int start = beginGroup(out);
        elements.forEach((element, value) -> element(out, element, value));
        endGroup(out, start);
    }

    private static void element(ByteBuffer out, int element, byte[] value) {
        header(out, element, value.length);
        out.put(value);
    }

    private static int beginGroup(ByteBuffer out) {
        header(out, CommandTag.COMMAND_GROUP_LENGTH, 4);
        out.putInt(0);
        return out.position();
    }

    private static void endGroup(ByteBuffer out, int start) {
        int end = out.position();
        out.position(start - 4);
        length(out, end - start);
        out.position(end);
    }

    /** N- requests name a requested SOP class and instance; their responses an affected one (PS3.7 section 10.3). */
    private static void repeatSopClass(ByteBuffer out, ReceivedCommandSet request) {
        repeat(out, request, CommandTag.AFFECTED_SOP_CLASS_UID, CommandTag.REQUESTED_SOP_CLASS_UID);
    }

    private static void repeatSopInstance(ByteBuffer out, ReceivedCommandSet request) {
        repeat(out, request, CommandTag.AFFECTED_SOP_INSTANCE_UID, CommandTag.REQUESTED_SOP_INSTANCE_UID);
    }

    /** What could not be created is not named (PS3.7 10.1.5.1.4). */
    private static boolean mayNameInstance(ReceivedCommandSet request, DimseStatus status) {
        return request.commandFieldCode() != CommandField.N_CREATE_RQ.code()
                || status.category() != DimseStatus.Category.FAILURE;
    }

    /** The reply to an event or action comes with its type (PS3.7 10.1.1.1.5 and 10.1.4.1.5). */
    private static void repeatType(ByteBuffer out, ReceivedCommandSet request) {
        repeat(out, request, CommandTag.EVENT_TYPE_ID, CommandTag.EVENT_TYPE_ID);
        repeat(out, request, CommandTag.ACTION_TYPE_ID, CommandTag.ACTION_TYPE_ID);
    }

    private static void repeat(ByteBuffer out, ReceivedCommandSet request, int affected, int requested) {
        int element = request.has(affected) ? affected : requested;
        int length = request.length(element);
        if (length >= 0 && length <= MAX_PADDED_UID) {
            header(out, affected, length + length % 2);
            request.copy(element, out);
            if (length % 2 != 0) {
                out.put((byte) 0);
            }
        }
    }

    /** Command sets cannot name another repertoire (PS3.5 section 6.1.2), and a backslash would begin another value. */
    private static String inDefaultRepertoire(String text) {
        StringBuilder allowed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            allowed.append(c >= 0x20 && c <= 0x7E && c != '\\' ? c : '?');
        }
        return allowed.toString();
    }

    private static void text(ByteBuffer out, int element, String text) {
        text(out, element, text, (byte) ' ');
    }

    private static void text(ByteBuffer out, int element, String text, byte padding) {
        byte[] value = text.getBytes(StandardCharsets.ISO_8859_1);
        header(out, element, value.length + value.length % 2);
        out.put(value);
        if (value.length % 2 != 0) {
            out.put(padding);
        }
    }

    private static void number(ByteBuffer out, int element, int value) {
        header(out, element, 2);
        out.putShort(Short.reverseBytes((short) value));
    }

    /** The group is 0000H. */
    private static void header(ByteBuffer out, int element, int length) {
        out.putShort((short) 0).putShort(Short.reverseBytes((short) element));
        length(out, length);
    }

    private static void length(ByteBuffer out, int length) {
        out.putInt(Integer.reverseBytes(length));
    }
}
