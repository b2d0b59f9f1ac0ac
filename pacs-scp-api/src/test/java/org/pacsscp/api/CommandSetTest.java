package org.pacsscp.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The default methods of {@link CommandSet}, over a fake that holds bytes. */
class CommandSetTest {
    /** The elements are those that an application would add; they stand for a received command set. */
    private record Fake(int commandFieldCode, SortedMap<Integer, byte[]> elements) implements CommandSet {
        Fake(CommandElements elements) {
            this(0x8001, elements.values());
        }

        static Fake of(Map<Integer, String> texts) {
            SortedMap<Integer, byte[]> elements = new TreeMap<>();
            texts.forEach((element, text) -> elements.put(element, text.getBytes(ISO_8859_1)));
            return new Fake(0x8001, elements);
        }

        @Override
        public int messageId() {
            return 1;
        }

        @Override
        public boolean hasDataSet() {
            return false;
        }

        @Override
        public Optional<AeTitle> moveDestination() {
            return text(0x0600).map(AeTitle::of);
        }

        @Override
        public Optional<AeTitle> moveOriginatorAeTitle() {
            return text(0x1030).map(AeTitle::of);
        }

        @Override
        public OptionalInt number(int element) {
            return bytes(element)
                    .filter(value -> value.length == 2)
                    .map(value -> OptionalInt.of((value[0] & 0xFF) | (value[1] & 0xFF) << 8))
                    .orElse(OptionalInt.empty());
        }

        @Override
        public Optional<String> text(int element) {
            return bytes(element)
                    .map(value -> new String(value, ISO_8859_1).strip().replace("\0", ""));
        }

        @Override
        public Optional<byte[]> bytes(int element) {
            return Optional.ofNullable(elements.get(element)).map(byte[]::clone);
        }
    }

    private static final CommandElements NONE = CommandElements.none();
    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.2";

    @Test
    void knowsItsCommandField() {
        assertThat(new Fake(0x0030, NONE.values()).commandField()).contains(CommandField.C_ECHO_RQ);
        assertThat(new Fake(0x0031, NONE.values()).commandField()).isEmpty();
    }

    @Test
    void takesTheSopClassFromEitherElement() {
        CommandSet affected = Fake.of(Map.of(0x0002, SOP_CLASS));
        assertThat(affected.sopClassUid()).contains(Uid.of(SOP_CLASS));
        assertThat(affected.affectedSopClassUid()).contains(Uid.of(SOP_CLASS));
        assertThat(affected.requestedSopClassUid()).isEmpty();
        CommandSet requested = Fake.of(Map.of(0x0003, SOP_CLASS));
        assertThat(requested.sopClassUid()).contains(Uid.of(SOP_CLASS));
        assertThat(requested.affectedSopClassUid()).isEmpty();
        assertThat(requested.requestedSopClassUid()).contains(Uid.of(SOP_CLASS));
        CommandSet both = Fake.of(Map.of(0x0002, SOP_CLASS, 0x0003, "1.2.840.10008.1.1"));
        assertThat(both.sopClassUid()).contains(Uid.of(SOP_CLASS));
        assertThat(new Fake(NONE).sopClassUid()).isEmpty();
    }

    @Test
    void takesAnInvalidUidForAnAbsentOne() {
        CommandSet command = Fake.of(Map.of(0x0002, "1.2.x", 0x1000, ""));
        assertThat(command.affectedSopClassUid()).isEmpty();
        assertThat(command.sopClassUid()).isEmpty();
        assertThat(command.affectedSopInstanceUid()).isEmpty();
        assertThat(command.text(0x0002)).contains("1.2.x");
    }

    @Test
    void readsWhatApplicationsWrite() {
        CommandSet command = new Fake(NONE.affectedSopInstanceUid(Uid.of("1.2.3"))
                .requestedSopInstanceUid(Uid.of("1.2.4"))
                .priority(2)
                .eventTypeId(3)
                .actionTypeId(4)
                .errorId(5)
                .offendingElements(0x00100020, 0xFFFEE000)
                .attributeIdentifierList(0x7FE00010)
                .moveOriginator(AeTitle.of("CT1"), 65535));
        assertThat(command.affectedSopInstanceUid()).contains(Uid.of("1.2.3"));
        assertThat(command.requestedSopInstanceUid()).contains(Uid.of("1.2.4"));
        assertThat(command.priority()).hasValue(2);
        assertThat(command.eventTypeId()).hasValue(3);
        assertThat(command.actionTypeId()).hasValue(4);
        assertThat(command.errorId()).hasValue(5);
        assertThat(command.offendingElements()).containsExactly(0x00100020, 0xFFFEE000);
        assertThat(command.attributeIdentifierList()).containsExactly(0x7FE00010);
        assertThat(command.moveOriginatorAeTitle()).contains(AeTitle.of("CT1"));
        assertThat(command.moveOriginatorMessageId()).hasValue(65535);
    }

    @Test
    void readsStatusAndComment() {
        SortedMap<Integer, byte[]> elements = new TreeMap<>();
        elements.put(0x0900, new byte[] {0, (byte) 0xA7});
        elements.put(0x0902, "disk full ".getBytes(ISO_8859_1));
        CommandSet command = new Fake(0x8001, elements);
        assertThat(command.status()).hasValue(0xA700);
        assertThat(command.errorComment()).contains("disk full");
    }

    @Test
    void isEmptyWhereElementsAreAbsent() {
        CommandSet command = new Fake(NONE);
        assertThat(List.of(
                        command.priority(),
                        command.status(),
                        command.eventTypeId(),
                        command.actionTypeId(),
                        command.errorId(),
                        command.moveOriginatorMessageId()))
                .containsOnly(OptionalInt.empty());
        assertThat(command.subOperations()).isEmpty();
        assertThat(command.errorComment()).isEmpty();
        assertThat(command.offendingElements()).isEmpty();
        assertThat(command.attributeIdentifierList()).isEmpty();
    }

    @Test
    void countsAbsentSubOperationsAsNone() {
        assertThat(new Fake(NONE.subOperations(new SubOperations(0, 3, 2, 1))).subOperations())
                .contains(new SubOperations(0, 3, 2, 1));
        assertThat(new Fake(NONE.number(0x1020, 7)).subOperations()).contains(new SubOperations(7, 0, 0, 0));
        assertThat(new Fake(NONE.number(0x1023, 7)).subOperations()).contains(new SubOperations(0, 0, 0, 7));
    }

    @Test
    void readsNoTagsFromHalfATag() {
        assertThat(new Fake(NONE.bytes(0x0901, new byte[6])).offendingElements())
                .isEmpty();
        assertThat(new Fake(NONE.bytes(0x0901, new byte[0])).offendingElements())
                .isEmpty();
    }
}
