package org.pacsscp.bench.candidate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The archive Orthanc, with its index in SQLite, as it is by default.
 *
 * @param program where it is
 * @param syncs whether it waits for the disk with each file
 */
public record Orthanc(Path program, boolean syncs) implements Candidate {
    public static final String NAME = "Orthanc";

    private static final String CONFIGURATION = """
            {
              "Name": "invented",
              "DicomAet": "%s",
              "DicomPort": %d,
              "MaximumPduLength": %d,
              "SyncStorageArea": %b,
              "StorageCompression": false,
              "DicomAlwaysAllowEcho": true,
              "DicomAlwaysAllowStore": true,
              "DicomAlwaysAllowGet": true,
              "HttpServerEnabled": false,
              "StorageDirectory": "%s",
              "IndexDirectory": "%s",
              "Plugins": []
            }
            """;

    /** Looks for it where commands are. */
    public static Optional<Orthanc> find(boolean syncs) {
        return Programs.find("Orthanc").map(program -> new Orthanc(program, syncs));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean suits(Need need) {
        return need.directory().isPresent();
    }

    @Override
    public RunningServer start(Need need) throws IOException {
        Path directory = need.directory().orElseThrow();
        Path storage = Files.createDirectory(directory.resolve("orthanc"));
        int port = Programs.freePort();
        Path file = Files.writeString(
                directory.resolve("orthanc.json"),
                CONFIGURATION.formatted(ServerProcess.AE_TITLE, port, need.maxPduLength(), syncs, storage, storage));
        ProcessBuilder builder = Programs.withoutDelay(List.of(program.toString(), file.toString()));
        // It says much about itself there.
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return ServerProcess.silent(builder, port);
    }
}
