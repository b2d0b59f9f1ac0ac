package org.pacsscp.core.internal.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.script.Script;

@Timeout(60)
class ReceivedCommandSetTest {
    private static final Uid SOP_CLASS = Uid.of("1.2.3");
    private static final Uid INSTANCE = Uid.of("1.2.34");

    @ParameterizedTest
    @EnumSource
    void everyKindIsKnown(GoldenCommand golden) {
        ReceivedCommandSet set = golden.read();

        assertThat(set.commandField()).contains(CommandField.valueOf(golden.name()));
        assertThat(set.isResponse()).isEqualTo(golden.name().endsWith("_RSP"));
        assertThat(set.messageId()).isEqualTo(0x0201);
        assertThat(set).hasToString(golden.name().replace('_', '-') + " 513");
    }

    @Test
    void thereIsAGoldenCommandOfEveryKind() {
        assertThat(Arrays.stream(GoldenCommand.values()).map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(CommandField.values()).map(Enum::name).toList());
    }

    /** PS3.7 Table E.1-1: any value but 0101H says that a data set follows. */
    @ParameterizedTest
    @EnumSource
    void anyValueBut0101HSaysThatADataSetFollows(GoldenCommand golden) {
        boolean none = HexFormat.of().formatHex(golden.bytes()).contains("00000008020000000101");

        assertThat(golden.read().hasDataSet()).isEqualTo(!none);
    }

    @ParameterizedTest
    @EnumSource
    void answersRequestsOfItsKindOnly(GoldenCommand golden) {
        ReceivedCommandSet set = golden.read();

        assertThat(Arrays.stream(CommandField.values())
                        .filter(field -> !field.name().endsWith("_RSP") && set.answers(field.code()))
                        .map(field -> field.name().replace("_RQ", "_RSP"))
                        .toList())
                .isEqualTo(golden.name().endsWith("_RSP") ? List.of(golden.name()) : List.of());
    }

    @ParameterizedTest
    @EnumSource
    void saysHowLongItIs(GoldenCommand golden) {
        assertThat(golden.read().length()).isEqualTo(golden.bytes().length);
    }

    @Test
    void readsTheElementsOfAStoreRequest() {
        CommandSet set = GoldenCommand.C_STORE_RQ.read();

        assertThat(set.affectedSopClassUid()).contains(SOP_CLASS);
        assertThat(set.sopClassUid()).contains(SOP_CLASS);
        assertThat(set.requestedSopClassUid()).isEmpty();
        assertThat(set.affectedSopInstanceUid()).contains(INSTANCE);
        assertThat(set.requestedSopInstanceUid()).isEmpty();
        assertThat(set.priority()).hasValue(1);
        assertThat(set.moveOriginatorAeTitle()).contains(AeTitle.of("MOVER"));
        assertThat(set.moveOriginatorMessageId()).hasValue(9);
        assertThat(set.status()).isEmpty();
    }

    @Test
    void readsTheElementsOfAFailedStore() {
        CommandSet set = GoldenCommand.C_STORE_RSP.read();

        assertThat(set.status()).hasValue(0xA900);
        assertThat(set.offendingElements()).containsExactly(0x00100020, 0x00080018);
        assertThat(set.errorComment()).contains("sorry");
    }

    @Test
    void readsCountsOfSubOperations() {
        assertThat(GoldenCommand.C_GET_RSP.read().subOperations()).contains(new SubOperations(4, 3, 2, 1));
        assertThat(GoldenCommand.C_MOVE_RSP.read().subOperations()).contains(new SubOperations(0, 3, 2, 0));
        assertThat(GoldenCommand.C_ECHO_RSP.read().subOperations()).isEmpty();
    }

    @Test
    void readsTheElementsOfAMoveRequest() {
        assertThat(GoldenCommand.C_MOVE_RQ.read().moveDestination()).contains(AeTitle.of("STORE_SCP"));
    }

    @Test
    void readsTheElementsOfNormalizedServices() {
        CommandSet get = GoldenCommand.N_GET_RQ.read();
        assertThat(get.requestedSopClassUid()).contains(SOP_CLASS);
        assertThat(get.sopClassUid()).contains(SOP_CLASS);
        assertThat(get.affectedSopClassUid()).isEmpty();
        assertThat(get.requestedSopInstanceUid()).contains(INSTANCE);
        assertThat(get.attributeIdentifierList()).containsExactly(0x00100020, 0x00080018);
        assertThat(GoldenCommand.N_EVENT_REPORT_RQ.read().eventTypeId()).hasValue(2);
        assertThat(GoldenCommand.N_ACTION_RQ.read().actionTypeId()).hasValue(1);
        assertThat(GoldenCommand.N_SET_RSP.read().errorId()).hasValue(7);
    }

