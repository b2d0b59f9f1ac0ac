package org.pacsscp.bench.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pacsscp.bench.candidate.WorkDirectory;

/** A directory for instances, in memory where the system has such; removed with what is in it. */
record MemoryDirectory(Path path) implements AutoCloseable {
    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "pacs-scp-bench";

    static MemoryDirectory create() throws IOException {
        return new MemoryDirectory(
                Files.isWritable(IN_MEMORY)
                        ? Files.createTempDirectory(IN_MEMORY, PREFIX)
                        : Files.createTempDirectory(PREFIX));
    }

    boolean isInMemory() {
        return path.startsWith(IN_MEMORY);
    }

    @Override
    public void close() throws IOException {
        new WorkDirectory(path).close();
    }
}
