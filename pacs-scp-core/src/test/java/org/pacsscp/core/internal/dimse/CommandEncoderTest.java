package org.pacsscp.core.internal.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.script.Script;
import org.pacsscp.testkit.wire.Bytes;

class CommandEncoderTest {
    private static final Uid SOP_CLASS = Uid.of("1.2.3");
    private static final Uid INSTANCE = Uid.of("1.2.34");

    /** PS3.7 Tables 9.3-2, 9.3-4, 9.3-7, 9.3-10, 9.3-13, 10.3-2, 10.3-4, 10.3-6, 10.3-8, 10.3-10 and 10.3-12. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            C_STORE_RQ        | '1.2.3' 00                | 0180 | 0000 0010 06000000 '1.2.34'
            C_FIND_RQ         | '1.2.3' 00                | 2080 | ""
            C_GET_RQ          | '1.2.3' 00                | 1080 | ""
            C_MOVE_RQ         | '1.2.3' 00                | 2180 | ""
            C_ECHO_RQ         | '1.2.840.10008.1.1' 00    | 3080 | ""
            N_EVENT_REPORT_RQ | '1.2.3' 00                | 0081 | 0000 0010 06000000 '1.2.34'
            N_GET_RQ          | '1.2.3' 00                | 1081 | 0000 0010 06000000 '1.2.34'
            N_SET_RQ          | '1.2.3' 00                | 2081 | 0000 0010 06000000 '1.2.34'
            N_ACTION_RQ       | '1.2.3' 00                | 3081 | 0000 0010 06000000 '1.2.34'
            N_CREATE_RQ       | '1.2.3' 00                | 4081 | 0000 0010 06000000 '1.2.34'
            N_DELETE_RQ       | '1.2.3' 00                | 5081 | 0000 0010 06000000 '1.2.34'
            """)
    void answersEachServiceWithTheClassAndInstanceOfItsRequest(
            GoldenCommand request, String sopClass, String commandField, String instance) {
        int length = Script.of(sopClass).bytes().length;
        assertThat(response(request, DimseStatus.SUCCESS, false))
                .isEqualTo(GoldenCommand.withGroupLength("""
                0000 0200 %02X000000 %s         # Affected SOP Class UID
                0000 0001 02000000 %s           # Command Field
                0000 2001 02000000 0102         # Message ID Being Responded To
                0000 0008 02000000 0101         # Command Data Set Type
                0000 0009 02000000 0000         # Status
                %s
                """.formatted(length, sopClass, commandField, instance)));
    }

    /** PS3.7 section 9.3.2.3: a request without a SOP class, which names the message that it is about. */
    @Test
    void cancelsARequest() {
        ByteBuffer out = ByteBuffer.allocate(100);
        CommandEncoder.cancel(out, 0x0201);

        assertThat(bytes(out)).isEqualTo(GoldenCommand.withGroupLength("""
                0000 0001 02000000 FF0F
                0000 2001 02000000 0102
                0000 0008 02000000 0101
                """));
    }

    @Test
    void saysThatADataSetFollows() {
        assertThat(response(GoldenCommand.C_FIND_RQ, DimseStatus.PENDING, true))
                .isEqualTo(GoldenCommand.withGroupLength("""
                        0000 0200 06000000 '1.2.3' 00
                        0000 0001 02000000 2080
                        0000 2001 02000000 0102
                        0000 0008 02000000 0100
                        0000 0009 02000000 00FF
                        """));
    }

    /** PS3.7 10.1.1.1.5 and 10.1.4.1.5: required with a reply, which only a success has. */
    @ParameterizedTest
    @CsvSource({"N_EVENT_REPORT_RQ, 0081, 0000 0210 02000000 0200", "N_ACTION_RQ, 3081, 0000 0810 02000000 0100"})
    void aReplyToAnEventOrActionComesWithItsType(GoldenCommand request, String commandField, String type) {
        assertThat(response(request, DimseStatus.SUCCESS, true))
                .isEqualTo(GoldenCommand.withGroupLength("""
                0000 0200 06000000 '1.2.3' 00
                0000 0001 02000000 %s
                0000 2001 02000000 0102
                0000 0008 02000000 0100
                0000 0009 02000000 0000
                0000 0010 06000000 '1.2.34'
                %s
                """.formatted(commandField, type)));
    }

