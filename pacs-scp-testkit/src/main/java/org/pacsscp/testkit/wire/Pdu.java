package org.pacsscp.testkit.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A PDU that was heard: its type and what follows its six bytes (PS3.8 section 9.3). Immutable.
 *
 * @since 0.1.0
 */
public final class Pdu implements Heard {
    private final int type;
    private final byte reserved;
    private final byte[] body;

    private Pdu(int type, byte reserved, byte[] body) {
        this.type = type;
        this.reserved = reserved;
        this.body = body;
    }

    /**
     * Makes a PDU of its parts.
     *
     * @param type 0 to 255
     * @param body what follows the header; copied
     * @return the PDU
     */
    public static Pdu of(int type, byte[] body) {
        return new Pdu(type, (byte) 0, body.clone());
    }

    /** Makes a PDU of its six first bytes and what follows them; not copied. */
    static Pdu heard(byte[] header, byte[] body) {
        return new Pdu(Byte.toUnsignedInt(header[0]), header[1], body);
    }

    /**
     * Reads PDUs that stand one after the other.
     *
     * @param bytes of a stream
     * @return as many as are whole
     */
    public static List<Pdu> read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<Pdu> pdus = new ArrayList<>();
        while (in.remaining() >= Pdus.HEADER_LENGTH) {
            int length = in.getInt(in.position() + 2);
            if (length < 0 || length > in.remaining() - Pdus.HEADER_LENGTH) {
                break;
            }
            byte[] header = new byte[Pdus.HEADER_LENGTH];
            in.get(header);
            byte[] body = new byte[length];
            in.get(body);
            pdus.add(heard(header, body));
        }
        return List.copyOf(pdus);
    }

    /**
     * Returns the PDU type.
     *
     * @return 0 to 255
     */
    public int type() {
        return type;
    }

    /**
     * Returns what follows the header.
     *
     * @return a copy
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * Returns the PDU as it is sent, and was heard if it was.
     *
     * @return a new array
     */
    public byte[] bytes() {
        byte[] bytes = Pdus.pdu(type, body);
        bytes[1] = reserved;
        return bytes;
    }

    /**
     * Returns what an A-ASSOCIATE-RQ or -AC says.
     *
     * @return its fields; empty for another PDU, or one that is too short
     */
    public Optional<AssociateFields> associateFields() {
        return type == Pdus.ASSOCIATE_RQ || type == Pdus.ASSOCIATE_AC ? AssociateFields.read(body) : Optional.empty();
    }

    /**
     * Returns the values of a P-DATA-TF.
     *
     * @return as many as are whole; empty for another PDU
     */
    public List<DataValue> values() {
        return type == Pdus.P_DATA_TF ? DataValue.read(body) : List.of();
    }

    /**
     * Tells whether it is a P-DATA-TF whose first fragment is of a command set.
     *
     * @return whether it is
     */
    public boolean isCommand() {
        return firstValue().map(DataValue::isCommand).orElse(false);
    }

    /**
     * Tells whether it is a P-DATA-TF whose first fragment is the last one of its command set or data set.
     *
     * @return whether it is
     */
    public boolean isLastFragment() {
        return firstValue().map(DataValue::isLast).orElse(false);
    }

    private Optional<DataValue> firstValue() {
        return values().stream().findFirst();
    }

    /** Returns this P-DATA-TF, whose first fragment is of a command set, as if that had begun with these bytes. */
    Pdu after(byte[] beginning) {
        return new Pdu(type, reserved, Pdus.pdv(body[4], body[5], beginning, Arrays.copyOfRange(body, 6, body.length)));
    }

    /**
     * Returns an element of the command set that the first fragment of this P-DATA-TF holds.
     *
     * @param element the element number, such as {@code 0x0900}
     * @return 0 to FFFFH; empty if there is none of two bytes
     */
    public OptionalInt number(int element) {
        return isCommand()
                ? ReceivedCommand.read(firstValue().orElseThrow().fragment()).number(element)
                : OptionalInt.empty();
    }

    /**
     * Returns the results of the presentation contexts of this A-ASSOCIATE-AC (PS3.8 Table 9-18).
     *
     * @return in their order; empty for another PDU
     */
    public List<Integer> contextResults() {
        return associateFields().map(AssociateFields::contextResults).orElse(List.of()).stream()
                .map(AssociateFields.ContextResult::result)
                .toList();
    }

    /**
     * Returns {@code RQ}; {@code AC}, with the results of the presentation contexts unless all are accepted; {@code
     * RJ(result,source,reason)}; {@code A0} for an A-ABORT of the service-user and {@code A2/reason} for one of the
     * service-provider; {@code RELEASE-RQ}; {@code RP}; {@code data}; or the name of a command set, and its status if it is a
     * response, such as {@code C-ECHO-RSP 0000H}.
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
        String word = results.stream().allMatch(result -> result == 0)
                ? "AC"
                : "AC" + results.toString().replace('[', '(').replace(']', ')').replace(" ", "");
        return hasNamelessContext() ? word + " without the name of a transfer syntax" : word;
    }

    /** Each context has one transfer syntax name, which means nothing where it is refused: PS3.8 Tables 9-18 and 9-19. */
    private boolean hasNamelessContext() {
        return associateFields().map(AssociateFields::contextResults).orElse(List.of()).stream()
                .anyMatch(result -> result.transferSyntax().isEmpty());
    }

    private String abort() {
        return body[2] == 0 && body[3] == 0 ? "A0" : "A%d/%d".formatted(body[2], body[3]);
    }

    private String message() {
        int field = number(Commands.COMMAND_FIELD).orElse(0);
        String name = Commands.name(field);
        OptionalInt status = number(Commands.STATUS);
        return status.isPresent() ? "%s %04XH".formatted(name, status.getAsInt()) : name;
    }

    private String malformed() {
        return "PDU %02XH of %d bytes".formatted(type, body.length);
    }

    @Override
    public String describe() {
        return PduText.of(this);
    }

    /** Tells whether the other says the same: what is reserved in the header says nothing. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Pdu pdu && type == pdu.type && Arrays.equals(body, pdu.body);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(body);
    }

    /** Returns the {@linkplain #word() word}. */
    @Override
    public String toString() {
        return word();
    }
}
