package org.pacsscp.core.internal.engine;

import java.io.IOException;
import java.io.OutputStream;

/** How a peer cuts what it sends. No server may answer one way otherwise than the other. */
enum Segments {
    WHOLE {
        @Override
        void write(byte[] bytes, OutputStream out) throws IOException {
            out.write(bytes);
        }
    },

    /** A write, and without Nagle's algorithm a segment, for each byte. */
    BYTE_BY_BYTE {
        @Override
        void write(byte[] bytes, OutputStream out) throws IOException {
            for (byte b : bytes) {
                out.write(b);
            }
        }
    };

    abstract void write(byte[] bytes, OutputStream out) throws IOException;
}
