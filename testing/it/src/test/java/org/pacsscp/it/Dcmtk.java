package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pacsscp.testing.process.Interop;

/** Programs of DCMTK, an implementation of DICOM that shares nothing with what is tested. */
public final class Dcmtk {
    private Dcmtk() {}

    /** Skips the test, or fails it, if a program is missing. */
    public static void needs(String... programs) {
        for (String program : programs) {
            Interop.needs(program, "apt-get install dcmtk");
        }
    }

    /** Runs a program that must succeed. */
    public static Commands.Result run(List<String> command) throws IOException, InterruptedException {
        return Commands.runWell(command);
    }

    /**
     * Encodes a data set.
     *
     * @param dump its elements, a line each, as {@code dcmdump} prints them
     * @return the bytes, without file meta information
     */
    static byte[] encode(Path directory, String dump, DataSetEncoding encoding)
            throws IOException, InterruptedException {
        Path text = Files.writeString(Files.createTempFile(directory, "data-set", ".dump"), dump);
        Path file = Files.createTempFile(directory, "data-set", ".bin");
        run(List.of("dump2dcm", "-F", "+l", "65536", encoding.writeOption(), text.toString(), file.toString()));
        return Files.readAllBytes(file);
    }

    /** Returns the values of an element, given as {@code gggg,eeee}, in files; in their order, without brackets. */
    static List<String> values(String element, List<Path> files, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("dcmdump", "+L", "+P", element));
        command.addAll(List.of(options));
        files.forEach(file -> command.add(file.toString()));
        return run(command)
                .out()
                .lines()
                .filter(line -> line.startsWith("(" + element + ")"))
                .map(line -> line.replaceAll("^.{15}\\[?(.*?)\\]?\\s+#.*$", "$1"))
                .toList();
    }

    /** Returns the files in a directory by name. */
    public static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
