package org.pacsscp.client;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionFunction;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.Tag;

/**
 * Makes a file of PS3.10 of each instance that is received, in one directory: what {@link ServiceClassUser#get} may be given.
 *
 * <p>A file is called by its SOP Instance UID and {@code .dcm}. It has a temporary name until it is whole, and replaces one of
 * the same name. What cannot be written is answered with {@link StorageStatus#OUT_OF_RESOURCES}. Nothing is held in memory.
 *
 * <pre>{@code
 * RetrieveReport report = scu.get(archive, Identifier.study(study), ReceivedFiles.in(directory));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ReceivedFiles implements ActionFunction {
    private final Path directory;

    private ReceivedFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Keeps what is received in a directory.
     *
     * @param directory which must be there
     * @return for one call or many
     */
    public static ReceivedFiles in(Path directory) {
        return new ReceivedFiles(Objects.requireNonNull(directory, "directory"));
    }

    @Override
    public Response handle(Action action) throws DataSetException {
        Uid sopClass = action.command()
                .affectedSopClassUid()
                .orElseThrow(() -> new DimseException(DimseStatus.NO_SUCH_SOP_CLASS));
        Uid instance = action.command()
                .affectedSopInstanceUid()
                .orElseThrow(() -> new DimseException(DimseStatus.INVALID_SOP_INSTANCE));
        try {
            keep(action, sopClass, instance);
            return DimseStatus.SUCCESS;
        } catch (DataSetException e) {
            throw e;
        } catch (IOException e) {
            return StorageStatus.OUT_OF_RESOURCES.withErrorComment("the file cannot be written");
        }
    }

    private void keep(Action action, Uid sopClass, Uid instance) throws IOException {
        Path unfinished = Files.createTempFile(directory, "receiving-", ".tmp");
        try {
            write(action, sopClass, instance, unfinished);
            Files.move(
                    unfinished,
                    directory.resolve(instance + ".dcm"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void write(Action action, Uid sopClass, Uid instance, Path file) throws IOException {
        AeTitle sender = action.association().calledAeTitle();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            FileMetaInformation.of(sopClass, instance, action.dataSet().transferSyntax())
                    .with(elements -> elements.text(Tag.SOURCE_APPLICATION_ENTITY_TITLE, sender.value()))
                    .writeTo(out);
            action.dataSet().transferTo(out);
        }
    }
}
