package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.testing.process.ListeningProgram;

/** Servers of DCMTK, as processes that are ended when this is closed. Used by the thread of one test. */
final class DcmtkServers implements AutoCloseable {
    /** What each of them is called. */
    static final String AE_TITLE = "DCMTK";

    private final Path directory;
    private final List<ListeningProgram> started = new ArrayList<>();

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
        Dcmtk.needs("storescp");
        List<String> command = new ArrayList<>(List.of("storescp", "-aet", AE_TITLE, "-od", received.toString()));
        command.addAll(List.of(options));
        return start("storescp", port -> {
            List<String> there = new ArrayList<>(command);
            there.add(String.valueOf(port));
            return new ProcessBuilder(there);
        });
    }

    /**
     * Starts {@code dcmqrscp} with an empty archive.
     *
     * @param destination the port of DESTINATION, to which it moves
     * @return its port
     */
    int dcmqrscp(int destination) throws IOException, InterruptedException {
        Dcmtk.needs("dcmqrscp");
        Path storage = Files.createDirectories(directory.resolve("storage"));
        Path configuration = directory.resolve("dcmqrscp.cfg");
        return start("dcmqrscp", port -> {
            Files.writeString(configuration, """
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
            return new ProcessBuilder("dcmqrscp", "-c", configuration.toString(), String.valueOf(port));
        });
    }

    /**
     * Starts {@code wlmscpfs}.
     *
     * @param entry the one entry of its worklist
     * @return its port
     */
    int wlmscpfs(DataSet entry) throws IOException, InterruptedException {
        Dcmtk.needs("wlmscpfs");
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
        return start(
                "wlmscpfs",
                port -> new ProcessBuilder("wlmscpfs", "-dfr", "-dfp", lists.toString(), String.valueOf(port)));
    }

    private int start(String name, ListeningProgram.Command command) throws IOException {
        ListeningProgram server = ListeningProgram.start(directory.resolve(name + ".log"), command);
        started.add(server);
        return server.port();
    }

    @Override
    public void close() {
        started.forEach(ListeningProgram::close);
    }
}
