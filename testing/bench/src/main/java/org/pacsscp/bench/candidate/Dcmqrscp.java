package org.pacsscp.bench.candidate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * DCMTK's archive, which has its index in a file and a process for each association.
 *
 * @param program where it is
 */
public record Dcmqrscp(Path program) implements Candidate {
    public static final String NAME = "dcmqrscp";

    /** All that it takes, and more than it is ever given of a study: it deletes the oldest. */
    private static final String QUOTA = "(200, 1024mb)";

    private static final String CONFIGURATION = """
            NetworkTCPPort = %d
            MaxPDUSize = %d
            MaxAssociations = 16
            HostTable BEGIN
            HostTable END
            VendorTable BEGIN
            VendorTable END
            AETable BEGIN
            %s %s RW %s ANY
            AETable END
            """;

    /** Looks for it where commands are. */
    public static Optional<Dcmqrscp> find() {
        return Programs.find("dcmqrscp").map(Dcmqrscp::new);
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
        Path storage = Files.createDirectory(directory.resolve("dcmqrscp"));
        int port = Programs.freePort();
        Path file = Files.writeString(
                directory.resolve("dcmqrscp.cfg"),
                CONFIGURATION.formatted(port, need.maxPduLength(), ServerProcess.AE_TITLE, storage, QUOTA));
        ProcessBuilder builder =
                Programs.withoutDelay(List.of(program.toString(), "-c", file.toString(), Integer.toString(port)));
        return ServerProcess.silent(builder, port);
    }
}
