package org.pacsscp.core.internal.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.pacsscp.api.DataSetStream;

/** The ways in which a handler may read its data set to the end. Each returns the bytes that it got. */
public enum Reading {
    BYTES {
        @Override
        public byte[] readFully(DataSetStream in) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                out.write(next);
            }
            return out.toByteArray();
        }
    },
    ARRAYS {
        @Override
        public byte[] readFully(DataSetStream in) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[1000];
            for (int count = in.read(piece, 3, 990); count >= 0; count = in.read(piece, 3, 990)) {
                out.write(piece, 3, count);
            }
            return out.toByteArray();
        }
    },
    SMALL_HEAP_BUFFERS {
        @Override
        public byte[] readFully(DataSetStream in) throws IOException {
            return through(in, ByteBuffer.allocate(5));
        }
    },
    LARGE_HEAP_BUFFERS {
        @Override
        public byte[] readFully(DataSetStream in) throws IOException {
            return through(in, ByteBuffer.allocate(1 << 20));
        }
    },
    SMALL_DIRECT_BUFFERS {
        @Override
        public byte[] readFully(DataSetStream in) throws IOException {
            return through(in, ByteBuffer.allocateDirect(5));
        }
    },
    LARGE_DIRECT_BUFFERS {
        @Override
        public byte[] readFully(DataSetStream in) throws IOException {
            return through(in, ByteBuffer.allocateDirect(1 << 20));
        }
    },
    TRANSFER_TO {
        @Override
        public byte[] readFully(DataSetStream in) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (in.transferTo(out) != out.size()) {
                throw new IllegalStateException("transferTo told another number than it transferred");
            }
            return out.toByteArray();
        }
    },
    ALL_BYTES {
        @Override
        public byte[] readFully(DataSetStream in) throws IOException {
            return in.readAllBytes();
        }
    },
    N_BYTES {
        @Override
        public byte[] readFully(DataSetStream in) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (byte[] piece = in.readNBytes(777); piece.length > 0; piece = in.readNBytes(777)) {
                out.writeBytes(piece);
            }
            return out.toByteArray();
        }
    };

    public abstract byte[] readFully(DataSetStream in) throws IOException;

    private static byte[] through(DataSetStream in, ByteBuffer buffer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (in.read(buffer.clear()) >= 0) {
            byte[] piece = new byte[buffer.flip().remaining()];
            buffer.get(piece);
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }
}
