package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
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

/** What is known of the operations under way. */
class OperationsTest {
    private final Operations operations = new Operations(2);

    @Test
    void areFullAtTheirMost() throws MessageException {
        assertThat(operations.isEmpty()).isTrue();
        Operation first = operation(1);
        operations.begin(first);
        assertThat(operations.isFull()).isFalse();
        operations.begin(operation(2));
        assertThat(operations.isFull()).isTrue();

        operations.end(first);
        assertThat(operations.isFull()).isFalse();
        assertThat(operations.underWay()).hasSize(1);
    }

    @Test
    void areOutstandingUntilTheyAreAnswered() throws MessageException {
        Operation first = operation(1);
        operations.begin(first);
        assertThat(operations.isOutstanding(1)).isTrue();
        assertThat(operations.isOutstanding(2)).isFalse();

        first.beginAnswer();
        assertThat(operations.isOutstanding(1)).isFalse();
    }

    /** The end of the first must not end the second, which has its message id. */
    @Test
    void mayHaveTheMessageIdOfOneThatIsBeingAnswered() throws MessageException {
        Operation first = operation(1);
        Operation second = operation(1);
        operations.begin(first);
        first.beginAnswer();
        operations.begin(second);

        operations.end(first);
        assertThat(operations.isOutstanding(1)).isTrue();
        operations.cancel(1);
        assertThat(second.cancelled()).isTrue();
        assertThat(first.cancelled()).isFalse();
    }

    @Test
    void areCancelledWhenTheAssociationEndsAndAfterwards() throws MessageException {
        Operation before = operation(1);
        Operation after = operation(2);
        operations.begin(before);
        operations.cancelAll();
        operations.begin(after);

        assertThat(before.cancelled()).isTrue();
        assertThat(after.cancelled()).isTrue();
    }

    @SuppressWarnings("NullAway") // nothing is sent, so nobody asks for the session
    private static Operation operation(int messageId) throws MessageException {
        byte[] elements = Words.bytes("<sop class> <echo> <message id %d> <no data set>".formatted(messageId));
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
