package org.pacsscp.bench.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** C-STORE into a sink, by a worker with a direct buffer of its own. Usable by any thread. */
final class StoreHandler implements ActionHandler {
    private static final Uid CT_IMAGE_STORAGE = SopClass.CT_IMAGE_STORAGE;
    private static final int CHUNK_LENGTH = 256 << 10;

    private final ThreadLocal<ByteBuffer> chunks =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(CHUNK_LENGTH));
    private final Sink.Factory sinks;

    StoreHandler(Sink.Factory sinks) {
        this.sinks = sinks;
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(ServiceCapability.performer(CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
                .transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    @Override
    public DimseStatus handle(Action action) throws IOException {
        Uid instance = action.command()
                .affectedSopInstanceUid()
                .orElseThrow(() -> new DimseException(DimseStatus.INVALID_SOP_INSTANCE));
        Sink sink = sinks.open(instance);
        DataSetStream dataSet = action.dataSet();
        ByteBuffer chunk = chunks.get().clear();
        while (dataSet.read(chunk) >= 0) {
            // What is left may be too short for the next fragment, and costs a call of its own.
            if (chunk.remaining() < CHUNK_LENGTH / 4) {
                sink.take(chunk.flip());
                chunk.clear();
            }
        }
        sink.take(chunk.flip());
        sink.finish();
        return DimseStatus.SUCCESS;
    }
}
