package org.pacsscp.bench.hospital.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.bench.candidate.JavaRuntime;

/**
 * How {@code archive-server} is started.
 *
 * @param runtime the Java virtual machine
 * @param jar of the examples
 * @param options more of its own
 */
public record ArchiveProgram(JavaRuntime runtime, Path jar, List<String> options) {
    /** Room for all peers, and for those that are about to close. */
    private static final int ASSOCIATIONS = 1000;

    public ArchiveProgram {
        options = List.copyOf(options);
    }

    List<String> command(Path directory, Optional<String> node, Optional<String> catalog, String peer) {
        List<String> arguments = new ArrayList<>(List.of(
                "-jar",
                jar.toString(),
                "archive-server",
                "--bind=127.0.0.1",
                "--port=0",
                "--log-level=warn",
                "--max-associations=" + ASSOCIATIONS,
                "--peer=" + peer,
                "--directory=" + directory));
        node.ifPresent(name -> arguments.add("--node=" + name));
        catalog.ifPresent(url -> arguments.add("--catalog=" + url));
        arguments.addAll(options);
        return runtime.command(arguments);
    }
}
