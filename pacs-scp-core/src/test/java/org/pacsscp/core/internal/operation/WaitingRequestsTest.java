package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.core.internal.association.Request;
import org.pacsscp.core.internal.dimse.MessageAssembler;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.dimse.Verdict;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Words;

/** What is held of requests beyond the window, and how much memory that may take. */
class WaitingRequestsTest {
    private static final long PLENTY = 64L << 20;

    private final MemoryBudget budget = new MemoryBudget(PLENTY);
    private final WorkLoad load = new WorkLoad();
    private final WaitingRequests waiting = new WaitingRequests(budget, load);

    @Test
    void areServedInTheOrderInWhichTheyCame() throws MessageException {
        Operation first = withoutDataSet(1);
        Operation second = withoutDataSet(2);
        waiting.add(first);
        waiting.add(second);

        assertThat(waiting.poll()).isSameAs(first);
        assertThat(waiting.isEmpty()).isFalse();
        assertThat(waiting.poll()).isSameAs(second);
        assertThat(waiting.isEmpty()).isTrue();
        assertThat(waiting.poll()).isNull();
    }

    @Test
    void areFoundByTheirMessageIdWhileTheyWait() throws MessageException {
        Operation first = withoutDataSet(1);
        assertThat(waiting.find(1)).isNull();
        waiting.add(first);
        waiting.add(withoutDataSet(2));

        assertThat(waiting.find(1)).isSameAs(first);
        assertThat(waiting.find(3)).isNull();
        waiting.poll();
        assertThat(waiting.find(1)).isNull();
    }

    @Test
    void areNeverMoreThanAFew() throws MessageException {
        for (int id = 1; id < WaitingRequests.MAX_REQUESTS; id++) {
            waiting.add(withoutDataSet(id));
            assertThat(waiting.isFull()).isFalse();
        }
        waiting.add(withoutDataSet(WaitingRequests.MAX_REQUESTS));
        assertThat(waiting.isFull()).isTrue();

        waiting.poll();
        assertThat(waiting.isFull()).isFalse();
    }

    /** Its command set counts, too; the rest of what one association may hold is for its data set. */
    @Test
    void holdADataSetUpToTheLastByteThatIsLeft() throws MessageException {
        HeldDataSet held = add(withDataSet(1));
        int room = WaitingRequests.MAX_BYTES - Math.toIntExact(budget.taken());

        assertThat(held.take(ByteBuffer.allocate(room), room)).isTrue();
        assertThat(waiting.isFull()).isFalse();
        assertThat(budget.taken()).isEqualTo(WaitingRequests.MAX_BYTES);

        ByteBuffer one = ByteBuffer.allocate(1);
        assertThat(held.take(one, 1)).isFalse();
        assertThat(one.remaining()).isOne();
        assertThat(waiting.isFull()).isTrue();
    }

    /** What has been taken is no more than twice what came, however it dripped. */
    @Test
    void growWithTheBytesThatDrip() throws MessageException {
        HeldDataSet held = add(withDataSet(1));
        long command = budget.taken();
        ByteBuffer one = ByteBuffer.allocate(1);
        for (int length = 1; length <= 100_000; length++) {
            assertThat(held.take(one.clear(), 1)).isTrue();
            assertThat(budget.taken() - command).isBetween((long) length, Math.max(1L << 10, 2L * length));
        }
    }

