package org.pacsscp.examples.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.pacsscp.api.Uid;

/** The SOP classes of the storage services, current and retired, as a file beside this class lists them. */
final class StorageSopClasses {
    private static final String LIST = "storage-sop-classes.txt";

    private StorageSopClasses() {}

    static List<Uid> all() {
        try (InputStream list = Objects.requireNonNull(StorageSopClasses.class.getResourceAsStream(LIST), LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Uid.of(line.substring(0, line.indexOf(' '))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
