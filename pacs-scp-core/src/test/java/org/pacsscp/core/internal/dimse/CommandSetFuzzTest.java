package org.pacsscp.core.internal.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** Whatever comes as a command set is refused by MessageException only, or can be asked for everything and answered. */
class CommandSetFuzzTest {
    private static final Uid SOP_CLASS = Uid.of("1.2.3");
    private static final int LONGEST = 4096;
    private static final PresentationContext CONTEXT =
            new PresentationContext(1, SOP_CLASS, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, Set.of(Role.PERFORMER));

    private final Dispatcher dispatcher = new Dispatcher(HandlerTable.of(
            List.of(
                    new StubHandler(ServiceCapability.performer(
                            SOP_CLASS, CommandField.C_STORE_RQ, CommandField.C_FIND_RQ, CommandField.N_ACTION_RQ)),
                    new StubHandler.Inline(ServiceCapability.performer(SOP_CLASS, CommandField.C_ECHO_RQ))),
            List.of()));

    @FuzzTest
    void judgesAndAnswersCommandSets(byte[] bytes) {
        ReceivedCommandSet command;
        try {
            command = ReceivedCommandSet.of(bytes, SOP_CLASS);
        } catch (MessageException e) {
            assertThat(e.reason()).isNotNull();
            return;
        }
        ask(command);
        Verdict verdict = dispatcher.judge(CONTEXT, command, id -> id == 7);
        if (verdict instanceof Verdict.Refuse refusal) {
            answer(command, refusal.status());
        } else if (verdict instanceof Verdict.Invoke) {
            answer(command, DimseStatus.SUCCESS);
        }
    }

    private static void ask(ReceivedCommandSet command) {
        assertThat(command.toString()).isNotEmpty();
        assertThat(command.dump()).isNotEmpty();
        assertThat(command.messageId()).isBetween(0, 0xFFFF);
        command.moveDestination()
                .map(AeTitle::value)
                .ifPresent(title -> assertThat(title).hasSizeBetween(1, 16));
        for (int element : new int[] {0x0000, 0x0002, 0x0003, 0x0100, 0x0600, 0x0800, 0x1000, 0x1001, 0x1031}) {
            assertThat(command.has(element)).isEqualTo(command.bytes(element).isPresent());
            assertThat(command.text(element).isPresent()).isEqualTo(command.has(element));
            assertThat(command.uid(element).isEmpty() || command.has(element)).isTrue();
            assertThat(command.number(element).isEmpty() || command.length(element) == 2)
                    .isTrue();
        }
    }

    /** A response is a command set of ours, which we would take. */
    private static void answer(ReceivedCommandSet command, DimseStatus status) {
        ByteBuffer out = ByteBuffer.allocate(1024);
        CommandEncoder.response(out, command, status, false);
        byte[] written = Arrays.copyOf(out.array(), out.position());
        try {
            ReceivedCommandSet response = ReceivedCommandSet.of(written, SOP_CLASS);
            assertThat(response.isResponse()).isTrue();
            assertThat(response.messageId()).isEqualTo(command.messageId());
            assertThat(response.commandFieldCode()).isEqualTo(command.commandFieldCode() | 0x8000);
            assertThat(response.number(0x0900)).hasValue(status.code());
            assertThat(response.hasDataSet()).isFalse();
        } catch (MessageException e) {
            throw new AssertionError("our answer is malformed", e);
        }
    }

    /** Fragments, each with a header byte (bit 0 command, bit 1 last, bit 2 another context) and a length byte. */
    @FuzzTest
    void assemblesFragments(byte[] bytes) {
        PresentationContext other =
                new PresentationContext(3, SOP_CLASS, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, Set.of(Role.INVOKER));
        MessageAssembler assembler = new MessageAssembler(LONGEST);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            while (in.remaining() >= 2) {
                int header = in.get();
                int length = Math.min(in.get() & 0xFF, in.remaining());
                boolean between = assembler.betweenMessages();
                PresentationContext context = (header & 4) == 0 ? CONTEXT : other;
                assembler.begin(context, (header & 1) != 0, (header & 2) != 0, length);
                assertThat(between || assembler.presentationContext().equals(context))
                        .isTrue();
                if ((header & 1) != 0) {
                    assembler.append(in, length);
                } else {
                    in.position(in.position() + length);
                }
                end(assembler);
            }
        } catch (MessageException e) {
            assertThat(e.reason()).isNotNull();
        }
    }

    private static void end(MessageAssembler assembler) throws MessageException {
        switch (assembler.end()) {
            case PARTIAL -> assertThat(assembler.betweenMessages()).isFalse();
            case COMMAND ->
                assertThat(assembler.betweenMessages())
                        .isNotEqualTo(assembler.command().hasDataSet());
            case DATA_SET -> assertThat(assembler.betweenMessages()).isTrue();
        }
    }
}
