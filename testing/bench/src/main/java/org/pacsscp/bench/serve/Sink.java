package org.pacsscp.bench.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.pacsscp.api.Uid;

/** Where one data set goes. */
interface Sink {
    /** Opens a sink for an instance. */
    interface Factory {
        Sink open(Uid instance) throws IOException;
    }

    void take(ByteBuffer chunk) throws IOException;

    /** The data set is whole. */
    void finish() throws IOException;
}
