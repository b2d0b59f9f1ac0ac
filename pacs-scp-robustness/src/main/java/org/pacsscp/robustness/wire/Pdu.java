package org.pacsscp.robustness.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A PDU that was heard: its type and what follows its six bytes. Immutable. */
public final class Pdu implements Heard {
    private static final int ITEMS_OFFSET = 68;
    private static final int CONTEXT_RESULT = 0x21;

    private static final Map<Integer, String> RESPONSES = Map.of(
            Commands.C_STORE_RQ | Commands.RESPONSE, "C-STORE-RSP",
            Commands.C_FIND_RQ | Commands.RESPONSE, "C-FIND-RSP",
            Commands.C_ECHO_RQ | Commands.RESPONSE, "C-ECHO-RSP");

    private final int type;
    private final byte[] body;

    Pdu(int type, byte[] body) {
        this.type = type;
        this.body = body.clone();
    }

    public int type() {
        return type;
    }

    /** Returns what follows the header. */
    public byte[] body() {
        return body.clone();
    }

    /** Tells whether it is a P-DATA-TF whose first fragment is of a command set. */
    public boolean isCommand() {
        return type == Pdus.P_DATA_TF && body.length >= Pdus.HEADER_LENGTH && (body[5] & Pdus.COMMAND) != 0;
    }

    /** Tells whether it is a P-DATA-TF whose first fragment is the last one of its command set or data set. */
    public boolean isLastFragment() {
        return type == Pdus.P_DATA_TF && body.length >= Pdus.HEADER_LENGTH && (body[5] & Pdus.LAST_DATA) != 0;
    }

    /** Returns the fragment that is the only one of this P-DATA-TF. */
    byte[] fragment() {
        return Arrays.copyOfRange(body, Pdus.HEADER_LENGTH, body.length);
    }

    /** Returns this P-DATA-TF as if its fragment had begun with these bytes. */
    Pdu after(byte[] beginning) {
        return new Pdu(type, Pdus.pdv(body[4], body[5], beginning, fragment()));
    }

    /** Returns the value of an element of two bytes in the command set that is the only fragment of this P-DATA-TF. */
    public OptionalInt number(int element) {
        if (!isCommand()) {
            return OptionalInt.empty();
        }
        ByteBuffer command = ByteBuffer.wrap(body, 6, body.length - 6).order(ByteOrder.LITTLE_ENDIAN);
        while (command.remaining() >= 10) {
            command.getShort();
            int found = Short.toUnsignedInt(command.getShort());
            int length = command.getInt();
            if (found == element) {
                return OptionalInt.of(Short.toUnsignedInt(command.getShort()));
            }
            if (length < 0 || length > command.remaining()) {
                return OptionalInt.empty();
            }
            command.position(command.position() + length);
        }
        return OptionalInt.empty();
    }

    /** Returns the results of the presentation contexts of this A-ASSOCIATE-AC, in their order: PS3.8 Table 9-18. */
    public List<Integer> contextResults() {
        List<Integer> results = new ArrayList<>();
        int at = ITEMS_OFFSET;
        while (type == Pdus.ASSOCIATE_AC && at + 8 <= body.length) {
            if (body[at] == CONTEXT_RESULT) {
                results.add(body[at + 6] & 0xFF);
            }
            at += 4 + Short.toUnsignedInt(ByteBuffer.wrap(body).getShort(at + 2));
        }
        return results;
    }

    /**
     * Returns {@code AC}, with the results of the presentation contexts unless all are accepted; {@code RJ(result,source,
     * reason)}; {@code A0} for an A-ABORT of the service-user and {@code A2/reason} for one of the service-provider;
     * {@code RP}; the name and the status of a response.
     */
    @Override
    public String word() {
        return switch (type) {
            case Pdus.ASSOCIATE_RQ -> "RQ";
            case Pdus.ASSOCIATE_AC -> acceptance();
            case Pdus.ASSOCIATE_RJ ->
                body.length == 4 ? "RJ(%d,%d,%d)".formatted(body[1], body[2], body[3]) : malformed();
            case Pdus.P_DATA_TF -> isCommand() ? message() : "data";
            case Pdus.RELEASE_RQ -> "RELEASE-RQ";
            case Pdus.RELEASE_RP -> "RP";
            case Pdus.ABORT -> body.length == 4 ? abort() : malformed();
            default -> malformed();
        };
    }

    private String acceptance() {
        List<Integer> results = contextResults();
        return results.stream().allMatch(result -> result == 0)
                ? "AC"
                : "AC" + results.toString().replace('[', '(').replace(']', ')').replace(" ", "");
    }

    private String abort() {
        return body[2] == 0 && body[3] == 0 ? "A0" : "A%d/%d".formatted(body[2], body[3]);
    }

    private String message() {
        int field = number(Commands.COMMAND_FIELD).orElse(0);
        String name = RESPONSES.getOrDefault(field, "command %04XH".formatted(field));
        OptionalInt status = number(Commands.STATUS);
        return status.isPresent() ? "%s %04XH".formatted(name, status.getAsInt()) : name;
    }

    private String malformed() {
        return "PDU %02XH of %d bytes".formatted(type, body.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pdu pdu && type == pdu.type && Arrays.equals(body, pdu.body);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return word();
    }
}
