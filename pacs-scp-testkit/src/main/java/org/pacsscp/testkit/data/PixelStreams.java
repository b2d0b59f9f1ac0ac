package org.pacsscp.testkit.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.pacsscp.api.Uid;

/** One small image, compressed in each transfer syntax for which there is a stream. */
final class PixelStreams {
    /** Rows and columns. */
    static final int SIDE = 8;

    /** Start and end of a JPEG stream (ISO/IEC 10918-1 Table B.1), and nothing between. */
    private static final byte[] MARKERS = HexFormat.of().parseHex("ffd8ffd9");

    private static final Properties STREAMS = load();

    private PixelStreams() {}

    private static Properties load() {
        Properties streams = new Properties();
        try (InputStream in = Objects.requireNonNull(
                PixelStreams.class.getResourceAsStream("pixels.properties"), "pixels.properties")) {
            streams.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the testkit's jar is not whole", e);
        }
        return streams;
    }

    /** Returns the fragments of the pixel data, the empty basic offset table first (PS3.5 Table A.4-1). */
    static List<byte[]> fragments(Uid transferSyntax) {
        String stream = STREAMS.getProperty(transferSyntax.value());
        return List.of(new byte[0], stream == null ? MARKERS : HexFormat.of().parseHex(stream));
    }

    /** Returns the same image, native. */
    static byte[] pixels(int bitsAllocated) {
        int size = bitsAllocated / 8;
        byte[] pixels = new byte[SIDE * SIDE * size];
        for (int i = 0; i < SIDE * SIDE; i++) {
            pixels[i * size] = (byte) (16 * (i % SIDE + i / SIDE));
        }
        return pixels;
    }
}
