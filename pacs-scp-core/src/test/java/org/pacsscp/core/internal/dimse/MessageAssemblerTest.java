package org.pacsscp.core.internal.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.pacsscp.core.internal.dimse.MessageAssembler.Completion.COMMAND;
import static org.pacsscp.core.internal.dimse.MessageAssembler.Completion.DATA_SET;
import static org.pacsscp.core.internal.dimse.MessageAssembler.Completion.PARTIAL;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.core.internal.dimse.MessageAssembler.Completion;
import org.pacsscp.testkit.script.Script;

class MessageAssemblerTest {
    private static final int LIMIT = 1 << 16;
    private static final byte[] ECHO = GoldenCommand.C_ECHO_RQ.bytes();
    private static final byte[] STORE = GoldenCommand.C_STORE_RQ.bytes();

    private final MessageAssembler assembler = new MessageAssembler(LIMIT);

    @Test
    void takesACommandWithoutDataSet() throws MessageException {
        assertThat(assembler.betweenMessages()).isTrue();
        assertThat(command(3, true, ECHO)).isEqualTo(COMMAND);

        assertThat(assembler.command().commandField()).contains(CommandField.C_ECHO_RQ);
        assertThat(assembler.presentationContext().id()).isEqualTo(3);
        assertThat(assembler.betweenMessages()).isTrue();
    }

    @Test
    void takesACommandAndItsDataSet() throws MessageException {
        assertThat(command(5, true, STORE)).isEqualTo(COMMAND);
        assertThat(assembler.betweenMessages()).isFalse();
        assertThat(data(5, false, 100)).isEqualTo(PARTIAL);
        assertThat(data(5, false, 0)).isEqualTo(PARTIAL);
        assertThat(assembler.betweenMessages()).isFalse();
        assertThat(data(5, true, 1)).isEqualTo(DATA_SET);

        assertThat(assembler.betweenMessages()).isTrue();
        assertThat(assembler.presentationContext().id()).isEqualTo(5);
        assertThat(assembler.command().commandField()).contains(CommandField.C_STORE_RQ);
    }

    @Test
    void takesAnEmptyDataSet() throws MessageException {
        command(1, true, STORE);

        assertThat(data(1, true, 0)).isEqualTo(DATA_SET);
    }

    @Test
    void takesOneMessageAfterAnotherOnAnyContext() throws MessageException {
        for (int contextId : new int[] {1, 255, 3}) {
            assertThat(command(contextId, true, STORE)).isEqualTo(COMMAND);
            assertThat(data(contextId, true, 7)).isEqualTo(DATA_SET);
            assertThat(command(contextId, true, ECHO)).isEqualTo(COMMAND);
            assertThat(assembler.presentationContext().id()).isEqualTo(contextId);
        }
    }

    /** PS3.8 Annex E and PS3.7 6.3.1, where that is asked for. */
    @Test
    void refusesOddLengthsIfItIsToldSo() throws MessageException {
        MessageAssembler strict = new MessageAssembler(LIMIT, true);
        assertThatExceptionOfType(MessageException.class)
                .isThrownBy(() -> strict.begin(context(1), true, false, 9))
                .withMessage("P-DATA-TF has a fragment of 9 bytes, allowed: an even number"
                        + " (ServerConfig.refuseOddLengths)")
                .extracting(MessageException::reason)
                .isEqualTo(AbortReason.INVALID_PDU_PARAMETER_VALUE);

        byte[] odd = Script.of("0000 0200 11000000 '1.2.840.10008.1.1' 0000 0001 02000000 3000"
                        + "0000 1001 02000000 0100 0000 0008 02000000 0101 0000 0209 01000000 30")
                .bytes();
        strict.begin(context(1), true, true, odd.length);
        strict.append(ByteBuffer.wrap(odd), odd.length);
        assertThatExceptionOfType(MessageException.class)
                .isThrownBy(strict::end)
                .withMessageContaining("has an element of 17 bytes")
                .extracting(MessageException::reason)
                .isEqualTo(AbortReason.SERVICE_USER);
    }

    /** However a command is cut into fragments, and however their bytes arrive. */
    @ParameterizedTest
    @EnumSource
    void takesACommandInAnyPieces(GoldenCommand golden) throws MessageException {
        Random random = new Random(golden.name().hashCode());
        byte[] whole = golden.bytes();
        for (int i = 0; i < 50; i++) {
            Completion completion = PARTIAL;
            for (int at = 0, end; completion == PARTIAL; at = end) {
                end = Math.min(whole.length, at + random.nextInt(20));
                boolean last = end == whole.length && random.nextBoolean();
                completion = pieces(random, 1, last, Arrays.copyOfRange(whole, at, end));
            }
            assertThat(completion).isEqualTo(COMMAND);
            assertThat(assembler.command()).hasToString(golden.read().toString());
            if (golden.read().hasDataSet()) {
                assertThat(data(1, true, 3)).isEqualTo(DATA_SET);
            }
        }
    }

