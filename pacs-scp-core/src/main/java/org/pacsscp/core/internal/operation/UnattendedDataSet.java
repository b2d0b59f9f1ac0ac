package org.pacsscp.core.internal.operation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.pacsscp.api.AbortReason;
import org.pacsscp.core.internal.dimse.MessageException;

/** What becomes of a data set while no handler reads it. Owned by whoever has the receiving side. */
abstract class UnattendedDataSet {
    /** The greatest data set of a response to a request of ours. */
    private static final int MAX_COLLECTED = 1 << 20;

    /** A handler's stream takes the data set, or there is none. */
    static final UnattendedDataSet NONE = new UnattendedDataSet() {
        @Override
        boolean take(ByteBuffer in, int length) {
            throw new IllegalStateException("a data set that nobody reads");
        }

        @Override
        void end() {}
    };

    /** Takes bytes; {@code false} if they have to stay where they are until a handler reads them. */
    abstract boolean take(ByteBuffer in, int length) throws MessageException;

    /** The data set is complete. */
    abstract void end();

    /** Drops the data set; more than {@code most} bytes end the association. */
    static UnattendedDataSet drop(long most, Runnable then) {
        return new UnattendedDataSet() {
            private long dropped;

            @Override
            boolean take(ByteBuffer in, int length) throws MessageException {
                dropped += length;
                if (dropped > most) {
                    throw tooLong("a data set that nobody reads", most, " (Limits.maxUnreadDataSetLength)");
                }
                in.position(in.position() + length);
                return true;
            }

            @Override
            void end() {
                then.run();
            }
        };
    }

    /** Collects the data set of a response. */
    static UnattendedDataSet collect(Consumer<byte[]> whole) {
        return new UnattendedDataSet() {
            private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

            @Override
            boolean take(ByteBuffer in, int length) throws MessageException {
                if (collected.size() + (long) length > MAX_COLLECTED) {
                    throw tooLong("the data set of a response", MAX_COLLECTED, "");
                }
                byte[] bytes = new byte[length];
                in.get(bytes);
                collected.writeBytes(bytes);
                return true;
            }

            @Override
            void end() {
                whole.accept(collected.toByteArray());
            }
        };
    }

    private static MessageException tooLong(String what, long most, String option) {
        return new MessageException(
                AbortReason.INVALID_PDU_PARAMETER_VALUE, what + " is longer than " + most + " bytes" + option);
    }
}
