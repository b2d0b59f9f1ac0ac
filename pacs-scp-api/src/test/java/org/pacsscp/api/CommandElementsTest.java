package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandElementsTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    @Test
    void ofNumbersAreTwoBytesLittleEndian() {
        assertElements(
                CommandElements.none()
                        .errorId(0x0102)
                        .eventTypeId(0xFFFF)
                        .actionTypeId(0)
                        .priority(2),
                Map.of(0x0700, "02 00", 0x0903, "02 01", 0x1002, "ff ff", 0x1008, "00 00"));
    }

    @Test
    void ofUidsArePaddedWithANul() {
        assertElements(
                CommandElements.none().affectedSopInstanceUid(Uid.of("1.2.3")).requestedSopInstanceUid(Uid.of("1.23")),
                Map.of(0x1000, "31 2e 32 2e 33 00", 0x1001, "31 2e 32 33"));
    }

    @Test
    void ofTextsArePaddedWithASpace() {
        assertElements(
                CommandElements.none()
                        .text(0x0600, "ABC")
                        .text(0x0700, "\u00e9t")
                        .text(0x1030, ""),
                Map.of(0x0600, "41 42 43 20", 0x0700, "e9 74", 0x1030, ""));
    }

    @Test
    void ofTagsAreGroupThenElement() {
        assertElements(
                CommandElements.none().offendingElements(0x00100020, 0xFFFEE000).attributeIdentifierList(0x7FE00010),
                Map.of(0x0901, "10 00 20 00 fe ff 00 e0", 0x1005, "e0 7f 10 00"));
    }

    @Test
    void ofSubOperationsAreFourCounts() {
        assertElements(
                CommandElements.none().subOperations(new SubOperations(4, 3, 2, 1)),
                Map.of(0x1020, "04 00", 0x1021, "03 00", 0x1022, "02 00", 0x1023, "01 00"));
    }

    @Test
    void ofSubOperationsLeaveOutNoneRemaining() {
        CommandElements pending = CommandElements.none().subOperations(new SubOperations(1, 9, 0, 0));
        Map<Integer, String> last = Map.of(0x1021, "0a 00", 0x1022, "00 00", 0x1023, "00 00");
        assertElements(CommandElements.none().subOperations(new SubOperations(0, 10, 0, 0)), last);
        assertElements(pending.subOperations(new SubOperations(0, 10, 0, 0)), last);
    }

    @Test
    void ofAMoveOriginatorAreTitleAndMessageId() {
        assertElements(
                CommandElements.none().moveOriginator(AeTitle.of("CT1"), 258),
                Map.of(0x1030, "43 54 31 20", 0x1031, "02 01"));
    }

    @Test
    void areInAscendingOrder() {
        assertThat(CommandElements.none()
                        .number(0x1031, 1)
                        .number(0x0700, 1)
                        .number(0x1002, 1)
                        .values()
                        .keySet())
                .containsExactly(0x0700, 0x1002, 0x1031);
    }

    @Test
    void areReplacedByTheSameElement() {
        assertElements(CommandElements.none().priority(1).priority(2), Map.of(0x0700, "02 00"));
    }

    @Test
    void areImmutable() {
        byte[] value = {1, 2};
        CommandElements some = CommandElements.none().bytes(0x1002, value);
        value[0] = 9;
        some.priority(1);
        assertElements(some, Map.of(0x1002, "01 02"));
        assertThat(CommandElements.none().values()).isEmpty();
        for (CommandElements elements : new CommandElements[] {CommandElements.none(), some}) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> elements.values().put(0x0700, new byte[2]));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0000, 0x0002, 0x0003, 0x0100, 0x0110, 0x0120, 0x0800, 0x0900, 0x0902, -1, 0x10000})
    void thatTheEngineWritesAreRefused(int element) {
        CommandElements none = CommandElements.none();
        String message = "(0000,%04X) is not for applications to set".formatted(element);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.number(element, 1))
                .withMessageContaining(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.text(element, "x"))
                .withMessageContaining(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.uid(element, SopClass.VERIFICATION))
                .withMessageContaining(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.bytes(element, new byte[2]))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void refuseANumberThatDoesNotFit(int value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandElements.none().priority(value))
                .withMessage("value of (0000,0700) is %d; it must be 0 to 65535", value);
    }

    @Test
    void refuseBytesOfOddLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandElements.none().bytes(0x1012, new byte[3]))
                .withMessage("value of (0000,1012) has 3 bytes; it must be an even number");
    }

    @Test
    void showTheirNumbersOnly() {
        assertThat(CommandElements.none().text(0x1030, "SECRET").priority(1))
                .hasToString("CommandElements[(0000,0700)(0000,1030)]");
    }

    private static void assertElements(CommandElements elements, Map<Integer, String> expected) {
        Map<Integer, String> shown = new TreeMap<>();
        elements.values().forEach((element, value) -> shown.put(element, HEX.formatHex(value)));
        assertThat(shown).isEqualTo(expected);
    }
}
