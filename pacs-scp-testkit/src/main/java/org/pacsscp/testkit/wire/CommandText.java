package org.pacsscp.testkit.wire;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.pacsscp.api.CommandField;

/** Takes command sets apart for a person: PS3.7 Table E.1-1. */
final class CommandText {
    private static final int LONGEST_HEX = 32;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    /** How a value is shown. */
    private enum Kind {
        NUMBER,
        CODE,
        LONG,
        TEXT,
        TAGS
    }

    private record Element(String name, Kind kind) {}

    private static final Map<Integer, Element> ELEMENTS = Map.ofEntries(
            entry(0x0000, new Element("Command Group Length", Kind.LONG)),
            entry(0x0002, new Element("Affected SOP Class UID", Kind.TEXT)),
            entry(0x0003, new Element("Requested SOP Class UID", Kind.TEXT)),
            entry(0x0100, new Element("Command Field", Kind.CODE)),
            entry(0x0110, new Element("Message ID", Kind.NUMBER)),
            entry(0x0120, new Element("Message ID Being Responded To", Kind.NUMBER)),
            entry(0x0600, new Element("Move Destination", Kind.TEXT)),
            entry(0x0700, new Element("Priority", Kind.NUMBER)),
            entry(0x0800, new Element("Command Data Set Type", Kind.CODE)),
            entry(0x0900, new Element("Status", Kind.CODE)),
            entry(0x0901, new Element("Offending Element", Kind.TAGS)),
            entry(0x0902, new Element("Error Comment", Kind.TEXT)),
            entry(0x0903, new Element("Error ID", Kind.NUMBER)),
            entry(0x1000, new Element("Affected SOP Instance UID", Kind.TEXT)),
            entry(0x1001, new Element("Requested SOP Instance UID", Kind.TEXT)),
            entry(0x1002, new Element("Event Type ID", Kind.NUMBER)),
            entry(0x1005, new Element("Attribute Identifier List", Kind.TAGS)),
            entry(0x1008, new Element("Action Type ID", Kind.NUMBER)),
            entry(0x1020, new Element("Number of Remaining Sub-operations", Kind.NUMBER)),
            entry(0x1021, new Element("Number of Completed Sub-operations", Kind.NUMBER)),
            entry(0x1022, new Element("Number of Failed Sub-operations", Kind.NUMBER)),
            entry(0x1023, new Element("Number of Warning Sub-operations", Kind.NUMBER)),
            entry(0x1030, new Element("Move Originator Application Entity Title", Kind.TEXT)),
            entry(0x1031, new Element("Move Originator Message ID", Kind.NUMBER)));

    private CommandText() {}

    static List<String> lines(ReceivedCommand command) {
        List<String> lines = new ArrayList<>();
        for (int number : command.elements()) {
            Element element = ELEMENTS.get(number);
            lines.add(
                    element == null
                            ? "(0000,%04X) %s"
                                    .formatted(number, hex(command.bytes(number).orElseThrow()))
                            : "(0000,%04X) %s: %s"
                                    .formatted(number, element.name(), value(command, number, element.kind())));
        }
        return lines;
    }

    private static String value(ReceivedCommand command, int number, Kind kind) {
        byte[] bytes = command.bytes(number).orElseThrow();
        return switch (kind) {
            case NUMBER -> bytes.length == 2 ? "" + command.number(number).orElseThrow() : hex(bytes);
            case CODE -> bytes.length == 2 ? code(number, command.number(number).orElseThrow()) : hex(bytes);
            case LONG ->
                bytes.length == 4 ? "" + (command.tags(number).isEmpty() ? 0 : littleEndian(bytes)) : hex(bytes);
            case TEXT -> command.text(number).orElseThrow();
            case TAGS -> bytes.length % 4 == 0 ? tags(command.tags(number)) : hex(bytes);
        };
    }

    private static long littleEndian(byte[] bytes) {
        return Integer.toUnsignedLong(
                Integer.reverseBytes(java.nio.ByteBuffer.wrap(bytes).getInt()));
    }

    private static String code(int number, int value) {
        String code = "%04XH".formatted(value);
        return number == Commands.COMMAND_FIELD
                ? code + CommandField.of(value).map(field -> " " + field).orElse("")
                : code;
    }

    private static String tags(List<Integer> tags) {
        return String.join(
                " ",
                tags.stream()
                        .map(tag -> "(%04X,%04X)".formatted(tag >>> 16, tag & 0xFFFF))
                        .toList());
    }

    /** Shows bytes, the first of them if there are many. */
    static String hex(byte[] bytes) {
        return bytes.length <= LONGEST_HEX
                ? HEX.formatHex(bytes)
                : HEX.formatHex(bytes, 0, LONGEST_HEX) + " … (" + bytes.length + " bytes)";
    }
}
