package org.pacsscp.archive.retrieve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.pacsscp.api.DataSetEncoding;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetReader;
import org.pacsscp.dataset.ReadEvent;
import org.pacsscp.dataset.ReadOptions;
import org.pacsscp.dataset.Tag;

/**
 * Converts between the transfer syntaxes whose pixel data are native (PS3.5 sections 10.1, A.1, A.2, A.3 and A.5). What stands
 * before the pixel data is held, the pixel data go by a buffer.
 */
final class UncompressedConverter implements InstanceConverter {
    private static final Set<Uid> SYNTAXES = Set.of(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
    /** An instance has one of them. */
    private static final Set<Integer> PIXEL_DATA =
            Set.of(Tag.FLOAT_PIXEL_DATA, Tag.DOUBLE_FLOAT_PIXEL_DATA, Tag.PIXEL_DATA);

    private static final int BUFFER = 1 << 16;

    static boolean isUncompressed(Uid transferSyntax) {
        return SYNTAXES.contains(transferSyntax);
    }

    @Override
    public boolean converts(Uid from, Uid to) {
        return isUncompressed(from) && isUncompressed(to);
    }

    @Override
    public DataSetWriter prepare(StoredDataSet dataSet, Uid to) throws IOException {
        ReadOptions beforePixels =
                ReadOptions.builder().stopBefore(Tag.FLOAT_PIXEL_DATA).build();
        Uid from = inflated(dataSet.transferSyntax());
        Inflater inflater = new Inflater(true);
        try (DataSetReader reader = DataSetReader.of(inflate(dataSet, inflater), from, beforePixels)) {
            DataSet header = reader.rest();
            Conversion conversion =
                    new Conversion(dataSet, header, reader.offset(), PIXEL_DATA.contains(reader.tag()), from);
            return out -> conversion.writeTo(out, to);
        } finally {
            inflater.end();
        }
    }

    /** What is deflated is a data set in Explicit VR Little Endian (PS3.5 section A.5). */
    private static Uid inflated(Uid transferSyntax) {
        return DataSetEncoding.of(transferSyntax).deflated()
                ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN
                : transferSyntax;
    }

    private static InputStream inflate(StoredDataSet dataSet, Inflater inflater) throws IOException {
        InputStream in = dataSet.open();
        return DataSetEncoding.of(dataSet.transferSyntax()).deflated()
                ? new InflaterInputStream(in, inflater, BUFFER)
                : in;
    }

    /**
     * A data set on its way.
     *
     * @param header what stands before the pixel data
     * @param pixelsAt where they begin, in the inflated data set
     * @param pixels whether there are any
     * @param from how the data set is encoded, inflated
     */
    private record Conversion(StoredDataSet dataSet, DataSet header, long pixelsAt, boolean pixels, Uid from) {
        void writeTo(OutputStream out, Uid to) throws IOException {
            if (!DataSetEncoding.of(to).deflated()) {
                writeInflated(out, to);
                return;
            }
            Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            try {
                DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater, BUFFER);
                writeInflated(deflating, inflated(to));
                deflating.finish();
                if (deflater.getBytesWritten() % 2 != 0) {
                    out.write(0);
                }
            } finally {
                deflater.end();
            }
        }

        private void writeInflated(OutputStream out, Uid to) throws IOException {
            header.in(to).writeTo(out);
            if (!pixels) {
                return;
            }
            Inflater inflater = new Inflater(true);
            InputStream in = inflate(dataSet, inflater);
            in.skipNBytes(pixelsAt);
            try (DataSetReader reader = DataSetReader.of(in, from, ReadOptions.defaults())) {
                if (reader.next() != ReadEvent.ELEMENT) {
                    throw new IOException("the pixel data are compressed, in an uncompressed transfer syntax");
                }
                writePixels(reader, out, to);
                reader.rest().in(to).writeTo(out);
            } finally {
                inflater.end();
            }
        }

        private void writePixels(DataSetReader pixel, OutputStream out, Uid to) throws IOException {
            DataSetEncoding encoding = DataSetEncoding.of(to);
            ByteBuffer start = ByteBuffer.allocate(12)
                    .order(encoding.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) (pixel.tag() >>> 16))
                    .putShort((short) pixel.tag());
            if (encoding.explicitVr()) {
                start.put(pixel.vr().name().getBytes(StandardCharsets.US_ASCII)).putShort((short) 0);
            }
            start.putInt((int) pixel.length());
            out.write(start.array(), 0, start.position());
            boolean swap = encoding.bigEndian() != DataSetEncoding.of(from).bigEndian();
            copy(pixel, out, swap ? wordLength(pixel) : 1);
        }

        private static int wordLength(DataSetReader pixel) {
            return switch (pixel.vr()) {
                case OW -> 2;
                case OF -> 4;
                case OD -> 8;
                default -> 1;
            };
        }

        private static void copy(DataSetReader pixel, OutputStream out, int wordLength) throws IOException {
            byte[] buffer = new byte[(int) Math.min(pixel.length(), BUFFER)];
            int kept = 0;
            for (int count = pixel.read(buffer, 0, buffer.length);
                    count >= 0;
                    count = pixel.read(buffer, kept, buffer.length - kept)) {
                int present = kept + count;
                kept = present % wordLength;
                int whole = present - kept;
                swap(buffer, whole, wordLength);
                out.write(buffer, 0, whole);
                System.arraycopy(buffer, whole, buffer, 0, kept);
            }
            out.write(buffer, 0, kept);
        }

        private static void swap(byte[] bytes, int count, int wordLength) {
            if (wordLength == 1) {
                return;
            }
            for (int word = 0; word < count; word += wordLength) {
                for (int i = word, j = word + wordLength - 1; i < j; i++, j--) {
                    byte first = bytes[i];
                    bytes[i] = bytes[j];
                    bytes[j] = first;
                }
            }
        }
    }
}
