package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.testing.process.Ports;

/** Servers of DCMTK, as processes that are ended when this is closed. Used by the thread of one test. */
final class DcmtkServers implements AutoCloseable {
    /** What each of them is called. */
    static final String AE_TITLE = "DCMTK";

    private static final Duration START = Duration.ofSeconds(60);

    private final Path directory;
    private final List<Process> started = new ArrayList<>();

    /**
     * Has started none.
     *
     * @param directory for all that they need
     */
    DcmtkServers(Path directory) {
        this.directory = directory;
    }

    /**
     * Starts {@code storescp}.
     *
     * @param received where it keeps what it is sent
     * @return its port
     */
    int storescp(Path received, String... options) throws IOException, InterruptedException {
        Dcmtk.needs("storescp", "echoscu");
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of("storescp", "-aet", AE_TITLE, "-od", received.toString()));
        command.addAll(List.of(options));
        command.add(String.valueOf(port));
        start(command);
        return awaited(port);
    }

    /**
     * Starts {@code dcmqrscp} with an empty archive.
     *
     * @param destination the port of DESTINATION, to which it moves
     * @return its port
     */
    int dcmqrscp(int destination) throws IOException, InterruptedException {
        Dcmtk.needs("dcmqrscp", "echoscu");
        int port = Ports.free();
        Path storage = Files.createDirectories(directory.resolve("storage"));
        Path configuration = Files.writeString(
                directory.resolve("dcmqrscp.cfg"), """
                NetworkTCPPort = %d
                MaxPDUSize = 16384
                MaxAssociations = 16
                HostTable BEGIN
                destination = (DESTINATION, localhost, %d)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                %s %s RW (500, 1024mb) ANY
                AETable END
                """.formatted(port, destination, AE_TITLE, storage));
        start(List.of("dcmqrscp", "-c", configuration.toString(), String.valueOf(port)));
        return awaited(port);
    }

    /**
     * Starts {@code wlmscpfs}.
     *
     * @param entry the one entry of its worklist
     * @return its port
     */
    int wlmscpfs(DataSet entry) throws IOException, InterruptedException {
        Dcmtk.needs("wlmscpfs", "echoscu");
        int port = Ports.free();
        Path lists = Files.createDirectories(directory.resolve("lists"));
        Path ofTitle = Files.createDirectories(lists.resolve(AE_TITLE));
        Files.createFile(ofTitle.resolve("lockfile"));
        DicomFile.of(
                        FileMetaInformation.of(
                                SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND,
                                Uid.of("2.25.1"),
                                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                        entry)
                .write(ofTitle.resolve("entry.wl"));
        start(List.of("wlmscpfs", "-dfr", "-dfp", lists.toString(), String.valueOf(port)));
        return awaited(port);
    }

    private void start(List<String> command) throws IOException {
        started.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(command.get(0) + ".log").toFile())
                .start());
    }

    /** Waits until a server answers, if only to reject an association. */
    private static int awaited(int port) {
        Awaitility.await().atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> {
            Commands.Result result =
                    Commands.run(List.of("echoscu", "-aec", AE_TITLE, "localhost", String.valueOf(port)));
            return result.exitCode() == 0 || result.output().contains("Association Rejected");
        });
        return port;
    }

    @Override
    public void close() {
        started.forEach(Process::destroy);
    }
}