    /** PS3.7 10.1.5.1.4: only in the success response. A warning says that the instance was created, too. */
    @ParameterizedTest
    @CsvSource({"0000, true", "0107, true", "B300, true", "0110, false", "0111, false", "C000, false"})
    void aFailedCreateNamesNoInstance(String code, boolean named) {
        DimseStatus status = DimseStatus.of(Integer.parseInt(code, 16));
        ReceivedCommandSet response = GoldenCommand.read(response(GoldenCommand.N_CREATE_RQ, status, false));

        assertThat(response.affectedSopInstanceUid()).isEqualTo(named ? Optional.of(INSTANCE) : Optional.empty());
        assertThat(response.affectedSopClassUid()).contains(SOP_CLASS);
    }

    @Test
    void aCreateWithoutInstanceIsAnsweredWithTheOneThatWasMade() {
        ReceivedCommandSet request = GoldenCommand.read(GoldenCommand.withGroupLength("""
                0000 0200 06000000 '1.2.3' 00
                0000 0001 02000000 4001
                0000 1001 02000000 0102
                0000 0008 02000000 0101
                """));
        assertThat(GoldenCommand.read(encode(request, DimseStatus.SUCCESS, CommandElements.none(), false))
                        .affectedSopInstanceUid())
                .isEmpty();

        CommandElements made = CommandElements.none().affectedSopInstanceUid(Uid.of("2.25.1"));
        assertThat(GoldenCommand.read(encode(request, DimseStatus.SUCCESS, made, false))
                        .affectedSopInstanceUid())
                .contains(Uid.of("2.25.1"));
    }

    /** PS3.7 9.1.3.1.7 to 10 and 9.1.4.1.8 to 11: a pending response has all four counts. */
    @ParameterizedTest
    @EnumSource(names = {"C_GET_RQ", "C_MOVE_RQ"})
    void aPendingResponseSaysThatNoOperationRemains(GoldenCommand request) {
        CommandElements counts = CommandElements.none().subOperations(new SubOperations(0, 3, 2, 1));
        byte[] pending = encode(request.read(), DimseStatus.PENDING, counts, false);

        assertThat(pending).endsWith(Script.of("""
                0000 0009 02000000 00FF
                0000 2010 02000000 0000
                0000 2110 02000000 0300
                0000 2210 02000000 0200
                0000 2310 02000000 0100
                """).bytes());
        assertAscendingAndEven(pending);
    }

    /** PS3.4 C.4.2.1.6 and C.4.3.1.5 do not let a final response have it, a cancelled one excepted. */
    @Test
    void aFinalResponseLeavesOutThatNoOperationRemains() {
        CommandElements counts = CommandElements.none().subOperations(new SubOperations(0, 3, 2, 1));
        byte[] success = encode(GoldenCommand.C_GET_RQ.read(), DimseStatus.SUCCESS, counts, false);
        byte[] match = encode(GoldenCommand.C_FIND_RQ.read(), DimseStatus.PENDING, CommandElements.none(), true);

        assertThat(GoldenCommand.read(success).number(0x1020)).isEmpty();
        assertThat(GoldenCommand.read(match).number(0x1020)).isEmpty();
    }

