package org.pacsscp.bench.candidate;

import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
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

    /**
     * Gives free what its files take, and leaves the files until this or what it is in is closed. ext4 looks at each file that was
     * deleted within the last minutes before it makes another nearby, so whoever is measured next would pay for who was before.
     */
    public void empty() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : all) {
            FileChannel.open(file, WRITE, TRUNCATE_EXISTING).close();
        }
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