    @Test
    void refusesAnotherContextInTheMiddleOfACommand() throws MessageException {
        command(1, false, Arrays.copyOf(ECHO, 10));

        assertUnexpected(
                () -> assembler.begin(context(3), true, true, 10),
                "P-DATA-TF has a fragment of presentation context 3 in the middle of a message of 1");
    }

    @Test
    void refusesAnotherContextWhereADataSetIsDue() throws MessageException {
        command(1, true, STORE);

        assertUnexpected(
                () -> assembler.begin(context(3), false, true, 10),
                "P-DATA-TF has a fragment of presentation context 3 in the middle of a message of 1");
    }

    @Test
    void refusesAnotherContextInTheMiddleOfADataSet() throws MessageException {
        command(1, true, STORE);
        data(1, false, 10);

        assertUnexpected(
                () -> assembler.begin(context(3), true, true, 10),
                "P-DATA-TF has a fragment of presentation context 3 in the middle of a message of 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesACommandWhereADataSetIsDue(boolean begun) throws MessageException {
        command(1, true, STORE);
        if (begun) {
            data(1, false, 10);
        }

        assertUnexpected(
                () -> assembler.begin(context(1), true, true, 10),
                "P-DATA-TF has a command where the data set of C-STORE-RQ 513 is due");
    }

    @Test
    void refusesDataBeforeACommand() {
        assertUnexpected(
                () -> assembler.begin(context(1), false, true, 10), "P-DATA-TF has data where a command is due");
    }

    @Test
    void refusesDataInTheMiddleOfACommand() throws MessageException {
        command(1, false, Arrays.copyOf(ECHO, 10));

        assertUnexpected(
                () -> assembler.begin(context(1), false, true, 10), "P-DATA-TF has data where a command is due");
    }

    @Test
    void refusesDataAfterACommandThatHasNone() throws MessageException {
        command(1, true, ECHO);

        assertUnexpected(
                () -> assembler.begin(context(1), false, true, 10), "P-DATA-TF has data where a command is due");
    }

    @Test
    void refusesDataAfterTheLastOfADataSet() throws MessageException {
        command(1, true, STORE);
        data(1, true, 10);

        assertUnexpected(
                () -> assembler.begin(context(1), false, true, 10), "P-DATA-TF has data where a command is due");
    }

    @Test
    void refusesACommandSetThatIsNone() throws MessageException {
        assembler.begin(context(1), true, true, 3);
        assembler.append(ByteBuffer.wrap(new byte[3]), 3);

        assertThatExceptionOfType(MessageException.class)
                .isThrownBy(assembler::end)
                .withMessage("command set at offset 0 has 3 bytes left, an element needs 8 and more")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(AbortReason.SERVICE_USER));
    }

