package org.pacsscp.bench.archive;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Results;
import org.pacsscp.bench.measure.Spread;

/**
 * Measures what the tables of C-STORE have.
 *
 * @param archives those that are there
 * @param sendings what they are sent
 * @param how how often, among other things
 * @param work where they store
 * @param results what is added to
 * @param progress who is told what is at work
 */
record StoreTables(
        Archives archives, Sendings sendings, Procedure how, Path work, Results results, PrintStream progress) {
    /** One archive after the other, each as it is by default. */
    void store() {
        new StoreTurns(table("store", "safe from the end of the process"), archives.safeFromProcess(), sendings, work)
                .run(how.rounds(), steady(how.mostWarmUps()), results, progress);
    }

    /** The same, all at once. */
    void atOnce() throws InterruptedException {
        Description table = table("at-once", "all servers at once, in turns");
        try {
            new AtOnceTurns(table, archives.atOnce(), sendings, work)
                    .run(how.rounds(), steady(how.mostWarmUps()), results, progress);
        } catch (IOException e) {
            results.failure(table.name() + ": " + e.getMessage());
        }
    }

    /** One archive after the other, where each instance waits for the disk. One sender is enough: all of them wait with it. */
    void fsync() {
        new StoreTurns(
                        table("fsync", "safe from the end of the machine"),
                        archives.safeFromMachine(),
                        sendings.by(List.of(sendings.warmUp())),
                        work)
                .run(how.syncedRounds(), steady(how.mostSyncedWarmUps()), results, progress);
    }

    private SteadyState steady(int most) {
        return new SteadyState(Math.min(how.warmUps(), most) / Sendings.PIECE, most / Sendings.PIECE);
    }

    private Description table(String name, String what) {
        return new Description(
                name,
                "C-STORE of %d × %d KiB, %s".formatted(how.files(), how.kib(), what),
                "sender × associations",
                "server",
                Metric.ELAPSED,
                Optional.empty(),
                Spread.QUARTILES,
                List.of(Archives.STORE_SERVER, Archives.ARCHIVE_SERVER));
    }
}
