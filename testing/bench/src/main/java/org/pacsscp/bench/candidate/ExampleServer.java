package org.pacsscp.bench.candidate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of the examples that keeps what it is sent.
 *
 * @param name what it is called in reports
 * @param runtime what it runs on
 * @param jar the examples
 * @param command which of them
 * @param options what it is started with, besides where it stores
 */
public record ExampleServer(String name, JavaRuntime runtime, Path jar, String command, Options options)
        implements Candidate {
    /** What each start is given anew, such as a database. */
    @FunctionalInterface
    public interface Options {
        List<String> forStart() throws IOException;
    }

    @Override
    public boolean isInJava() {
        return true;
    }

    @Override
    public boolean suits(Need need) {
        return need.directory().isPresent();
    }

    @Override
    public RunningServer start(Need need) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-jar",
                jar.toString(),
                command,
                "--port",
                "0",
                "--log-level",
                "error",
                "--max-pdu-length",
                Integer.toString(need.maxPduLength()),
                "--directory",
                need.directory().orElseThrow().toString()));
        arguments.addAll(options.forStart());
        return ServerProcess.announced(runtime.command(arguments));
    }
}
