package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code store-server} leaves in its directory. */
final class StoredFiles {
    private static final String LOCK = ".pacs-scp.lock";

    private final Path directory;

    StoredFiles(Path directory) {
        this.directory = directory;
    }

    /** Returns the names in the directory, but for the lock. */
    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(LOCK))
                    .toList();
        }
    }

    /** Returns the names of instances. */
    List<String> instances() throws IOException {
        return names().stream().filter(name -> name.endsWith(".dcm")).toList();
    }

    /** Returns the length of the longest unfinished file; 0 if there is none. */
    long longestPartial() throws IOException {
        long longest = 0;
        for (String name : names()) {
            if (name.endsWith(".part")) {
                longest = Math.max(longest, length(directory.resolve(name)));
            }
        }
        return longest;
    }

    private static long length(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Returns where an instance is, or will be. */
    Path of(Path sent) throws IOException {
        return directory.resolve(Part10File.read(sent).meta(Part10File.SOP_INSTANCE) + ".dcm");
    }

    /** Asserts that the file of an instance is what was sent, byte for byte. */
    void assertWhole(Path sentFile) throws IOException {
        Part10File sent = Part10File.read(sentFile);
        Part10File stored = Part10File.read(of(sentFile));
        for (int element : List.of(Part10File.SOP_CLASS, Part10File.SOP_INSTANCE, Part10File.TRANSFER_SYNTAX)) {
            assertThat(stored.meta(element)).isEqualTo(sent.meta(element));
        }
        assertThat(stored.meta(Part10File.SOURCE_AE_TITLE)).isEqualTo(StoreScu.AE_TITLE);
        assertThat(stored.dataSet().mismatch(evened(sent.dataSet())))
                .as("first byte of the data set that differs in %s", sentFile)
                .isEqualTo(-1);
    }

    /** A deflated data set of odd length gets a zero byte for its way over the network (PS3.5 A.5, PS3.8 Annex E). */
    private static ByteBuffer evened(ByteBuffer dataSet) {
        return ByteBuffer.allocate(dataSet.remaining() + dataSet.remaining() % 2)
                .put(0, dataSet, 0, dataSet.remaining());
    }
}
