package org.pacsscp.bench.candidate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory for what is measured once, which goes with all that is in it.
 *
 * @param path where it is
 */
public record WorkDirectory(Path path) implements AutoCloseable {
    /** Makes one in a directory. */
    public static WorkDirectory in(Path parent) throws IOException {
        return new WorkDirectory(Files.createTempDirectory(parent, "pacs-scp-bench"));
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }

    static void delete(Path directory) throws IOException {
        List<Path> innermostFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : innermostFirst) {
            Files.deleteIfExists(file);
        }
    }
}
