package org.pacsscp.core.internal.dimse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;
import org.pacsscp.api.CommandTag;

/** Command sets as one line of text for whoever looks for a fault, by the keywords of PS3.7 Table E.1-1. Stateless. */
public final class CommandDump {
    private static final int MAX_SHOWN = 64;

    /** What a value is. */
    private enum Kind {
        NUMBER,
        CODE,
        TEXT
    }

    private record Element(String keyword, Kind kind) {}

    private static final Map<Integer, Element> ELEMENTS = Map.ofEntries(
            Map.entry(CommandTag.AFFECTED_SOP_CLASS_UID, new Element("AffectedSOPClassUID", Kind.TEXT)),
            Map.entry(CommandTag.REQUESTED_SOP_CLASS_UID, new Element("RequestedSOPClassUID", Kind.TEXT)),
            Map.entry(CommandTag.COMMAND_FIELD, new Element("CommandField", Kind.CODE)),
            Map.entry(CommandTag.MESSAGE_ID, new Element("MessageID", Kind.NUMBER)),
            Map.entry(CommandTag.MESSAGE_ID_BEING_RESPONDED_TO, new Element("MessageIDBeingRespondedTo", Kind.NUMBER)),
            Map.entry(CommandTag.MOVE_DESTINATION, new Element("MoveDestination", Kind.TEXT)),
            Map.entry(CommandTag.PRIORITY, new Element("Priority", Kind.CODE)),
            Map.entry(CommandTag.COMMAND_DATA_SET_TYPE, new Element("CommandDataSetType", Kind.CODE)),
            Map.entry(CommandTag.STATUS, new Element("Status", Kind.CODE)),
            Map.entry(CommandTag.ERROR_COMMENT, new Element("ErrorComment", Kind.TEXT)),
            Map.entry(CommandTag.ERROR_ID, new Element("ErrorID", Kind.NUMBER)),
            Map.entry(CommandTag.AFFECTED_SOP_INSTANCE_UID, new Element("AffectedSOPInstanceUID", Kind.TEXT)),
            Map.entry(CommandTag.REQUESTED_SOP_INSTANCE_UID, new Element("RequestedSOPInstanceUID", Kind.TEXT)),
            Map.entry(CommandTag.EVENT_TYPE_ID, new Element("EventTypeID", Kind.NUMBER)),
            Map.entry(CommandTag.ACTION_TYPE_ID, new Element("ActionTypeID", Kind.NUMBER)),
            Map.entry(
                    CommandTag.NUMBER_OF_REMAINING_SUBOPERATIONS,
                    new Element("NumberOfRemainingSuboperations", Kind.NUMBER)),
            Map.entry(
                    CommandTag.NUMBER_OF_COMPLETED_SUBOPERATIONS,
                    new Element("NumberOfCompletedSuboperations", Kind.NUMBER)),
            Map.entry(
                    CommandTag.NUMBER_OF_FAILED_SUBOPERATIONS, new Element("NumberOfFailedSuboperations", Kind.NUMBER)),
            Map.entry(
                    CommandTag.NUMBER_OF_WARNING_SUBOPERATIONS,
                    new Element("NumberOfWarningSuboperations", Kind.NUMBER)),
            Map.entry(
                    CommandTag.MOVE_ORIGINATOR_APPLICATION_ENTITY_TITLE,
                    new Element("MoveOriginatorApplicationEntityTitle", Kind.TEXT)),
            Map.entry(CommandTag.MOVE_ORIGINATOR_MESSAGE_ID, new Element("MoveOriginatorMessageID", Kind.NUMBER)));

    private CommandDump() {}

    /** Shows the elements between position and limit, which have been checked or written by us; consumes nothing. */
    public static String of(ByteBuffer commandSet) {
        StringJoiner line = new StringJoiner(", ");
        ByteBuffer in = commandSet.duplicate();
        while (in.hasRemaining()) {
            in.getShort();
            int number = Short.toUnsignedInt(Short.reverseBytes(in.getShort()));
            byte[] value = new byte[Integer.reverseBytes(in.getInt())];
            in.get(value);
            if (number != CommandTag.COMMAND_GROUP_LENGTH) {
                line.add(show(number, value));
            }
        }
        return line.toString();
    }

    private static String show(int number, byte[] value) {
        Element element = ELEMENTS.get(number);
        if (element == null) {
            return "(0000,%04X)=%s".formatted(number, hex(value));
        }
        return element.keyword() + "=" + show(element.kind(), value);
    }

    private static String show(Kind kind, byte[] value) {
        if (kind == Kind.TEXT) {
            return text(value);
        }
        if (value.length != 2) {
            return hex(value);
        }
        int number = (value[0] & 0xFF) | (value[1] & 0xFF) << 8;
        return kind == Kind.CODE ? "%04XH".formatted(number) : Integer.toString(number);
    }

    /** Without padding, and without what could end or break the line. */
    private static String text(byte[] value) {
        String text = new String(value, 0, Math.min(value.length, MAX_SHOWN), StandardCharsets.ISO_8859_1);
        StringBuilder shown = new StringBuilder(text.length());
        text.strip().replace("\0", "").chars().forEach(c -> shown.append(c >= 0x20 && c <= 0x7E ? (char) c : '?'));
        return value.length > MAX_SHOWN ? shown.append("...").toString() : shown.toString();
    }

    private static String hex(byte[] value) {
        String shown = HexFormat.of().withUpperCase().formatHex(value, 0, Math.min(value.length, MAX_SHOWN));
        return value.length > MAX_SHOWN ? shown + "..." : shown;
    }
}
