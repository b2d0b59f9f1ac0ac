package org.pacsscp.it.dataset;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.Commands;
import org.pacsscp.testing.build.Javac;
import org.pacsscp.testing.process.Interop;

/** Debian's {@code libpixelmed-java}: another implementation that reads data sets, in Java. */
final class Pixelmed {
    private static final Path JAR = Path.of("/usr/share/java/pixelmed.jar");
    private static final String PROGRAM = "PixelmedElements";

    private Pixelmed() {}

    /** Skips the test, or fails it, if it is missing. */
    static void needed() {
        if (!Files.exists(JAR)) {
            Interop.missing(JAR + " is not there (apt-get install libpixelmed-java)");
        }
    }

    /** Returns the elements of files, each a line, as {@link ForeignElements} takes them. */
    static List<String> elements(List<Path> files, Path work) throws IOException, InterruptedException {
        Path source = work.resolve(PROGRAM + ".java");
        try (InputStream in = Pixelmed.class.getResourceAsStream(PROGRAM + ".java.txt")) {
            Files.copy(Objects.requireNonNull(in, PROGRAM), source);
        }
        Javac.compile("-proc:none", "-cp", JAR.toString(), source.toString());
        List<String> command = new ArrayList<>(List.of(
                Artifacts.javaCommand(), "-Dfile.encoding=UTF-8", "-cp", JAR + File.pathSeparator + work, PROGRAM));
        files.forEach(file -> command.add(file.toString()));
        return Commands.runWell(command).out().lines().toList();
    }
}
