package org.pacsscp.spring.boot.health;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.storage.StorageService;

/** What there is to say of an archive's health: the thing itself is done, in small. */
final class ArchiveHealth {
    private ArchiveHealth() {}

    static HealthReport store(StorageService storage) {
        try {
            storage.check();
        } catch (IOException e) {
            return down(e);
        }
        OptionalLong space = storage.figures().usableSpace();
        return new HealthReport(
                HealthReport.UP, space.isPresent() ? Map.of("usableSpace", space.getAsLong()) : Map.of());
    }

    static HealthReport catalog(Catalog catalog) {
        try {
            catalog.check();
        } catch (IOException e) {
            return down(e);
        }
        return new HealthReport(
                HealthReport.UP, Map.of("waitingChanges", catalog.figures().waiting()));
    }

    private static HealthReport down(IOException e) {
        return new HealthReport(HealthReport.DOWN, Map.of("error", String.valueOf(e.getMessage())));
    }
}
