package org.pacsscp.core.internal.operation;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.DataSetException;
import org.pacsscp.core.internal.dimse.MessageException;

/** The data set of a request that has waited: first what was held, then the rest from the receiving side. */
final class WaitedDataSet implements DataSetSource {
    private final HeldDataSet held;
    private final @Nullable LentDataSet rest;
    private final LoopReports reports;

    /** Without a {@code rest}, all of it is held. */
    WaitedDataSet(HeldDataSet held, @Nullable LentDataSet rest, LoopReports reports) {
        this.held = held;
        this.rest = rest;
        this.reports = reports;
    }

    @Override
    public int read(ByteBuffer dst) throws DataSetException {
        if (held.hasRemaining()) {
            return held.read(dst);
        }
        return rest == null ? -1 : rest.read(dst);
    }

    @Override
    public int skip(long most) throws DataSetException {
        if (held.hasRemaining()) {
            return held.skip(most);
        }
        return rest == null ? -1 : rest.skip(most);
    }

    @Override
    public void drain() throws DataSetException {
        held.release();
        if (rest != null) {
            rest.drain();
        }
    }

    @Override
    public DataSetException exceeded(String message) {
        if (rest != null) {
            return rest.exceeded(message);
        }
        reports.report(new MessageException(AbortReason.INVALID_PDU_PARAMETER_VALUE, message));
        return new DataSetException(DataSetException.Cause.LIMIT_EXCEEDED, message);
    }
}
