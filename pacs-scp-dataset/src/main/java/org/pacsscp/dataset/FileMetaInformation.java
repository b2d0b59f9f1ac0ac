package org.pacsscp.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.pacsscp.api.DataSetEncoding;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/**
 * What stands before the data set in a file (PS3.10 section 7.1): a preamble, and elements of group 2 that say what the data set is
 * and how it is encoded. Immutable.
 *
 * <pre>{@code
 * FileMetaInformation meta = FileMetaInformation.of(sopClass, sopInstance, action.dataSet().transferSyntax())
 *         .with(elements -> elements.text(Tag.SOURCE_APPLICATION_ENTITY_TITLE, "CT_1"));
 * meta.writeTo(out);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class FileMetaInformation {
    /** The length of the preamble, which is for the application's use (PS3.10 section 7.1). */
    public static final int PREAMBLE_LENGTH = 128;

    private static final byte[] PREFIX = "DICM".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VERSION = {0, 1};
    private static final Uid ENCODING = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TargetEncoding TARGET = TargetEncoding.of(DataSetEncoding.of(ENCODING));

    /** How long the element is that has the length of the group. */
    private static final int GROUP_LENGTH = 12;

    private final byte[] preamble;
    private final DataSet elements;

    private FileMetaInformation(byte[] preamble, DataSet elements) {
        this.preamble = preamble;
        this.elements = elements;
    }

    /** As it was read: the preamble with its prefix, or no byte where both were missing. */
    static FileMetaInformation ofRead(byte[] preamble, DataSet elements) {
        return new FileMetaInformation(preamble, elements);
    }

    /**
     * Makes what every file must have, with our implementation's class and version.
     *
     * @param sopClass the SOP class of the data set
     * @param sopInstance its SOP instance
     * @param transferSyntax how it is encoded in the file
     * @return file meta information with an empty preamble
     */
    public static FileMetaInformation of(Uid sopClass, Uid sopInstance, Uid transferSyntax) {
        DataSet elements = builder()
                .bytes(Tag.FILE_META_INFORMATION_VERSION, Vr.OB, VERSION)
                .uid(Tag.MEDIA_STORAGE_SOP_CLASS_UID, sopClass)
                .uid(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, sopInstance)
                .uid(Tag.TRANSFER_SYNTAX_UID, transferSyntax)
                .uid(Tag.IMPLEMENTATION_CLASS_UID, ServerConfig.DEFAULT_IMPLEMENTATION_CLASS_UID)
                .text(Tag.IMPLEMENTATION_VERSION_NAME, ServerConfig.DEFAULT_IMPLEMENTATION_VERSION_NAME)
                .build();
        byte[] preamble = new byte[PREAMBLE_LENGTH + PREFIX.length];
        System.arraycopy(PREFIX, 0, preamble, PREAMBLE_LENGTH, PREFIX.length);
        return new FileMetaInformation(preamble, elements);
    }

    private static DataSetBuilder builder() {
        return new DataSetBuilder(TagRules.FILE_META_INFORMATION);
    }

    /**
     * Returns the SOP class of the data set.
     *
     * @return Media Storage SOP Class UID; empty if a file lacks it
     */
    public Optional<Uid> sopClass() {
        return elements.uid(Tag.MEDIA_STORAGE_SOP_CLASS_UID);
    }

    /**
     * Returns the SOP instance.
     *
     * @return Media Storage SOP Instance UID; empty if a file lacks it
     */
    public Optional<Uid> sopInstance() {
        return elements.uid(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID);
    }

    /**
     * Returns how the data set is encoded.
     *
     * @return Transfer Syntax UID; empty if a file lacks it
     */
    public Optional<Uid> transferSyntax() {
        return elements.uid(Tag.TRANSFER_SYNTAX_UID);
    }

    /**
     * Returns the elements of group 2.
     *
     * @return elements; none if a file has none
     */
    public DataSet elements() {
        return elements;
    }

    /**
     * Returns the preamble.
     *
     * @return 128 bytes, or none if a file has none; a copy
     */
    public byte[] preamble() {
        return Arrays.copyOf(preamble, Math.min(PREAMBLE_LENGTH, preamble.length));
    }

    /**
     * Returns file meta information with other elements.
     *
     * @param change adds, replaces and removes elements of group 2
     * @return the other one, with this preamble
     * @throws IllegalArgumentException as the builder's methods
     */
    public FileMetaInformation with(Consumer<DataSetBuilder> change) {
        DataSetBuilder builder = builder().addAll(elements);
        change.accept(builder);
        return new FileMetaInformation(preamble, builder.build());
    }

    /**
     * Writes it: what was read and not changed as it came, else with the length that it has.
     *
     * @param out where it goes; not closed
     * @throws IOException if {@code out} cannot be written
     */
    public void writeTo(OutputStream out) throws IOException {
        Objects.requireNonNull(out, "out").write(preamble);
        if (elements.isEmpty()) {
            return;
        }
        if (elements.raw().isBuilt() || !elements.raw().isIn(TARGET.flags())) {
            int length = new EncodedLengths(TARGET).of(elements);
            Output buffer = new Output(out, GROUP_LENGTH + length);
            ElementEncoder encoder = new ElementEncoder(buffer, TARGET);
            encoder.writeGroupLength(Tag.FILE_META_INFORMATION_GROUP_LENGTH, length);
            encoder.write(elements);
            buffer.flush();
        } else {
            elements.in(ENCODING).writeTo(out);
        }
    }

    /** Returns the elements' tags and lengths, never a value. */
    @Override
    public String toString() {
        return "FileMetaInformation[" + elements + "]";
    }
}
