package org.pacsscp.bench.hospital.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionFunction;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.bench.hospital.figure.Tally;

/** Takes what readers are sent, and keeps nothing. Usable by any thread. */
public final class Receiver implements ActionFunction {
    private static final int CHUNK_LENGTH = 256 << 10;

    private final ThreadLocal<ByteBuffer> chunks =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(CHUNK_LENGTH));
    private final Tally tally;

    public Receiver(Tally tally) {
        this.tally = tally;
    }

    @Override
    public DimseStatus handle(Action action) throws IOException {
        DataSetStream dataSet = action.dataSet();
        ByteBuffer chunk = chunks.get().clear();
        while (dataSet.read(chunk) >= 0) {
            chunk.clear();
        }
        tally.received(dataSet.position());
        return DimseStatus.SUCCESS;
    }
}
