package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.bench.candidate.JavaRuntime;
import org.pacsscp.bench.candidate.ServerProcess;

/** {@code archive-server} of the examples, in a process of its own. */
record PacsScpArchive(String name, long studies, ServerProcess process) implements Archive {
    private static final String PROGRAM = "org.pacsscp.examples.Main";

    /**
     * Starts it.
     *
     * @param directory of its files, which holds its catalog if there is no URL
     * @param url of a database; empty for the embedded one
     */
    static PacsScpArchive start(JavaRuntime java, String name, long studies, Path directory, Optional<String> url)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                PROGRAM,
                "archive-server",
                "--bind=127.0.0.1",
                "--port=0",
                "--log-level=error",
                "--directory=" + directory));
        url.ifPresent(there -> arguments.add("--catalog=" + there));
        return new PacsScpArchive(name, studies, ServerProcess.announced(java.command(arguments)));
    }

    @Override
    public int port() {
        return process.target().address().getPort();
    }

    @Override
    public String aeTitle() {
        return "PACS_SCP";
    }

    @Override
    public void close() {
        process.process().destroy();
        process.process().onExit().join();
    }
}
