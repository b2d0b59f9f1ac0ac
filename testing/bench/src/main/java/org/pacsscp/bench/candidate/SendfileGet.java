package org.pacsscp.bench.candidate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The floor of C-GET, in C: sends the files of a directory with {@code sendfile}, whatever is asked for; or reads each of them, or maps it, and
 * sends it with one call of the system; or does that with one of them, which it has read before.
 *
 * @param name what it is called in reports
 * @param program where it is
 * @param options what it is started with, besides the directory
 */
public record SendfileGet(String name, Path program, List<String> options) implements Candidate {
    public static final String NAME = "sendfile";
    public static final String READING = "read and send, in C";
    public static final String MAPPING = "map and send, in C";
    public static final String FROM_MEMORY = "one file in memory";

    /**
     * Compiles it; returns all that it can be, or nothing where there is no compiler.
     *
     * @param source its source
     * @param directory where the program goes
     */
    public static List<SendfileGet> compile(Path source, Path directory) throws IOException {
        return Programs.compile(source, directory).stream()
                .flatMap(program -> Stream.of(
                        new SendfileGet(NAME, program, List.of()),
                        new SendfileGet(READING, program, List.of("--read")),
                        new SendfileGet(MAPPING, program, List.of("--map")),
                        new SendfileGet(FROM_MEMORY, program, List.of("--memory"))))
                .toList();
    }

    @Override
    public boolean suits(Need need) {
        return need.directory().isPresent();
    }

    @Override
    public RunningServer start(Need need) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options);
        command.add(need.directory().orElseThrow().toString());
        return ServerProcess.announced(command);
    }
}
