package org.pacsscp.testkit.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pacsscp.api.AssociationRequest.ProposedContext;

/** Takes PDUs apart for a person. */
final class PduText {
    private static final String INDENT = "  ";

    private static final Map<Integer, String> NAMES = Map.of(
            Pdus.ASSOCIATE_RQ, "A-ASSOCIATE-RQ",
            Pdus.ASSOCIATE_AC, "A-ASSOCIATE-AC",
            Pdus.ASSOCIATE_RJ, "A-ASSOCIATE-RJ",
            Pdus.P_DATA_TF, "P-DATA-TF",
            Pdus.RELEASE_RQ, "A-RELEASE-RQ",
            Pdus.RELEASE_RP, "A-RELEASE-RP",
            Pdus.ABORT, "A-ABORT");

    private final List<String> lines = new ArrayList<>();

    private PduText() {}

    static String of(Pdu pdu) {
        PduText text = new PduText();
        byte[] body = pdu.body();
        String name = NAMES.getOrDefault(pdu.type(), "unknown PDU %02XH".formatted(pdu.type()));
        text.lines.add("%s, %d bytes".formatted(name, Pdus.HEADER_LENGTH + body.length));
        text.body(pdu, body);
        return String.join("\n", text.lines);
    }

    private void body(Pdu pdu, byte[] body) {
        switch (pdu.type()) {
            case Pdus.ASSOCIATE_RQ, Pdus.ASSOCIATE_AC ->
                pdu.associateFields().ifPresentOrElse(this::associate, () -> bytes(body));
            case Pdus.ASSOCIATE_RJ -> codes(body, "result %d, source %d, reason %d", 1);
            case Pdus.P_DATA_TF -> values(pdu, body);
            case Pdus.RELEASE_RQ, Pdus.RELEASE_RP -> {
                if (body.length != 4) {
                    bytes(body);
                }
            }
            case Pdus.ABORT -> codes(body, "source %d, reason %d", 2);
            default -> bytes(body);
        }
    }

    private void bytes(byte[] bytes) {
        line(1, CommandText.hex(bytes));
    }

    private void line(int depth, String text) {
        lines.add(INDENT.repeat(depth) + text);
    }

    private void codes(byte[] body, String format, int first) {
        if (body.length == 4) {
            Object[] codes = new Object[4 - first];
            for (int i = first; i < 4; i++) {
                codes[i - first] = Byte.toUnsignedInt(body[i]);
            }
            line(1, format.formatted(codes));
        } else {
            bytes(body);
        }
    }

    private void associate(AssociateFields fields) {
        line(1, "protocol version %04XH".formatted(fields.protocolVersion()));
        line(1, "called AE title \"%s\"".formatted(fields.calledAeTitle()));
        line(1, "calling AE title \"%s\"".formatted(fields.callingAeTitle()));
        fields.items().forEach(item -> item(1, item));
    }

    private void item(int depth, Item item) {
        switch (item.type()) {
            case 0x10 -> line(depth, "application context " + item.text());
            case 0x20 -> proposed(depth, item);
            case 0x21 -> line(depth, "context %d, result %d".formatted(item.octet(0), item.octet(2)));
            case 0x30 -> line(depth, "abstract syntax " + item.text());
            case 0x40 -> line(depth, "transfer syntax " + item.text());
            case 0x50 -> line(depth, "user information");
            case 0x51 -> line(depth, "maximum length " + number(item));
            case 0x52 -> line(depth, "implementation class UID " + item.text());
            case 0x55 -> line(depth, "implementation version name \"" + item.text() + "\"");
            case 0x53 -> line(depth, "asynchronous operations window " + CommandText.hex(item.value()));
            case 0x54 -> line(depth, "role selection " + CommandText.hex(item.value()));
            case 0x58 -> line(depth, "user identity of type " + item.octet(0));
            default -> line(depth, item + ": " + CommandText.hex(item.value()));
        }
        item.subItems().forEach(subItem -> item(depth + 1, subItem));
    }

    private void proposed(int depth, Item item) {
        line(depth, "presentation context " + item.octet(0));
    }

    private static String number(Item item) {
        return item.buffer().remaining() == 4
                ? Integer.toUnsignedString(item.buffer().getInt())
                : CommandText.hex(item.value());
    }

    private void values(Pdu pdu, byte[] body) {
        int read = 0;
        for (DataValue value : pdu.values()) {
            read += Pdus.PDV_HEADER_LENGTH + value.length();
            line(1, value.toString());
            if (value.isCommand()) {
                command(value.fragment());
            } else {
                line(2, CommandText.hex(value.fragment()));
            }
        }
        if (read < body.length) {
            line(1, "%d bytes that are no whole value".formatted(body.length - read));
        }
    }

    private void command(byte[] fragment) {
        List<String> elements = CommandText.lines(ReceivedCommand.read(fragment));
        if (elements.isEmpty()) {
            line(2, CommandText.hex(fragment));
        }
        elements.forEach(element -> line(2, element));
    }

    /** A context that was proposed, in a line. */
    static String of(ProposedContext context) {
        return "context %d: %s in %s"
                .formatted(context.id(), context.abstractSyntax(), String.join(", ", context.transferSyntaxes()));
    }
}
