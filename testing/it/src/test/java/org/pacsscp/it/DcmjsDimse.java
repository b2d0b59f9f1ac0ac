package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testing.process.ListeningProgram;

/** Runs scripts with npm's {@code dcmjs-dimse}, an implementation of DICOM in JavaScript. */
final class DcmjsDimse {
    private static final Path SOURCES = Path.of(Artifacts.property("pacsscp.js.sources"));
    private static final Path WORK = Path.of(Artifacts.property("pacsscp.js.work"));

    private static boolean installed;

    private DcmjsDimse() {}

    /** Installs it once; skips the test, or fails it, if it cannot be had. */
    static synchronized void install() throws IOException, InterruptedException {
        if (installed) {
            return;
        }
        Interop.needs("node", "apt-get install nodejs npm");
        Interop.needs("npm", "apt-get install nodejs npm");
        Files.createDirectories(WORK);
        for (Path source : Dcmtk.files(SOURCES)) {
            Files.copy(source, WORK.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        Commands.Result result = Commands.run(
                WORK, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
        if (result.exitCode() != 0) {
            Interop.missing("'npm ci' failed: " + result.output());
        }
        installed = true;
    }

    /** Runs a script against a server on this machine, to its end. */
    static Commands.Result run(String script, int port, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", script, "127.0.0.1", Integer.toString(port)));
        command.addAll(List.of(arguments));
        return Commands.run(WORK, command);
    }

    /** Starts a script that serves on a port of this machine until it is ended. */
    static ListeningProgram start(String script, String argument, List<String> more) throws IOException {
        return ListeningProgram.start(WORK.resolve(script + ".log"), port -> {
            List<String> command = new ArrayList<>(List.of("node", script, Integer.toString(port), argument));
            command.addAll(more);
            return new ProcessBuilder(command).directory(WORK.toFile());
        });
    }
}
