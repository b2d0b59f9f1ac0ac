package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DicomFile;

/** Compares files of an archive with its rows; each file is read once. For one thread at a time. */
final class HeldFiles {
    private final Map<Uid, String> read = new HashMap<>();

    /** Fails unless each row has its file, with the instance that the row names. */
    void assertThere(Path directory, Map<Uid, String> rows) {
        rows.forEach((instance, location) -> assertThere(directory.resolve(location), instance, location));
    }

    private void assertThere(Path file, Uid instance, String location) {
        assertThat(file).isRegularFile();
        if (!location.equals(read.get(instance))) {
            assertThat(instance(file)).isEqualTo(instance);
            read.put(instance, location);
        }
    }

    private static Uid instance(Path file) {
        try {
            return DicomFile.read(file).meta().sopInstance().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError("no instance in " + file, e);
        }
    }
}
