package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Client;
import org.pacsscp.api.Timeouts;
import org.pacsscp.bench.candidate.JavaRuntime;
import org.pacsscp.bench.candidate.ServerJvm;
import org.pacsscp.bench.candidate.WorkDirectory;
import org.pacsscp.bench.report.Circumstances;
import org.pacsscp.bench.report.ReportFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures archives with very many studies. */
@Command(
        name = "catalog",
        description =
                "Fills catalogs with invented studies, asks them, and stores beside them: archive-server with SQLite"
                        + " and with PostgreSQL, and Orthanc, as far as those are installed.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CatalogCommand implements Callable<Integer> {
    @Option(
            names = "--studies",
            defaultValue = "1000000",
            description = "A multiple of " + InventedStudies.BLOCK + ". Default: ${DEFAULT-VALUE}")
    private long studies;

    @Option(
            names = "--keep",
            paramLabel = "DIRECTORY",
            description = "Where the catalogs are made, or are since an earlier run. Default: one that is deleted")
    private @Nullable Path keep;

    @Option(names = "--queries", defaultValue = "3000", description = "Of each kind. Default: ${DEFAULT-VALUE}")
    private int queries;

    @Option(names = "--rounds", defaultValue = "7", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--stored",
            paramLabel = "STUDIES",
            defaultValue = "50",
            description = "Of 20 images, in a round. Default: ${DEFAULT-VALUE}")
    private int stored;

    @Option(
            names = "--orthanc-minutes",
            defaultValue = "10",
            description = "For so long Orthanc is filled, if it was not yet. Default: ${DEFAULT-VALUE}")
    private double orthancMinutes;

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "orthanc|postgresql|ingestion",
            description = "What is left out")
    private Set<Part> without = new HashSet<>();

    @Mixin
    private final ServerJvm jvm = new ServerJvm("-Xmx128m");

    @Mixin
    private final ReportFile report = new ReportFile();

    /** What is measured besides the embedded catalog. */
    private enum Part {
        ORTHANC,
        POSTGRESQL,
        INGESTION
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (studies <= 0 || studies % InventedStudies.BLOCK != 0) {
            throw new IllegalArgumentException("--studies must be a multiple of " + InventedStudies.BLOCK);
        }
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        Path scratch = Files.createTempDirectory("pacs-scp-catalog");
        // Another user runs PostgreSQL, which may be below.
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path kept = keep == null ? scratch : Files.createDirectories(keep);
        try {
            report.take(measure(kept, scratch));
        } finally {
            new WorkDirectory(scratch).close();
        }
        return 0;
    }

    private String measure(Path kept, Path scratch) throws IOException, InterruptedException, SQLException {
        boolean postgres = !without.contains(Part.POSTGRESQL);
        JavaRuntime runtime = jvm.runtime();
        CatalogReport made = new CatalogReport(Circumstances.now(
                runtime, Map.of("rounds", "%d, in turns; %d queries of each kind".formatted(rounds, queries))));
        Timeouts patient = Timeouts.builder().idle(Duration.ofHours(1)).build();
        try (Client client =
                        Client.builder().aeTitle("BENCH_SCU").timeouts(patient).build();
                Archives archives = new Archives(runtime, kept, scratch, studies)) {
            Map<Archive, Archive> emptyByFull = new LinkedHashMap<>();
            emptyByFull.put(archives.embedded(), archives.emptyEmbedded());
            if (postgres) {
                emptyByFull.put(archives.onPostgres(), archives.emptyOnPostgres());
            }
            List<Archive> asked = new ArrayList<>(emptyByFull.keySet());
            if (!without.contains(Part.ORTHANC)) {
                asked.add(archives.orthanc(client, minutes(orthancMinutes)));
            }
            made.queries(new QueryRounds(client, rounds, queries).run(asked));
            if (!without.contains(Part.INGESTION)) {
                IngestionRounds ingestion = new IngestionRounds(client, rounds, stored);
                for (Map.Entry<Archive, Archive> pair : emptyByFull.entrySet()) {
                    made.ingestion(pair.getKey(), ingestion.run(pair.getValue(), pair.getKey()));
                }
            }
        }
        return made.text();
    }

    private static long minutes(double minutes) {
        return (long) (minutes * TimeUnit.MINUTES.toNanos(1));
    }
}
