package org.pacsscp.core.internal.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.pacsscp.api.AbortReason;
import org.pacsscp.core.internal.dimse.MessageException;

/** What becomes of a data set that no handler reads. Owned by whoever has the receiving side. */
abstract class DataSetUse {
    /** The greatest data set of a response to a request of ours. */
    private static final int MOST_COLLECTED = 1 << 20;

    /** A handler's stream takes the data set, or there is none. */
    static final DataSetUse NONE = new DataSetUse() {
        @Override
        void take(ByteBuffer in, int length) {
            throw new IllegalStateException("a data set that nobody reads");
        }

        @Override
        void end() {}
    };

    /** Takes bytes. */
    abstract void take(ByteBuffer in, int length) throws MessageException;

    /** The data set is complete. */
    abstract void end();

    /** Drops the data set; more than {@code most} bytes end the association. */
    static DataSetUse drop(long most, Runnable then) {
        return new DataSetUse() {
            private long dropped;

            @Override
            void take(ByteBuffer in, int length) throws MessageException {
                dropped += length;
                if (dropped > most) {
                    throw tooLong("a data set that nobody reads", most, " (Limits.maxUnreadDataSetLength)");
                }
                in.position(in.position() + length);
            }

            @Override
            void end() {
                then.run();
            }
        };
    }

    /** Collects the data set of a response. */
    static DataSetUse collect(Consumer<byte[]> whole) {
        return new DataSetUse() {
            private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

            @Override
            void take(ByteBuffer in, int length) throws MessageException {
                if (collected.size() + (long) length > MOST_COLLECTED) {
                    throw tooLong("the data set of a response", MOST_COLLECTED, "");
                }
                byte[] bytes = new byte[length];
                in.get(bytes);
                collected.writeBytes(bytes);
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
