package org.pacsscp.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** Invented instances. Their data sets are noise: what is stored here is never parsed. */
final class Instances {
    static final Uid CT_IMAGE_STORAGE = SopClass.CT_IMAGE_STORAGE;

    private Instances() {}

    static StoreRequest instance(Uid uid) {
        return new StoreRequest(
                CT_IMAGE_STORAGE,
                uid.value(),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                AeTitle.of("CT_1"),
                AeTitle.of("PACS_SCP"));
    }

    static byte[] noise(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static DataSetStream dataSet(byte[] bytes) {
        return DataSetStream.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, bytes);
    }

    /** A data set that breaks after some bytes, as one does whose peer aborts. */
    static DataSetStream broken(byte[] bytes) {
        return new Tapped(bytes, () -> {
            throw new DataSetException(DataSetException.Cause.ABORTED, "the peer aborted");
        });
    }

    /** A data set that does something when all its bytes were read, before it ends. */
    static DataSetStream tapped(byte[] bytes, Tap atEnd) {
        return new Tapped(bytes, atEnd);
    }

    /** What a file of this instance has to be, byte for byte. */
    static byte[] file(StoreRequest instance, byte[] dataSet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        instance.fileMetaInformation().writeTo(bytes);
        bytes.write(dataSet);
        return bytes.toByteArray();
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Tap {
        void run() throws IOException;
    }

    /** Gives its bytes in odd portions. */
    private static final class Tapped extends DataSetStream {
        private final byte[] bytes;
        private final Tap atEnd;
        private int position;

        Tapped(byte[] bytes, Tap atEnd) {
            this.bytes = Arrays.copyOf(bytes, bytes.length);
            this.atEnd = atEnd;
        }

        @Override
        public Uid transferSyntax() {
            return TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public int read(ByteBuffer dst) throws IOException {
            if (position == bytes.length) {
                atEnd.run();
                return -1;
            }
            int length = Math.min(Math.min(dst.remaining(), 16_381), bytes.length - position);
            dst.put(bytes, position, length);
            position += length;
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
