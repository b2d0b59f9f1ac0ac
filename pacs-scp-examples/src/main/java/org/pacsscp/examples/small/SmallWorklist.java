package org.pacsscp.examples.small;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.FindStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.match.Query;
import org.pacsscp.dataset.match.QueryRules;

/** Answers queries of the modality worklist (PS3.4 Annex K) with the DICOM files in a directory, each of which is an item of it. */
public final class SmallWorklist implements ActionHandler {
    private final Path directory;

    private SmallWorklist(Path directory) {
        this.directory = directory;
    }

    /**
     * Runs until the process is ended.
     *
     * @param arguments the directory, then the port; 11112 if there is none
     */
    public static void main(String[] arguments) throws Exception {
        try (Server server = Server.builder()
                .aeTitle("SMALL_WORKLIST")
                .port(arguments.length > 1 ? Integer.parseInt(arguments[1]) : Endpoint.DEFAULT_PORT)
                .handler(new SmallWorklist(Path.of(arguments[0])))
                .build()) {
            server.start().awaitStopped();
        }
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(
                ServiceCapability.performer(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, CommandField.C_FIND_RQ));
    }

    /** A pending response for each item that matches (PS3.4 section K.4.1), until the peer has enough. */
    @Override
    public DimseStatus handle(Action action) throws IOException {
        Query query;
        try {
            query = Query.of(DataSet.read(action.dataSet()), QueryRules.worklist());
        } catch (DataSetFormatException e) {
            return FindStatus.UNABLE_TO_PROCESS.withErrorComment("the identifier is no data set");
        }
        // PS3.4 section K.4.1.1.4: the peer learns whether we know all that it asks for.
        DimseStatus pending =
                query.unsupportedKeys().isEmpty() ? FindStatus.PENDING : FindStatus.OPTIONAL_KEYS_NOT_SUPPORTED;
        Uid transferSyntax = action.presentationContext().transferSyntax();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.dcm")) {
            for (Path file : files) {
                if (action.cancelled()) {
                    return FindStatus.CANCELED;
                }
                Optional<DataSet> answer = query.answer(DicomFile.read(file).dataSet());
                if (answer.isPresent()) {
                    action.sendPending(pending.withDataSet(answer.get().in(transferSyntax)));
                }
            }
        }
        return DimseStatus.SUCCESS;
    }
}
