package org.pacsscp.bench.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pacsscp.bench.candidate.Dcmqrscp;
import org.pacsscp.bench.candidate.Orthanc;

/**
 * How archives are measured.
 *
 * @param rounds where nobody waits for the disk
 * @param directory where all is stored
 * @param files how many are sent
 * @param kib how large each of them is
 * @param warmUps how often at least, before it counts
 * @param mostWarmUps how often at most
 * @param getWarmUp how long is retrieved before it counts
 * @param getTurn how long in each round
 */
record Procedure(
        int rounds,
        Path directory,
        int files,
        int kib,
        int warmUps,
        int mostWarmUps,
        Duration getWarmUp,
        Duration getTurn) {
    /** How many rounds where they wait for the disk. */
    int syncedRounds() {
        return (rounds + 1) / 2;
    }

    /** How often at most it is sent all files before it counts, where they wait for the disk. */
    int mostSyncedWarmUps() {
        return mostWarmUps / 2;
    }

    /** For a report. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "rounds",
                "%d, where they wait for the disk %d; every other one in the opposite order; medians, ratios within a round"
                        .formatted(rounds, syncedRounds()));
        facts.put(
                "stores",
                "in each round a new process and an empty directory in %s, sent %d × %d small files and then all files, which do not count,"
                                .formatted(directory, Sendings.SMALL_WARM_UPS, files)
                        + " at least %d times and at most %d (%d where it waits for the disk), until over one association and over four"
                                .formatted(warmUps, mostWarmUps, mostSyncedWarmUps())
                        + " together it is twice in a row not faster by a twentieth than it was at best; what is not in Java is sent a"
                        + " quarter of them once, and started for each measurement; what takes longer than 8 s is left out of every other"
                        + " round");
        facts.put(
                "at once",
                "processes and their directories stay; warmed up in turns by the same, until each of those in Java has been steady; in each round"
                        + " all have their turn with the same sender and the same number of associations before the next");
        facts.put(
                "retrievals",
                "%d s to warm up, then %d s in each round; processes and their studies stay"
                        .formatted(getWarmUp.toSeconds(), getTurn.toSeconds()));
        facts.put("others", String.join(", ", others()));
        return facts;
    }

    private static List<String> others() {
        List<String> others = new ArrayList<>();
        Orthanc.find(false).ifPresent(found -> others.add(Orthanc.NAME));
        Dcmqrscp.find().ifPresent(found -> others.add(Dcmqrscp.NAME));
        Storescu.find().ifPresent(found -> others.add(found.name()));
        return others;
    }
}