    /** At the header of the fragment that exceeds it, before any of its bytes is held. */
    @ParameterizedTest
    @CsvSource({"0, 257", "250, 7", "256, 1", "256, 4294967295"})
    void refusesACommandSetThatIsTooLong(int before, long then) throws MessageException {
        MessageAssembler small = new MessageAssembler(256);
        small.begin(context(1), true, false, before);
        small.append(ByteBuffer.allocate(before), before);
        small.end();

        assertThatExceptionOfType(MessageException.class)
                .isThrownBy(() -> small.begin(context(1), true, true, then))
                .withMessage("command set is longer than 256 bytes (Limits.maxCommandSetLength)")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(AbortReason.SERVICE_USER));
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 1_000, 1 << 16, 1 << 24})
    void takesACommandSetOfTheGreatestLength(int limit) throws MessageException {
        MessageAssembler exact = new MessageAssembler(limit);
        byte[] longest = Arrays.copyOf(ECHO, limit);
        int filler = limit - ECHO.length - 8;
        System.arraycopy(
                Script.of("0000 0209 %02X%02X%02X%02X"
                                .formatted(filler & 0xFF, filler >> 8 & 0xFF, filler >> 16 & 0xFF, filler >>> 24))
                        .bytes(),
                0,
                longest,
                ECHO.length,
                8);
        for (int at = 0, end; at < limit; at = end) {
            end = Math.min(limit, at + 1 + limit / 3);
            exact.begin(context(1), true, end == limit, end - at);
            exact.append(ByteBuffer.wrap(longest, at, end - at), end - at);
            assertThat(exact.end()).isEqualTo(end == limit ? COMMAND : PARTIAL);
        }
        assertThat(exact.command().bytes(0x0902))
                .hasValueSatisfying(value -> assertThat(value).hasSize(filler));
    }

    @Test
    void aLongCommandLeavesNothingForTheNext() throws MessageException {
        byte[] lengthy = Arrays.copyOf(ECHO, ECHO.length + 60_000);
        System.arraycopy(Script.of("0000 0209 58EA0000").bytes(), 0, lengthy, ECHO.length, 8);
        assertThat(command(1, true, lengthy)).isEqualTo(COMMAND);

        assertThat(command(1, true, ECHO)).isEqualTo(COMMAND);
        assertThat(assembler.command().bytes(0x0902)).isEmpty();
    }

    /** An association at rest keeps none. */
    @Test
    void keepsNoRoomForTheNextCommand() throws MessageException {
        assertThat(assembler.capacity()).isZero();
        command(1, true, ECHO);
        assertThat(assembler.capacity()).isZero();
    }

    @Test
    void aCommandThatComesWholeTakesAsMuchAsItHas() throws MessageException {
        List<Integer> taken = new ArrayList<>();
        MessageAssembler counted = new MessageAssembler(LIMIT, false, capacity -> {
            taken.add(capacity);
            return new byte[capacity];
        });
        for (int i = 0; i < 2; i++) {
            counted.begin(context(1), true, true, ECHO.length);
            counted.append(ByteBuffer.wrap(ECHO), ECHO.length);
            assertThat(counted.end()).isEqualTo(COMMAND);
        }
        assertThat(taken).containsExactly(ECHO.length, ECHO.length);
    }

    @Test
    void makesRoomForWhatHasComeRatherThanForWhatIsAnnounced() throws MessageException {
        assembler.begin(context(1), true, true, 60_000);
        assembler.append(ByteBuffer.allocate(255), 255);
        assertThat(assembler.capacity()).isEqualTo(510);

        assembler.append(ByteBuffer.allocate(255), 255);
        assertThat(assembler.capacity()).isEqualTo(510);
        assembler.append(ByteBuffer.allocate(1), 1);
        assertThat(assembler.capacity()).isEqualTo(1_022);
    }

    /** What was read before must stay as it is. */
    @Test
    void aCommandKeepsItsBytesWhenTheNextComes() throws MessageException {
        command(1, true, ECHO);
        ReceivedCommandSet first = assembler.command();
        byte[] other = ECHO.clone();
        Arrays.fill(other, other.length - 2, other.length, (byte) 7);
        command(1, true, other);

        assertThat(first).isNotSameAs(assembler.command());
        assertThat(first.bytes(0x0800)).contains(Arrays.copyOfRange(ECHO, ECHO.length - 2, ECHO.length));
    }

    @Test
    void aLongCommandTakesNoRoomOnceItIsComplete() throws MessageException {
        byte[] lengthy = Arrays.copyOf(ECHO, ECHO.length + 60_000);
        System.arraycopy(Script.of("0000 0209 58EA0000").bytes(), 0, lengthy, ECHO.length, 8);
        command(1, true, lengthy);

        assertThat(assembler.capacity()).isZero();
    }

    @Test
    void thereIsNoCommandAtFirst() {
        assertThatIllegalStateException().isThrownBy(assembler::command);
        assertThatIllegalStateException().isThrownBy(assembler::presentationContext);
    }

    private static PresentationContext context(int id) {
        return new PresentationContext(
                id, SopClass.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, Set.of(Role.PERFORMER));
    }

    private Completion command(int contextId, boolean last, byte[] bytes) throws MessageException {
        assembler.begin(context(contextId), true, last, bytes.length);
        assembler.append(ByteBuffer.wrap(bytes), bytes.length);
        return assembler.end();
    }

    /** The bytes of data sets pass by. */
    private Completion data(int contextId, boolean last, int length) throws MessageException {
        assembler.begin(context(contextId), false, last, length);
        return assembler.end();
    }

    private Completion pieces(Random random, int contextId, boolean last, byte[] bytes) throws MessageException {
        assembler.begin(context(contextId), true, last, bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            assembler.append(in, Math.min(in.remaining(), 1 + random.nextInt(8)));
        }
        return assembler.end();
    }

    @FunctionalInterface
    private interface Step {
        void take() throws MessageException;
    }

    private static void assertUnexpected(Step step, String message) {
        assertThatExceptionOfType(MessageException.class)
                .isThrownBy(step::take)
                .withMessage(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(AbortReason.UNEXPECTED_PDU_PARAMETER));
    }
}
