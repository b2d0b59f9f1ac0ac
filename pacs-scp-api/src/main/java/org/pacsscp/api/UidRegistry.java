package org.pacsscp.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The table of PS3.6 Annex A beside this class, of which the build makes the constants, too. */
final class UidRegistry {
    private static final Map<Uid, RegisteredUid> BY_UID = read();
    private static final Map<String, RegisteredUid> BY_KEYWORD = new HashMap<>();

    static {
        BY_UID.values().forEach(registered -> BY_KEYWORD.put(registered.keyword(), registered));
    }

    private UidRegistry() {}

    static Optional<RegisteredUid> find(Uid uid) {
        return Optional.ofNullable(BY_UID.get(uid));
    }

    static Optional<RegisteredUid> find(String keyword) {
        return Optional.ofNullable(BY_KEYWORD.get(keyword));
    }

    static Collection<RegisteredUid> all() {
        return Collections.unmodifiableCollection(BY_UID.values());
    }

    private static Map<Uid, RegisteredUid> read() {
        try (InputStream resource = UidRegistry.class.getResourceAsStream("uids.tsv")) {
            if (resource == null) {
                throw new IllegalStateException("uids.tsv is missing beside " + UidRegistry.class.getName()
                        + "; the jar or the class path is not whole");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
            Map<Uid, RegisteredUid> registered = new LinkedHashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    RegisteredUid row = row(line.split("\t", -1));
                    registered.put(row.uid(), row);
                }
            }
            return registered;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RegisteredUid row(String[] columns) {
        return new RegisteredUid(Uid.of(columns[0]), columns[1], columns[2], columns[3], columns[4].equals("Y"));
    }
}
