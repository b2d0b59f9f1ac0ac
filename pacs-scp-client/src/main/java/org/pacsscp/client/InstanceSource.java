package org.pacsscp.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;

/**
 * Where an instance comes from that is to be stored with a peer: a file, a stream, a data set, or a writer of the
 * application's.
 *
 * <pre>{@code
 * try (Stream<Path> files = Files.walk(directory)) {
 *     StoreReport report = scu.store(
 *             archive, files.filter(Files::isRegularFile).map(InstanceSource::file).toList());
 * }
 * }</pre>
 *
 * <p>Of a file or stream only the head is read before there is an association, and nothing is held: the data set goes from
 * there to the peer as it is. Where the peer does not take its transfer syntax, it is converted, if neither is one of
 * compressed pixel data; for that, a data set is held in memory, but for a deflated one that is inflated.
 *
 * @since 0.1.0
 */
public abstract sealed class InstanceSource permits FileInstance, StreamInstance, DataSetInstance, WrittenInstance {
    InstanceSource() {}

    /**
     * Takes an instance from a file of PS3.10, or one without preamble or file meta information.
     *
     * @param path the file; it is read twice: its head before anything is sent, and the rest when it is
     * @return the source
     */
    public static InstanceSource file(Path path) {
        return new FileInstance(Objects.requireNonNull(path, "path"));
    }

    /**
     * Takes an instance from a stream of the same, which is read once: it cannot be tried again, nor stored twice.
     *
     * @param name what results call it
     * @param in read by the thread that sends it; not closed
     * @return the source
     */
    public static InstanceSource stream(String name, InputStream in) {
        return new StreamInstance(Objects.requireNonNull(name, "name"), Objects.requireNonNull(in, "in"));
    }

    /**
     * Takes a file that was read.
     *
     * @param file which says how its data set is encoded
     * @return the source
     */
    public static InstanceSource of(DicomFile file) {
        return new DataSetInstance(file.dataSet(), file.transferSyntax());
    }

    /**
     * Takes a data set whose pixel data are not compressed, if it has any.
     *
     * @param dataSet which says its SOP class and instance
     * @return the source
     * @throws IllegalArgumentException if its pixel data are compressed: {@link #of(DicomFile)} takes those
     */
    public static InstanceSource of(DataSet dataSet) {
        if (dataSet.element(Tag.PIXEL_DATA)
                .filter(element -> element.isEncapsulated())
                .isPresent()) {
            throw new IllegalArgumentException(
                    "the data set has compressed pixel data; say how, with DicomFile.of(dataSet, transferSyntax)");
        }
        return new DataSetInstance(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /**
     * Takes what the application writes itself, and knows enough of: nothing is read before it is sent, and nothing is
     * converted.
     *
     * @param sopClass its SOP class
     * @param sopInstance which instance it is
     * @param transferSyntax how the data set is encoded
     * @param dataSet writes it, each time it is sent
     * @return the source
     */
    public static InstanceSource of(Uid sopClass, Uid sopInstance, Uid transferSyntax, DataSetWriter dataSet) {
        return new WrittenInstance(
                new InstanceHead(sopClass, sopInstance, transferSyntax, 0), Objects.requireNonNull(dataSet, "dataSet"));
    }

    /**
     * Returns the file.
     *
     * @return its path; empty for what is none
     */
    public Optional<Path> path() {
        return Optional.empty();
    }

    /** Reads what must be known before the instance can be sent. */
    abstract InstanceHead head() throws IOException;

    /** Returns what writes the data set in a transfer syntax that is its own or one that it can be converted to. */
    abstract DataSetWriter in(InstanceHead head, Uid transferSyntax);

    /** Tells whether the data set can be written in another transfer syntax than its own. */
    boolean isConvertible(InstanceHead head) {
        return SyntaxChoice.isConvertible(head.transferSyntax());
    }

    /** Tells whether it can be sent a second time. */
    boolean isRepeatable() {
        return true;
    }

    /** Returns what to call it in a message: the path of a file, the name of a stream. */
    @Override
    public abstract String toString();
}
