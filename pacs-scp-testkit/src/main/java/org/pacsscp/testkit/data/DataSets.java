package org.pacsscp.testkit.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;

/**
 * Data sets to bytes and back, for tests.
 *
 * @since 0.1.0
 */
public final class DataSets {
    private DataSets() {}

    /**
     * Encodes a data set.
     *
     * @param dataSet the data set
     * @param transferSyntax how
     * @return its bytes
     * @throws IllegalArgumentException if pixel data would have to be compressed or decompressed
     */
    public static byte[] encode(DataSet dataSet, Uid transferSyntax) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            dataSet.in(transferSyntax).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes what is written, and nobody else takes part", e);
        }
        return out.toByteArray();
    }

    /**
     * Decodes a data set.
     *
     * @param bytes the data set
     * @param transferSyntax how it is encoded
     * @return the data set
     * @throws AssertionError if it cannot be followed; says where
     */
    public static DataSet decode(byte[] bytes, Uid transferSyntax) {
        try {
            return DataSet.read(bytes, transferSyntax);
        } catch (DataSetFormatException e) {
            throw new AssertionError(
                    "a data set of " + bytes.length + " bytes, which should be in " + transferSyntax
                            + ", cannot be read: " + e.getMessage(),
                    e);
        }
    }
}