    @Test
    void putsTheElementsOfTheApplicationInTheirPlaces() {
        CommandElements more = CommandElements.none()
                .errorId(7)
                .offendingElements(0x00100020)
                .attributeIdentifierList(0x00080018)
                .affectedSopInstanceUid(Uid.of("2.25.1"));
        byte[] response =
                encode(GoldenCommand.N_SET_RQ.read(), DimseStatus.of(0x0110).withErrorComment("odd"), more, false);

        assertThat(response).isEqualTo(GoldenCommand.withGroupLength("""
                0000 0200 06000000 '1.2.3' 00
                0000 0001 02000000 2081
                0000 2001 02000000 0102
                0000 0008 02000000 0101
                0000 0009 02000000 1001
                0000 0109 04000000 1000 2000
                0000 0209 04000000 'odd '
                0000 0309 02000000 0700
                0000 0010 06000000 '2.25.1'
                0000 0510 04000000 0800 1800
                """));
    }

    /** PS3.5 Table 6.2-1, VR LO, in the default repertoire: a command set cannot name another. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            disk full              | disk full
            "caf\u00e9 \u4e2d"     | "caf? ?"
            "C:\\dir"              | "C:?dir"
            "two\nlines\t\u0007"   | "two?lines??"
            "~ \u007f\u001f!"       | "~ ??!"
            """)
    void anErrorCommentIsOneValueOfTheDefaultRepertoire(String comment, String sent) {
        DimseStatus status = DimseStatus.PROCESSING_FAILURE.withErrorComment(comment);

        assertThat(GoldenCommand.read(response(GoldenCommand.C_STORE_RQ, status, false))
                        .errorComment())
                .contains(sent);
    }

    @Test
    void anErrorCommentHas64Characters() {
        DimseStatus status = DimseStatus.PROCESSING_FAILURE.withErrorComment("x".repeat(100));

        assertThat(GoldenCommand.read(response(GoldenCommand.C_STORE_RQ, status, false))
                        .bytes(0x0902))
                .hasValueSatisfying(value -> assertThat(value).hasSize(64));
    }

    @Test
    void doesNotRepeatWhatIsNoUid() {
        ReceivedCommandSet request = GoldenCommand.read(GoldenCommand.withGroupLength("""
                0000 0200 42000000 '1.2.%s'
                0000 0001 02000000 3000
                0000 1001 02000000 0102
                0000 0008 02000000 0101
                """.formatted("3".repeat(62))));

        byte[] response = encode(request, DimseStatus.SOP_CLASS_NOT_SUPPORTED, CommandElements.none(), false);
        assertThat(GoldenCommand.read(response).text(0x0002)).isEmpty();
    }

    @Test
    void repeatsAnEmptyUid() {
        ReceivedCommandSet request = GoldenCommand.read(GoldenCommand.withGroupLength("""
                0000 0200 00000000
                0000 0001 02000000 3000
                0000 1001 02000000 0102
                0000 0008 02000000 0101
                """));

        byte[] response = encode(request, DimseStatus.SUCCESS, CommandElements.none(), false);
        assertThat(GoldenCommand.read(response).text(0x0002)).contains("");
    }

    /** A peer that does not pad its UIDs gets them back padded: PS3.7 6.3.1. */
    @Test
    void padsAUidThatItRepeats() {
        ReceivedCommandSet request = GoldenCommand.read(GoldenCommand.withGroupLength("""
                0000 0200 11000000 '1.2.840.10008.1.1'
                0000 0001 02000000 3000
                0000 1001 02000000 0102
                0000 0008 02000000 0101
                0000 0010 05000000 '1.2.3'
                """));

        byte[] response = encode(request, DimseStatus.SUCCESS, CommandElements.none(), false);
        assertAscendingAndEven(response);
        assertThat(GoldenCommand.read(response).affectedSopClassUid()).contains(SopClass.VERIFICATION);
        assertThat(GoldenCommand.read(response).affectedSopInstanceUid()).contains(Uid.of("1.2.3"));
    }

