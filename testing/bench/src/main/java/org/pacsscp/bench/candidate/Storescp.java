package org.pacsscp.bench.candidate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * DCMTK's {@code storescp}, with Nagle's algorithm off. It receives and does not store. It serves one association after the
 * other where they are short, else it has a process for each.
 *
 * @param program where it is
 */
public record Storescp(Path program) implements Candidate {
    /** It needs a process and megabytes for each; more bring a small machine to its knees. */
    private static final int MOST_ASSOCIATIONS = 50;

    private static final int LONGEST_PDU = 131_072;

    /** Looks for it where commands are. */
    public static Optional<Storescp> find() {
        return Programs.find("storescp").map(Storescp::new);
    }

    @Override
    public String name() {
        return "storescp";
    }

    @Override
    public boolean suits(Need need) {
        return need.associations() <= MOST_ASSOCIATIONS
                && need.maxPduLength() <= LONGEST_PDU
                && need.directory().isEmpty();
    }

    @Override
    public RunningServer start(Need need) throws IOException {
        Path directory = Files.createTempDirectory("storescp");
        int port = Programs.freePort();
        String processes = need.kind() == Kind.SET_UP ? "--single-process" : "--fork";
        ProcessBuilder builder = Programs.withoutDelay(List.of(
                        program.toString(),
                        "--quiet",
                        "--ignore",
                        processes,
                        "--max-pdu",
                        Integer.toString(need.maxPduLength()),
                        Integer.toString(port)))
                .directory(directory.toFile());
        try {
            return ServerProcess.silent(builder, port);
        } finally {
            directory.toFile().deleteOnExit();
        }
    }
}
