package org.pacsscp.dataset;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/**
 * A file of PS3.10: file meta information and a data set. Immutable.
 *
 * <pre>{@code
 * DicomFile file = DicomFile.read(path);
 * file.dataSet().text(Tag.MODALITY);
 * file.in(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).write(copy);
 * }</pre>
 *
 * <p>Files without preamble, or without file meta information, are read, too: how the data set is encoded then shows in its first
 * element. What was read and not changed is written as it came, byte for byte, except for deflated data sets, which are deflated
 * again.
 *
 * @since 0.1.0
 */
public final class DicomFile {
    private final FileMetaInformation meta;
    private final Uid transferSyntax;
    private final DataSet dataSet;

    DicomFile(FileMetaInformation meta, Uid transferSyntax, DataSet dataSet) {
        this.meta = meta;
        this.transferSyntax = transferSyntax;
        this.dataSet = dataSet;
    }

    /**
     * Makes a file of a data set, which must say its SOP class and instance.
     *
     * @param dataSet the data set
     * @param transferSyntax how it is to be encoded in the file
     * @return a file with file meta information that fits
     * @throws IllegalArgumentException if SOP Class UID (0008,0016) or SOP Instance UID (0008,0018) is missing, or pixel data
     *     would have to be compressed or decompressed
     */
    public static DicomFile of(DataSet dataSet, Uid transferSyntax) {
        Uid sopClass = required(dataSet, Tag.SOP_CLASS_UID);
        Uid sopInstance = required(dataSet, Tag.SOP_INSTANCE_UID);
        return of(FileMetaInformation.of(sopClass, sopInstance, transferSyntax), dataSet);
    }

    private static Uid required(DataSet dataSet, int tag) {
        return dataSet.uid(tag)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the data set has no UID " + Tags.format(tag) + "; give file meta information with it"));
    }

    /**
     * Makes a file of file meta information and a data set.
     *
     * @param meta says the transfer syntax
     * @param dataSet the data set
     * @return the file
     * @throws IllegalArgumentException if {@code meta} has no transfer syntax, or pixel data would have to be compressed or
     *     decompressed
     */
    public static DicomFile of(FileMetaInformation meta, DataSet dataSet) {
        Uid transferSyntax = meta.transferSyntax()
                .orElseThrow(() -> new IllegalArgumentException("the file meta information has no transfer syntax"));
        PixelDataRules.check(dataSet, transferSyntax);
        return new DicomFile(meta, transferSyntax, dataSet);
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @return what is in it
     * @throws DataSetFormatException if it cannot be followed, or exceeds a default limit of {@link ReadOptions}
     * @throws IOException if it cannot be read
     */
    public static DicomFile read(Path path) throws IOException {
        return read(path, ReadOptions.defaults());
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @param options how far its data set is read, what is held of it, within which limits
     * @return what is in it
     * @throws DataSetFormatException if it cannot be followed, or exceeds a limit
     * @throws IOException if it cannot be read
     */
    public static DicomFile read(Path path, ReadOptions options) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, options);
        }
    }

    /**
     * Reads a file from a stream, which is not closed.
     *
     * @param in the bytes of the file, from its preamble on
     * @param options how far its data set is read, what is held of it, within which limits; a tee gets the whole file
     * @return what is in it
     * @throws DataSetFormatException if it cannot be followed, or exceeds a limit; offsets count from the beginning of the file,
     *     of a deflated data set from its own
     * @throws IOException if it cannot be read
     */
    public static DicomFile read(InputStream in, ReadOptions options) throws IOException {
        return FileReader.read(Objects.requireNonNull(in, "in"), options);
    }

    /**
     * Reads a data set that stands alone, without preamble and file meta information, in an encoding that its first element does
     * not show, such as a deflated one.
     *
     * @param in where it comes from; not closed
     * @param transferSyntax how it is encoded
     * @param options how far, what of it, within which limits
     * @return a file whose {@link #meta()} is empty
     * @throws DataSetFormatException if it cannot be followed, or exceeds a limit
     * @throws IOException if the stream cannot be read
     */
    public static DicomFile read(InputStream in, Uid transferSyntax, ReadOptions options) throws IOException {
        return FileReader.read(
                Objects.requireNonNull(in, "in"), Objects.requireNonNull(transferSyntax, "transferSyntax"), options);
    }

    /**
     * Returns what stands before the data set.
     *
     * @return file meta information, without elements if the file has none
     */
    public FileMetaInformation meta() {
        return meta;
    }

    /**
     * Returns how the data set is encoded in the file.
     *
     * @return the transfer syntax that the file meta information says; without one, the one that was found: {@link
     *     TransferSyntax#IMPLICIT_VR_LITTLE_ENDIAN}, {@link TransferSyntax#EXPLICIT_VR_LITTLE_ENDIAN} or {@link
     *     TransferSyntax#EXPLICIT_VR_BIG_ENDIAN}
     */
    public Uid transferSyntax() {
        return transferSyntax;
    }

    /**
     * Returns the data set.
     *
     * @return what follows the file meta information
     */
    public DataSet dataSet() {
        return dataSet;
    }

    /**
     * Returns the file in another transfer syntax.
     *
     * @param other how the data set is to be encoded
     * @return the file with file meta information that fits; this, if it is the same
     * @throws IllegalArgumentException if there is no file meta information, and the data set does not say its SOP class and
     *     instance; or if pixel data would have to be compressed or decompressed
     */
    public DicomFile in(Uid other) {
        if (other.equals(transferSyntax)) {
            return this;
        }
        if (meta.elements().isEmpty()) {
            return of(dataSet, other);
        }
        return of(meta.with(elements -> elements.uid(Tag.TRANSFER_SYNTAX_UID, other)), dataSet);
    }

    /**
     * Writes the file.
     *
     * @param out where it goes; not closed
     * @throws IOException if {@code out} cannot be written
     */
    public void writeTo(OutputStream out) throws IOException {
        meta.writeTo(out);
        new DataSetEncoder(dataSet, transferSyntax).writeTo(out);
    }

    /**
     * Writes the file, replacing one that is there.
     *
     * @param path the file
     * @throws IOException if it cannot be written
     */
    public void write(Path path) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            writeTo(out);
        }
    }

    /** Returns transfer syntax, tags and lengths, never a value of the data set. */
    @Override
    public String toString() {
        return "DicomFile[" + transferSyntax + ", " + dataSet + "]";
    }
}
