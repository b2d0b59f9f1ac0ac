package org.pacsscp.examples.call;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionFunction;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.client.CallOptions;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.ReceivedFiles;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.RetrieveReport;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StorageContexts;
import org.pacsscp.examples.terminal.FaultText;

/** A C-GET, whose instances become files in a directory. */
public final class GetCall implements Call {
    private final Output output;
    private final Identifier identifier;
    private final Path directory;

    /**
     * Makes one.
     *
     * @param output where it is told of
     * @param identifier what is sent to us
     * @param directory for the files; made if only its parent is there
     */
    public GetCall(Output output, Identifier identifier, Path directory) {
        this.output = output;
        this.identifier = identifier;
        this.directory = directory;
    }

    @Override
    public boolean make(ServiceClassUser scu, RemoteEntity remote, CallOptions options)
            throws IOException, InterruptedException {
        makeDirectory();
        RetrieveOutcome outcome = new RetrieveOutcome(output, "C-GET");
        Sink sink = new Sink(ReceivedFiles.in(directory));
        RetrieveReport report = scu.get(
                remote,
                identifier,
                StorageContexts.usual(),
                sink,
                options.toBuilder().listener(outcome).build());
        boolean done = outcome.tell(report, directory.toString());
        sink.refused.forEach(output::tell);
        return done && sink.refused.isEmpty();
    }

    private void makeDirectory() throws IOException {
        if (!Files.isDirectory(directory)) {
            try {
                Files.createDirectory(directory);
            } catch (IOException e) {
                throw new IOException(
                        directory + " cannot be made: " + FaultText.of(e) + "; make it, or give another --directory",
                        e);
            }
        }
    }

    /** Remembers what it has refused, since a peer does not have to say so. */
    private static final class Sink implements ActionFunction {
        private final ActionFunction files;
        private final Queue<String> refused = new ConcurrentLinkedQueue<>();

        Sink(ActionFunction files) {
            this.files = files;
        }

        @Override
        public Response handle(Action action) throws Exception {
            Response response = files.handle(action);
            if (response.status().category() != DimseStatus.Category.SUCCESS) {
                String instance = action.command()
                        .affectedSopInstanceUid()
                        .map(Object::toString)
                        .orElse("an instance without a UID");
                refused.add("refused: " + instance + ": " + response.status());
            }
            return response;
        }
    }
}
