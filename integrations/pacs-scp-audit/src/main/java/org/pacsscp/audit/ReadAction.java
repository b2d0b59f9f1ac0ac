package org.pacsscp.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.pacsscp.api.Action;
import org.pacsscp.api.Association;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Response;
import org.pacsscp.api.Uid;

/** An action that keeps what was read of its data set. */
final class ReadAction implements Action {
    /** So that a message stays below the 32,768 octets that each receiver takes (PS3.15 A.6). */
    private static final int MAX_BYTES = 16 << 10;

    private final Action action;
    private final ReadDataSet dataSet;

    ReadAction(Action action) {
        this.action = action;
        dataSet = new ReadDataSet(action.dataSet());
    }

    /** Returns what was read, in base64 at most two thirds of what a message may have. */
    ByteBuffer bytes() {
        return dataSet.kept.duplicate().flip();
    }

    @Override
    public DataSetStream dataSet() {
        return dataSet;
    }

    @Override
    public Association association() {
        return action.association();
    }

    @Override
    public PresentationContext presentationContext() {
        return action.presentationContext();
    }

    @Override
    public CommandSet command() {
        return action.command();
    }

    @Override
    public void sendPending(Response response) throws IOException {
        action.sendPending(response);
    }

    @Override
    public void sendPending(List<? extends Response> responses) throws IOException {
        action.sendPending(responses);
    }

    @Override
    public boolean cancelled() {
        return action.cancelled();
    }

    @Override
    public boolean releaseRequested() {
        return action.releaseRequested();
    }

    @Override
    public void onCancel(Runnable callback) {
        action.onCancel(callback);
    }

    @Override
    public void onAnswered(Runnable callback) {
        action.onAnswered(callback);
    }

    private static final class ReadDataSet extends DataSetStream {
        private final DataSetStream in;
        private final ByteBuffer kept = ByteBuffer.allocate(MAX_BYTES);

        ReadDataSet(DataSetStream in) {
            this.in = in;
        }

        @Override
        public int read(ByteBuffer dst) throws IOException {
            int begin = dst.position();
            int count = in.read(dst);
            if (count > 0) {
                kept.put(dst.duplicate().position(begin).limit(begin + Math.min(count, kept.remaining())));
            }
            return count;
        }

        @Override
        public Uid transferSyntax() {
            return in.transferSyntax();
        }

        @Override
        public void hold(long bytes) throws DataSetException {
            in.hold(bytes);
        }

        @Override
        public long position() {
            return in.position();
        }

        @Override
        public boolean isOpen() {
            return in.isOpen();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
