package org.pacsscp.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Data sets that {@code dump2dcm} has encoded once, and that differ in a number. */
final class NumberedDataSets {
    /** What stands for the number in a dump. */
    static final String NUMBER = "97531";

    private final byte[] template;
    private final boolean deflated;

    private NumberedDataSets(byte[] template, boolean deflated) {
        this.template = template;
        this.deflated = deflated;
    }

    /** Encodes what a dump says, with {@link #NUMBER} in some of its values. */
    static NumberedDataSets encode(Path directory, String dump, DataSetEncoding encoding)
            throws IOException, InterruptedException {
        boolean deflated = encoding == DataSetEncoding.DEFLATED;
        // What is deflated cannot be numbered; PS3.5 A.5 deflates what Explicit VR Little Endian has.
        byte[] template = Dcmtk.encode(directory, dump, deflated ? DataSetEncoding.EXPLICIT_LITTLE : encoding);
        return new NumberedDataSets(template, deflated);
    }

    /** Returns the data set with a number, 0 to 99999, of five digits. */
    byte[] get(int number) throws IOException {
        byte[] bytes = new String(template, StandardCharsets.ISO_8859_1)
                .replace(NUMBER, digits(number))
                .getBytes(StandardCharsets.ISO_8859_1);
        return deflated ? deflated(bytes) : bytes;
    }

    /** Returns the values with this prefix of the data sets 0 to {@code count - 1}. */
    static List<String> values(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> prefix + digits(number))
                .toList();
    }

    static String digits(int number) {
        return "%05d".formatted(number);
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream into = new DeflaterOutputStream(out, deflater)) {
            into.write(bytes);
        } finally {
            deflater.end();
        }
        // PS3.5 A.5: a null byte makes the length even.
        if (out.size() % 2 != 0) {
            out.write(0);
        }
        return out.toByteArray();
    }
}
