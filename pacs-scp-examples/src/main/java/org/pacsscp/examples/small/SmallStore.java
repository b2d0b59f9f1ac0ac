package org.pacsscp.examples.small;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Response;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.dataset.FileMetaInformation;

/** Stores whatever is sent to it: each instance becomes a DICOM file in a directory. */
public final class SmallStore {
    private final Path directory;

    private SmallStore(Path directory) {
        this.directory = directory;
    }

    /**
     * Runs until the process is ended.
     *
     * @param arguments the directory, then the port; 11112 if there is none
     */
    public static void main(String[] arguments) throws Exception {
        SmallStore store = new SmallStore(Files.createDirectories(Path.of(arguments[0])));
        ServiceCapability everything =
                ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ).anyTransferSyntax();
        try (Server server = Server.builder()
                .aeTitle("SMALL_STORE")
                .port(arguments.length > 1 ? Integer.parseInt(arguments[1]) : Endpoint.DEFAULT_PORT)
                .handler(ActionHandler.of(everything, store::store))
                .build()) {
            server.start().awaitStopped();
        }
    }

    /** Streams from the socket into a file, which gets its name when it is whole. */
    private Response store(Action action) throws IOException {
        Uid instance = action.command()
                .affectedSopInstanceUid()
                .orElseThrow(() -> new DimseException(DimseStatus.INVALID_SOP_INSTANCE));
        Path part = Files.createTempFile(directory, "incoming", ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                FileMetaInformation.of(
                                action.presentationContext().abstractSyntax(),
                                instance,
                                action.dataSet().transferSyntax())
                        .writeTo(out);
                action.dataSet().transferTo(out);
            }
            Files.move(part, directory.resolve(instance + ".dcm"), StandardCopyOption.ATOMIC_MOVE);
            return DimseStatus.SUCCESS;
        } catch (DataSetException e) {
            throw e; // the peer's fault or the network's: nobody is left to answer
        } catch (IOException e) {
            return StorageStatus.OUT_OF_RESOURCES.withErrorComment("the instance cannot be written");
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
