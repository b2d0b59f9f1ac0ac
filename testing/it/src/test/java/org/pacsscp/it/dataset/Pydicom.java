package org.pacsscp.it.dataset;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pacsscp.it.Commands;
import org.pacsscp.testing.process.Interop;

/** Debian's {@code python3-pydicom}: an implementation that reads data sets, and the files that it is tested with. */
final class Pydicom {
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

    private final String python;
    private final Path directory;

    private Pydicom(String python, Path directory) {
        this.python = python;
        this.directory = directory;
    }

    /** Finds pydicom; skips the test, or fails it, if it is missing. */
    static Pydicom needed() throws IOException, InterruptedException {
        for (String python : PYTHONS) {
            if (Commands.find(python).isPresent() || Files.isExecutable(Path.of(python))) {
                Commands.Result found = Commands.run(
                        List.of(python, "-c", "import os, pydicom; print(os.path.dirname(pydicom.__file__))"));
                if (found.exitCode() == 0) {
                    return new Pydicom(python, Path.of(found.out().strip()));
                }
            }
        }
        Interop.missing("Python has no pydicom (apt-get install python3-pydicom)");
        throw new AssertionError("a missing program ends the test");
    }

    /** Returns what a script of this package's resources prints. */
    List<String> lines(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python, resource(script).toString()));
        command.addAll(List.of(arguments));
        return Commands.runWell(command).out().lines().toList();
    }

    private static Path resource(String name) {
        URL found = Objects.requireNonNull(Pydicom.class.getResource(name), name);
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** Returns where the files are that pydicom brings along. */
    Path data() {
        return directory.resolve("data");
    }
}
