package org.pacsscp.bench.candidate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The floor of C-GET, in C: sends the files of a directory with {@code sendfile}, whatever is asked for.
 *
 * @param program where it is
 */
public record SendfileGet(Path program) implements Candidate {
    public static final String NAME = "sendfile";

    /**
     * Compiles it; returns nothing where there is no compiler.
     *
     * @param source its source
     * @param directory where the program goes
     */
    public static Optional<SendfileGet> compile(Path source, Path directory) throws IOException {
        return Programs.compile(source, directory).map(SendfileGet::new);
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
        return ServerProcess.announced(
                List.of(program.toString(), need.directory().orElseThrow().toString()));
    }
}
