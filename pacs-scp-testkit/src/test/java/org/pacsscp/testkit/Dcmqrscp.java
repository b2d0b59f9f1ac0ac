package org.pacsscp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.pacsscp.testing.process.Ports;

/** DCMTK's archive {@code dcmqrscp}, which moves what it holds to one destination and waits five seconds for it. One thread. */
public final class Dcmqrscp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DESTINATION = "FAKE";

    private final Process process;
    private final Path directory;
    private final int port;

    private Dcmqrscp(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
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
        int port = Ports.free();
        Path configuration = Files.writeString(
                directory.resolve("cfg"), """
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
        Process process = Processes.start(
                new ProcessBuilder("dcmqrscp", "-v", "-td", "3", "-ta", "3", "-c", configuration.toString(), "" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile()));
        await().atMost(PATIENCE).until(() -> Ports.accepts(port) || !process.isAlive());
        assertThat(process.isAlive()).as("dcmqrscp is alive").isTrue();
        return new Dcmqrscp(process, directory, port);
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
                        "" + port)
                .output();
    }

    /** Returns its log so far. */
    public String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
