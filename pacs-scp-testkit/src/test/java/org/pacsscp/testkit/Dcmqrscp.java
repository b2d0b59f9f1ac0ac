package org.pacsscp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pacsscp.testing.process.ListeningProgram;

/** DCMTK's archive {@code dcmqrscp}, which moves what it holds to one destination and waits five seconds for it. One thread. */
public final class Dcmqrscp implements AutoCloseable {
    private static final String DESTINATION = "FAKE";

    private final ListeningProgram running;
    private final Path directory;

    private Dcmqrscp(ListeningProgram running, Path directory) {
        this.running = running;
        this.directory = directory;
    }

    /** Makes a directory for {@link #start} that holds a file; skips the test, or fails it, if DCMTK is missing. */
    public static Path index(Path storage, Path file) throws IOException, InterruptedException {
        Processes.Result indexed = Processes.run(storage, "dcmqridx", storage.toString(), file.toString());
        assertThat(indexed.exitCode()).as("%s", indexed).isZero();
        return storage;
    }

    /** Starts it. */
    public static Dcmqrscp start(Path parent, Path storage, int portOfDestination) throws IOException {
        Path directory = Files.createTempDirectory(parent, "dcmqrscp");
        Path configuration = directory.resolve("cfg");
        ListeningProgram running = ListeningProgram.start(directory.resolve("log"), port -> {
            Files.writeString(configuration, """
                NetworkTCPPort = %d
                MaxPDUSize = 16384
                MaxAssociations = 16
                HostTable BEGIN
                fake = (%s, 127.0.0.1, %d)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                DCMQRSCP %s RW (500, 1024mb) ANY
                AETable END
                """.formatted(port, DESTINATION, portOfDestination, storage));
            return Processes.prompt(new ProcessBuilder(
                    "dcmqrscp", "-v", "-td", "3", "-ta", "3", "-c", configuration.toString(), "" + port));
        });
        return new Dcmqrscp(running, directory);
    }

    /** Lets it move a study to its destination; returns what {@code movescu} hears. */
    public String move(String studyInstanceUid) throws IOException, InterruptedException {
        return Processes.run(
                        directory,
                        "movescu",
                        "-d",
                        "-S",
                        "-aec",
                        "DCMQRSCP",
                        "-aem",
                        DESTINATION,
                        "-k",
                        "QueryRetrieveLevel=STUDY",
                        "-k",
                        "StudyInstanceUID=" + studyInstanceUid,
                        "127.0.0.1",
                        "" + running.port())
                .output();
    }

    /** Returns its log so far. */
    public String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    @Override
    public void close() {
        running.close();
    }
}
