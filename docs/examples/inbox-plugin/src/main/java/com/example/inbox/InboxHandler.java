package com.example.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageStatus;

/**
 * Keeps the data set of each CT and MR image in a file of its own, as it was sent. Usable by any thread.
 *
 * <p>A handler that {@link java.util.ServiceLoader} makes has a constructor without parameters, so the directory comes from
 * the system property {@value #DIRECTORY}; without it, it is {@code inbox} in the working directory.
 */
public final class InboxHandler implements ActionHandler {
    static final String DIRECTORY = "com.example.inbox.directory";

    private static final System.Logger LOG = System.getLogger(InboxHandler.class.getName());

    private final Path directory;

    /** For {@link java.util.ServiceLoader}. */
    public InboxHandler() {
        this(Path.of(System.getProperty(DIRECTORY, "inbox")));
    }

    /** For an application that gives the handler to the builder. */
    public InboxHandler(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return Stream.of(SopClass.CT_IMAGE_STORAGE, SopClass.MR_IMAGE_STORAGE)
                .map(sopClass -> ServiceCapability.performer(sopClass, CommandField.C_STORE_RQ)
                        .transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
                .toList();
    }

    @Override
    public DimseStatus handle(Action action) throws DataSetException {
        Uid instance = action.command()
                .affectedSopInstanceUid()
                .orElseThrow(() -> new DimseException(DimseStatus.INVALID_SOP_INSTANCE));
        try {
            keep(action, instance);
            return DimseStatus.SUCCESS;
        } catch (DataSetException e) {
            throw e; // It broke on its way to us: the engine knows what to say, and to whom.
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "instance " + instance + " is not kept", e);
            return StorageStatus.OUT_OF_RESOURCES.withErrorComment("cannot write the file");
        }
    }

    /** The file has its name only when it is whole. */
    private void keep(Action action, Uid instance) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, "unfinished-", ".tmp");
        try {
            Files.copy(action.dataSet(), unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, directory.resolve(instance + ".dataset"), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
