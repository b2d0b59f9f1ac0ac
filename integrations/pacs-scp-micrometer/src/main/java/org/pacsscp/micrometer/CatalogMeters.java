package org.pacsscp.micrometer;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.CatalogContents;

/** The meters of a catalog. */
final class CatalogMeters {
    private CatalogMeters() {}

    static Consumer<ReadMeters> of(Catalog catalog) {
        Readiness ready = new Readiness(catalog::check);
        return meters -> {
            meters.gauge("pacsscp.catalog.ready", "Whether the catalog can be read and written", ready::value);
            meters.gauge(
                    "pacsscp.catalog.waiting",
                    "Changes that wait to be written",
                    () -> catalog.figures().waiting());
            meters.counter(
                    "pacsscp.catalog.commits",
                    "Commits, each of all changes that had come",
                    () -> catalog.figures().commits());
            meters.with(Tag.OUTCOME, "committed")
                    .counter(
                            "pacsscp.catalog.changes",
                            "Changes of the catalog",
                            () -> catalog.figures().committed());
            meters.with(Tag.OUTCOME, "failed")
                    .counter(
                            "pacsscp.catalog.changes",
                            "Changes of the catalog",
                            () -> catalog.figures().failed());
        };
    }

    static Consumer<ReadMeters> ofRows(Catalog catalog, Duration every) {
        Reading<CatalogContents> contents = new Reading<>(catalog::contents, every);
        Map<String, ToLongFunction<CatalogContents>> levels = Map.of(
                "patient", CatalogContents::patients,
                "study", CatalogContents::studies,
                "series", CatalogContents::series,
                "instance", CatalogContents::instances);
        return meters -> levels.forEach((level, figure) -> meters.with(Tag.LEVEL, level)
                .gauge(
                        "pacsscp.catalog.rows",
                        "What the catalog has",
                        () -> figure.applyAsLong(
                                contents.known().orElseThrow(() -> new IllegalStateException("not counted yet")))));
    }
}