    @Test
    void repeatsALongUid() {
        String longest = "1.2." + "3".repeat(60);
        ReceivedCommandSet request = GoldenCommand.read(GoldenCommand.withGroupLength("""
                0000 0200 40000000 '%s'
                0000 0001 02000000 3000
                0000 1001 02000000 0102
                0000 0008 02000000 0101
                """.formatted(longest)));

        byte[] response = encode(request, DimseStatus.SUCCESS, CommandElements.none(), false);
        assertThat(GoldenCommand.read(response).affectedSopClassUid()).contains(Uid.of(longest));
    }

    @Test
    void answersAPrivateRequestWithBit15() {
        ReceivedCommandSet request = GoldenCommand.read(GoldenCommand.withGroupLength("""
                0000 0001 02000000 3412
                0000 1001 02000000 0102
                0000 0008 02000000 0101
                """));

        assertThat(encode(request, DimseStatus.SUCCESS, CommandElements.none(), false))
                .isEqualTo(GoldenCommand.withGroupLength("""
                        0000 0001 02000000 3492
                        0000 2001 02000000 0102
                        0000 0008 02000000 0101
                        0000 0009 02000000 0000
                        """));
    }

    /** PS3.7 Tables 9.3-1 and 9.3-12, 10.3-1, 10.3-3, 10.3-5, 10.3-7, 10.3-9 and 10.3-11. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "C_STORE_RQ",
                "C_ECHO_RQ",
                "N_EVENT_REPORT_RQ",
                "N_GET_RQ",
                "N_SET_RQ",
                "N_ACTION_RQ",
                "N_CREATE_RQ",
                "N_DELETE_RQ"
            })
    void writesRequestsOfOurs(GoldenCommand golden) {
        ReceivedCommandSet set = golden.read();
        CommandElements elements = switch (golden) {
            case C_STORE_RQ ->
                CommandElements.none()
                        .moveOriginator(AeTitle.of("MOVER"), 9)
                        .affectedSopInstanceUid(INSTANCE)
                        .priority(1);
            case N_EVENT_REPORT_RQ -> CommandElements.none().eventTypeId(2).affectedSopInstanceUid(INSTANCE);
            case N_GET_RQ ->
                CommandElements.none()
                        .attributeIdentifierList(0x00100020, 0x00080018)
                        .requestedSopInstanceUid(INSTANCE);
            case N_ACTION_RQ -> CommandElements.none().actionTypeId(1).requestedSopInstanceUid(INSTANCE);
            case N_SET_RQ, N_DELETE_RQ -> CommandElements.none().requestedSopInstanceUid(INSTANCE);
            case N_CREATE_RQ -> CommandElements.none().affectedSopInstanceUid(INSTANCE);
            default -> CommandElements.none();
        };
        Invocation invocation = Invocation.of(
                        set.sopClassUid().orElseThrow(), set.commandField().orElseThrow())
                .elements(elements);
        if (set.hasDataSet()) {
            invocation = invocation.dataSet(out -> {});
        }
        ByteBuffer out = ByteBuffer.allocate(1024);
        CommandEncoder.request(out, invocation, 0x0201);

        // Any value but 0101H says that a data set follows; ours is 1.
        List<byte[]> expected = golden.elements();
        expected.replaceAll(element ->
                Arrays.equals(element, Script.of("0000 0008 02000000 0000").bytes())
                        ? Script.of("0000 0008 02000000 0100").bytes()
                        : element);
        assertThat(bytes(out)).isEqualTo(Bytes.join(expected.toArray(byte[][]::new)));
    }

    @Test
    void writesPrivateRequestsWithAnAffectedSopClass() {
        ByteBuffer out = ByteBuffer.allocate(1024);
        CommandEncoder.request(
                out,
                new Invocation(
                        SOP_CLASS,
                        Optional.empty(),
                        0x1234,
                        CommandElements.none(),
                        Optional.empty(),
                        Optional.empty()),
                0xFFFF);

        assertThat(bytes(out)).isEqualTo(GoldenCommand.withGroupLength("""
                0000 0200 06000000 '1.2.3' 00
                0000 0001 02000000 3412
                0000 1001 02000000 FFFF
                0000 0008 02000000 0101
                """));
    }

    /** What the caller's buffer has before is the caller's. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesWhereTheBufferIs(boolean withElements) {
        CommandElements more = withElements ? CommandElements.none().errorId(7) : CommandElements.none();
        ByteBuffer out = ByteBuffer.allocate(1024).position(12);
        CommandEncoder.response(out, GoldenCommand.C_ECHO_RQ.read(), DimseStatus.SUCCESS, more, false);

        assertThat(Arrays.copyOfRange(out.array(), 12, out.position()))
                .isEqualTo(encode(GoldenCommand.C_ECHO_RQ.read(), DimseStatus.SUCCESS, more, false));
        assertThat(Arrays.copyOf(out.array(), 12)).containsOnly(0);
    }

    static Stream<GoldenCommand> requests() {
        return Arrays.stream(GoldenCommand.values())
                .filter(golden -> golden.name().endsWith("_RQ") && golden != GoldenCommand.C_CANCEL_RQ);
    }

    /** Seeded: whatever status and elements an answer has, it reads back as it was meant. */
    @ParameterizedTest
    @MethodSource("requests")
    void everyResponseReadsBack(GoldenCommand golden) {
        Random random = new Random(golden.name().hashCode());
        for (int i = 0; i < 200; i++) {
            DimseStatus status = DimseStatus.of(random.nextInt(0x10000));
            if (random.nextBoolean()) {
                status = status.withErrorComment("e".repeat(1 + random.nextInt(80)));
            }
            CommandElements more = CommandElements.none();
            for (int element : List.of(0x0901, 0x0903, 0x1002, 0x1005, 0x1008, 0x1020, 0x1021, 0x1022, 0x1023)) {
                more = random.nextInt(4) == 0 ? more.bytes(element, new byte[2 * random.nextInt(3)]) : more;
            }
            boolean dataSet = random.nextBoolean();
            ReceivedCommandSet request = golden.read();
            byte[] bytes = encode(request, status, more, dataSet);
            ReceivedCommandSet response = GoldenCommand.read(bytes);

            assertAscendingAndEven(bytes);
            assertThat(response.commandField())
                    .contains(request.commandField().map(CommandField::response).orElseThrow());
            assertThat(response.messageId()).isEqualTo(request.messageId());
            assertThat(response.hasDataSet()).isEqualTo(dataSet);
            assertThat(response.status()).hasValue(status.code());
            assertThat(response.errorComment()).isEqualTo(status.errorComment());
            assertThat(response.affectedSopClassUid()).isEqualTo(request.sopClassUid());
            more.values()
                    .forEach((element, value) -> assertThat(response.bytes(element))
                            .hasValueSatisfying(read -> assertThat(read).isEqualTo(value)));
        }
    }

    /** PS3.7 section 6.3.1, and Table E.1-1 for the group length. */
    private static void assertAscendingAndEven(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int before = -1;
        while (in.hasRemaining()) {
            assertThat(in.getShort()).isZero();
            int element = Short.toUnsignedInt(in.getShort());
            int length = in.getInt();
            assertThat(element).isGreaterThan(before);
            assertThat(length % 2).isZero();
            if (element == 0) {
                assertThat(in.getInt(in.position())).isEqualTo(bytes.length - 12);
            }
            in.position(in.position() + length);
            before = element;
        }
    }

    private static byte[] response(GoldenCommand request, DimseStatus status, boolean dataSet) {
        return encode(request.read(), status, CommandElements.none(), dataSet);
    }

    private static byte[] encode(
            ReceivedCommandSet request, DimseStatus status, CommandElements more, boolean dataSet) {
        ByteBuffer out = ByteBuffer.allocate(1024);
        CommandEncoder.response(out, request, status, more, dataSet);
        return bytes(out);
    }

    private static byte[] bytes(ByteBuffer out) {
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