    @Test
    void giveTheirBytesInOrderAndTheirMemoryBack() throws MessageException {
        HeldDataSet held = add(withDataSet(1));
        held.take(ByteBuffer.wrap(new byte[] {1, 2, 3}), 3);
        held.take(ByteBuffer.wrap(new byte[] {4, 5, 6, 7}), 2);
        held.end();
        assertThat(held.isComplete()).isTrue();
        waiting.poll();
        assertThat(budget.taken()).isPositive();

        ByteBuffer two = ByteBuffer.allocate(2);
        assertThat(held.read(two)).isEqualTo(2);
        assertThat(two.array()).containsExactly(1, 2);
        assertThat(held.skip(1)).isOne();
        ByteBuffer rest = ByteBuffer.allocate(10);
        assertThat(held.read(rest)).isEqualTo(2);
        assertThat(rest.array()).startsWith(4, 5, 0);
        assertThat(held.hasRemaining()).isFalse();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void leaveRoomForOthersWhenTheyBegin() throws MessageException {
        HeldDataSet first = add(withDataSet(1));
        int room = WaitingRequests.MAX_BYTES - Math.toIntExact(budget.taken());
        first.take(ByteBuffer.allocate(room), room);
        HeldDataSet second = add(withDataSet(2));
        assertThat(waiting.isFull()).isTrue();
        assertThat(second.take(ByteBuffer.allocate(1), 1)).isFalse();

        waiting.poll();
        assertThat(waiting.isFull()).isFalse();
        assertThat(second.take(ByteBuffer.allocate(room), room)).isTrue();
    }

    /** The memory of all associations together ends first. */
    @Test
    void areFullWhenOthersHaveTheMemory() throws MessageException {
        WaitingRequests poor = new WaitingRequests(new MemoryBudget(0), load);
        poor.add(withoutDataSet(1));

        assertThat(poor.isFull()).isTrue();
        assertThat(poor.poll()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leaveNothingBehindWhenTheAssociationEnds(boolean begun) throws MessageException {
        Operation first = withDataSet(1);
        HeldDataSet held = add(first);
        held.take(ByteBuffer.allocate(5_000), 5_000);
        waiting.add(withoutDataSet(2));
        if (begun) {
            waiting.poll();
        }
        waiting.clear();
        first.releaseHeld();

        assertThat(budget.taken()).isZero();
        assertThat(waiting.isEmpty()).isTrue();
        assertThat(waiting.isFull()).isFalse();
        assertThat(waiting.find(2)).isNull();
        waiting.add(withoutDataSet(3));
        assertThat(waiting.isFull()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("needs")
    void needTheReceivingSideForWhatIsStillOnIt(String elements, boolean ended, boolean needed)
            throws MessageException {
        Operation operation = operation(elements);
        waiting.add(operation);
        if (ended) {
            Objects.requireNonNull(operation.heldDataSet()).end();
        }

        assertThat(operation.needsReceivingSide()).isEqualTo(needed);
    }

    static Stream<Arguments> needs() {
        return Stream.of(
                arguments("<sop class> <echo> <message id 1> <no data set>", false, false),
                arguments("<sop class> <echo> <message id 1> <data set>", false, true),
                arguments("<sop class> <echo> <message id 1> <data set>", true, false));
    }

    private HeldDataSet add(Operation operation) {
        waiting.add(operation);
        return Objects.requireNonNull(operation.heldDataSet());
    }

    private static Operation withoutDataSet(int messageId) throws MessageException {
        return operation("<sop class> <echo> <message id %d> <no data set>".formatted(messageId));
    }

    private static Operation withDataSet(int messageId) throws MessageException {
        return operation("<sop class> <echo> <message id %d> <data set>".formatted(messageId));
    }

    @SuppressWarnings("NullAway") // nothing is sent, so nobody asks for the session
    private static Operation operation(String words) throws MessageException {
        byte[] elements = Words.bytes(words);
        PresentationContext context = new PresentationContext(
                1, SopClass.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, Set.of(Role.PERFORMER));
        MessageAssembler assembler = new MessageAssembler(1000);
        assembler.begin(context, true, true, elements.length);
        assembler.append(ByteBuffer.wrap(elements), elements.length);
        assembler.end();
        return new Operation(
                null,
                new Verdict.Invoke(LambdaHandler.worker(action -> DimseStatus.SUCCESS), false, false),
                new Request(context, assembler.command(), 0));
    }
}
