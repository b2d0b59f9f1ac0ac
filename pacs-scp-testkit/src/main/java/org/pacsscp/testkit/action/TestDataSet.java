package org.pacsscp.testkit.action;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.Uid;

/** A data set that comes from an array, and may break on its way. */
final class TestDataSet extends DataSetStream {
    private final Uid transferSyntax;
    private final ByteBuffer content;
    private final Optional<TestRequest.Break> breaking;
    private final Runnable atEnd;
    private boolean open = true;
    private boolean ended;

    /**
     * Begins.
     *
     * @param atEnd is told once that all was read, or that nothing more is wanted
     */
    TestDataSet(Uid transferSyntax, byte[] content, Optional<TestRequest.Break> breaking, Runnable atEnd) {
        this.transferSyntax = transferSyntax;
        this.content = ByteBuffer.wrap(content);
        this.breaking = breaking;
        this.atEnd = atEnd;
    }

    @Override
    public Uid transferSyntax() {
        return transferSyntax;
    }

    @Override
    public long position() {
        return content.position();
    }

    @Override
    public int read(ByteBuffer dst) throws DataSetException {
        if (!open) {
            throw new DataSetException(DataSetException.Cause.CLOSED, "the data set is closed");
        }
        int available = available(dst.remaining());
        if (available == 0 && dst.hasRemaining()) {
            end();
            return -1;
        }
        ByteBuffer next = content.slice(content.position(), available);
        dst.put(next);
        content.position(content.position() + available);
        return available;
    }

    /** How much can be read before the end, or the break. */
    private int available(int wanted) throws DataSetException {
        int available = Math.min(wanted, content.remaining());
        if (breaking.isEmpty()) {
            return available;
        }
        TestRequest.Break there = breaking.get();
        if (content.position() >= there.position()) {
            throw new DataSetException(there.cause(), "the data set broke after " + content.position() + " bytes");
        }
        return Math.min(available, there.position() - content.position());
    }

    private void end() {
        if (!ended) {
            ended = true;
            atEnd.run();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        end();
    }
}