    @Test
    void givesTheBytesOfAnElementAsACopy() {
        ReceivedCommandSet set = GoldenCommand.C_ECHO_RQ.read();
        byte[] value = set.bytes(0x0002).orElseThrow();
        assertThat(value).isEqualTo("1.2.840.10008.1.1\0".getBytes(StandardCharsets.ISO_8859_1));
        value[0] = 'x';

        assertThat(set.affectedSopClassUid()).contains(SopClass.VERIFICATION);
        assertThat(set.bytes(0x0003)).isEmpty();
    }

    @Test
    void knowsPrivateCommandFields() {
        ReceivedCommandSet set = echoWith("0000 0001 02000000 3412");

        assertThat(set.commandFieldCode()).isEqualTo(0x1234);
        assertThat(set.commandField()).isEmpty();
        assertThat(set.isResponse()).isFalse();
        assertThat(set).hasToString("1234H 513");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"'1.2.3', 1.2.3", "'1.2.3' 00, 1.2.3", "'1.2.3' 20, 1.2.3", "'1.2.3' 00 00 00, 1.2.3"})
    void readsUidsWithoutTheirPadding(String value, String uid) {
        ReceivedCommandSet set = echoWith(element("0200", value));

        assertThat(set.affectedSopClassUid()).contains(Uid.of(uid));
        assertThat(set.is(CommandTag.AFFECTED_SOP_CLASS_UID, Uid.of(uid))).isTrue();
        assertThat(set.is(CommandTag.AFFECTED_SOP_CLASS_UID, Uid.of("1.2.4"))).isFalse();
        assertThat(set.is(CommandTag.AFFECTED_SOP_CLASS_UID, Uid.of("1.2"))).isFalse();
        assertThat(set.is(CommandTag.AFFECTED_SOP_CLASS_UID, Uid.of("1.2.3.4"))).isFalse();
        assertThat(set.is(CommandTag.REQUESTED_SOP_CLASS_UID, Uid.of(uid))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"\"\", \"\"", "1.2.x , 1.2.x", "no UID, no UID", "1..2, 1..2"})
    void aUidThatIsNotValidIsTextOnly(String value, String text) {
        ReceivedCommandSet set = echoWith(element("0200", "'" + value + "'"));

        assertThat(set.affectedSopClassUid()).isEmpty();
        assertThat(set.text(0x0002)).contains(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "' STORE  ', STORE",
                "'AN AE', AN AE",
                "'SIXTEEN_LETTERS_' 20 20, SIXTEEN_LETTERS_",
                "'NUL' 00, NUL",
                "'NUL' 00 0A 'GARBAGE', NUL",
                "'!~', !~"
            })
    void readsAeTitlesWithoutTheirPadding(String value, String title) {
        assertThat(echoWith(element("0006", value)).moveDestination()).contains(AeTitle.of(title));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"''", "'    '", "'SEVENTEEN_LETTERS '", "'A\\B '", "'A' 0A 'BC'", "E4 'AE '", "00 00"})
    void anAeTitleThatIsNotValidIsTextOnly(String value) {
        ReceivedCommandSet set = echoWith(element("0006", value));

        assertThat(set.moveDestination()).isEmpty();
        assertThat(set.text(0x0600)).isPresent();
    }

    @Test
    void aNumberHasTwoBytes() {
        ReceivedCommandSet set =
                echoWith("0000 0007 00000000", "0000 0210 04000000 01000000", "0000 0810 02000000 FFFF");

        assertThat(set.priority()).isEmpty();
        assertThat(set.eventTypeId()).isEmpty();
        assertThat(set.actionTypeId()).hasValue(0xFFFF);
    }

    @Test
    void tagsAreWhole() {
        assertThat(echoWith("0000 0109 06000000 100020000800").offendingElements())
                .isEmpty();
        assertThat(echoWith("0000 0109 00000000").offendingElements()).isEmpty();
    }

    @Test
    void theFirstOfTwoEqualElementsCounts() {
        assertThat(echoWith("0000 0007 02000000 0100", "0000 0007 02000000 0200")
                        .priority())
                .hasValue(1);
    }

    /** Peers send it wrong, and the fragments tell the length. */
    @ParameterizedTest
    @CsvSource({"''", "0000 0000 04000000 00000000", "0000 0000 04000000 FFFFFFFF", "0000 0000 02000000 0100"})
    void theGroupLengthIsIgnored(String groupLength) {
        List<byte[]> elements = GoldenCommand.C_ECHO_RQ.elements();
        elements.set(0, Script.of(groupLength).bytes());

        assertThat(GoldenCommand.read(join(elements)).commandField()).contains(CommandField.C_ECHO_RQ);
    }

    @ParameterizedTest
    @EnumSource
    void aCommandSetThatIsCutIsRefusedWhereTheElementBegins(GoldenCommand golden) {
        byte[] whole = golden.bytes();
        int at = 0;
        for (byte[] element : golden.elements()) {
            for (int length = at + 1; length < at + element.length; length++) {
                assertThat(refusal(Arrays.copyOf(whole, length)))
                        .as("cut to %d bytes", length)
                        .startsWith("command set at offset " + at + " has ");
            }
            at += element.length;
        }
        assertThat(at).isEqualTo(whole.length);
    }

    @ParameterizedTest
    @EnumSource
    void anElementThatRunsOverIsRefused(GoldenCommand golden) {
        byte[] whole = golden.bytes();
        int at = 0;
        for (byte[] element : golden.elements()) {
            for (String length : List.of("FFFFFFFF", "FEFFFFFF", "00000080", "FEFFFF7F", "00000100")) {
                byte[] bytes = whole.clone();
                System.arraycopy(Script.of(length).bytes(), 0, bytes, at + 4, 4);
                assertThat(refusal(bytes))
                        .matches("command set at offset " + at + " has an element of \\d+ bytes, "
                                + (whole.length - at - 8) + " are left");
            }
            at += element.length;
        }
    }

    /** A UID that is not padded, and one byte too many anywhere else: PS3.7 6.3.1 asks for even lengths. */
    @ParameterizedTest
    @EnumSource
    void anElementOfOddLengthIsTakenUnlessEvenOnesAreRequired(GoldenCommand golden) throws MessageException {
        List<byte[]> elements = golden.elements();
        golden.read().requireEvenLengths();
        for (int i = 0; i < elements.size(); i++) {
            byte[] even = elements.get(i);
            byte[] odd = Arrays.copyOf(even, even[even.length - 1] == 0 ? even.length - 1 : even.length + 1);
            odd[4] += (byte) (odd.length - even.length);
            List<byte[]> mixed = new ArrayList<>(elements);
            mixed.set(i, odd);
            if (odd[4] == 1 || odd[4] == 3) {
                // A number of another length than two bytes is not there, which some commands do not survive.
                continue;
            }
            ReceivedCommandSet set = ReceivedCommandSet.of(join(mixed), SopClass.VERIFICATION);

            assertThat(set).hasToString(golden.read().toString());
            assertThat(set.affectedSopInstanceUid()).isEqualTo(golden.read().affectedSopInstanceUid());
            assertThat(set.uid(0x0002)).isEqualTo(golden.read().uid(0x0002));
            assertThatExceptionOfType(MessageException.class)
                    .isThrownBy(set::requireEvenLengths)
                    .withMessage("command set at offset " + join(elements.subList(0, i)).length + " has an element of "
                            + odd[4] + " bytes, allowed: an even number (ServerConfig.refuseOddLengths)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anElementOfAnotherGroupIsRefused(GoldenCommand golden) {
        byte[] whole = golden.bytes();
        int at = 0;
        for (byte[] element : golden.elements()) {
            byte[] bytes = whole.clone();
            bytes[at] = 8;
            assertThat(refusal(bytes))
                    .isEqualTo("command set at offset " + at + " has an element of group 0008H, allowed: 0000H");
            at += element.length;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsServedWithoutCommandFieldMessageIdAndDataSetType(GoldenCommand golden) {
        boolean answers = golden.read().isResponse() || golden == GoldenCommand.C_CANCEL_RQ;
        String messageId = answers ? "message id being responded to (0000,0120)" : "message id (0000,0110)";

        assertThat(refusal(without(golden, 0x0100))).isEqualTo("command set has no command field (0000,0100)");
        assertThat(refusal(without(golden, answers ? 0x0120 : 0x0110))).isEqualTo("command set has no " + messageId);
        assertThat(refusal(without(golden, 0x0800))).isEqualTo("command set has no data set type (0000,0800)");
    }

    @ParameterizedTest
    @CsvSource({"0001, command field", "1001, message id", "0008, data set type"})
    void requiredElementsHaveTwoBytes(String element, String name) {
        List<byte[]> elements = GoldenCommand.C_ECHO_RQ.elements();
        elements.replaceAll(bytes -> HexFormat.of().formatHex(bytes, 2, 4).equals(element)
                ? Script.of("0000 " + element + " 04000000 01000000").bytes()
                : bytes);

        assertThat(refusal(join(elements))).startsWith("command set has no " + name);
    }

    @Test
    void theBytesThatAreTooFewForAnElementAreCounted() {
        assertThat(refusal(Script.of("0000 0001 02000000 3000 0000 10").bytes()))
                .isEqualTo("command set at offset 10 has 3 bytes left, an element needs 8 and more");
    }

    @Test
    void anEmptyCommandSetIsRefused() {
        assertThat(refusal(new byte[0])).isEqualTo("command set has no command field (0000,0100)");
    }

    @Test
    void aCommandSetOfNothingButHeadersIsReadInReasonableTime() {
        byte[] echo = GoldenCommand.C_ECHO_RQ.bytes();
        byte[] bytes =
                Arrays.copyOf(Script.of("0000 0010 00000000".repeat(8_000)).bytes(), 64_000 + echo.length);
        System.arraycopy(echo, 0, bytes, 64_000, echo.length);

        assertThat(GoldenCommand.read(bytes).commandField()).contains(CommandField.C_ECHO_RQ);
    }

    /** Any exception but a MessageException, and any loop, fails the test. */
    @Test
    void answersMutationsWithMessageExceptionsOnly() {
        Random random = new Random(20_260_106);
        int mutations = 20_000;
        int refused = 0;
        for (int i = 0; i < mutations; i++) {
            GoldenCommand[] all = GoldenCommand.values();
            byte[] bytes = mutate(random, all[random.nextInt(all.length)].bytes());
            try {
                readEverything(ReceivedCommandSet.of(bytes, SopClass.VERIFICATION));
            } catch (MessageException e) {
                assertThat(e.reason()).isEqualTo(AbortReason.SERVICE_USER);
                refused++;
            }
        }
        // Both answers must be common, or the mutations are too mild or too rough to say anything
        assertThat(refused).isBetween(mutations / 5, mutations * 4 / 5);
    }

    private static byte[] mutate(Random random, byte[] golden) {
        byte[] bytes = golden;
        for (int times = 1 + random.nextInt(2); times > 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = random.nextBoolean() ? (byte) 0xFF : 0;
                case 3, 4 -> bytes = Arrays.copyOf(bytes, bytes.length + 8 * random.nextInt(3));
                default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
            }
        }
        return bytes;
    }

    private static void readEverything(ReceivedCommandSet set) {
        List<Optional<?>> read = List.of(
                set.commandField(),
                set.sopClassUid(),
                set.affectedSopClassUid(),
                set.requestedSopClassUid(),
                set.affectedSopInstanceUid(),
                set.requestedSopInstanceUid(),
                set.moveDestination(),
                set.moveOriginatorAeTitle(),
                set.subOperations(),
                set.errorComment());
        List<OptionalInt> numbers = List.of(
                set.priority(),
                set.status(),
                set.eventTypeId(),
                set.actionTypeId(),
                set.moveOriginatorMessageId(),
                set.errorId());
        assertThat(read).doesNotContainNull();
        assertThat(numbers).allMatch(number -> number.orElse(0) >= 0 && number.orElse(0) <= 0xFFFF);
        assertThat(set.offendingElements()).isNotNull();
        assertThat(set.attributeIdentifierList()).isNotNull();
        assertThat(set.toString()).matches("[A-Z0-9-]+ \\d+");
    }

    /** A C-ECHO-RQ whose first elements are these. */
    private static ReceivedCommandSet echoWith(String... elements) {
        byte[] first = Script.of(String.join(" ", elements)).bytes();
        return GoldenCommand.read(join(List.of(first, GoldenCommand.C_ECHO_RQ.bytes())));
    }

    /** An element padded to an even length with a NUL. */
    private static String element(String number, String value) {
        int length = Script.of(value).bytes().length;
        return "0000 %s %02X000000 %s %s".formatted(number, length + length % 2, value, length % 2 == 0 ? "" : "00");
    }

    private static byte[] without(GoldenCommand golden, int element) {
        return join(golden.elements().stream()
                .filter(bytes -> ((bytes[2] & 0xFF) | ((bytes[3] & 0xFF) << 8)) != element)
                .toList());
    }

    private static byte[] join(List<byte[]> parts) {
        StringBuilder hex = new StringBuilder();
        parts.forEach(part -> hex.append(HexFormat.of().formatHex(part)));
        return HexFormat.of().parseHex(hex);
    }

    private static String refusal(byte[] bytes) {
        String[] message = new String[1];
        assertThatExceptionOfType(MessageException.class)
                .isThrownBy(() -> ReceivedCommandSet.of(bytes, SopClass.VERIFICATION))
                .satisfies(e -> {
                    assertThat(e.reason()).isEqualTo(AbortReason.SERVICE_USER);
                    message[0] = e.getMessage();
                });
        return message[0];
    }
}
