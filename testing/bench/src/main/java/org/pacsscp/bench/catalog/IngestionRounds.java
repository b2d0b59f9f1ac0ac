package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.pacsscp.api.Client;
import org.pacsscp.bench.measure.Summary;

/** Stores new studies in turns with an archive that is empty and with one that holds many, and compares. */
final class IngestionRounds {
    private static final int IMAGES_PER_STUDY = 20;

    /** Behind all days of {@link InventedStudies} that are asked for. */
    private static final long FIRST_NUMBER = 5_000_000;

    private static final int WARM_UP_ROUNDS = 2;

    private final Client client;
    private final int rounds;
    private final int studies;
    private long next;

    /** {@code studies} are stored in a round. */
    IngestionRounds(Client client, int rounds, int studies) {
        this.client = client;
        this.rounds = rounds;
        this.studies = studies;
        // What an earlier run has stored in a directory that is kept is not stored again.
        next = System.currentTimeMillis();
    }

    /**
     * What came of it.
     *
     * @param empty images a second
     * @param full images a second
     * @param ratio of full to empty, within each round
     */
    record Result(Summary empty, Summary full, Summary ratio) {}

    Result run(Archive empty, Archive full) throws IOException, InterruptedException {
        List<Double> ofEmpty = new ArrayList<>();
        List<Double> ofFull = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            double emptyRate = rate(empty);
            double fullRate = rate(full);
            if (round >= 0) {
                ofEmpty.add(emptyRate);
                ofFull.add(fullRate);
                ratios.add(fullRate / emptyRate);
            }
        }
        return new Result(Summary.of(ofEmpty), Summary.of(ofFull), Summary.of(ratios));
    }

    private double rate(Archive archive) throws IOException, InterruptedException {
        long from = next;
        next += studies;
        long begun = System.nanoTime();
        long stored = new StoreLoad(client, archive.port(), archive.aeTitle())
                .store(
                        from,
                        next,
                        uid -> IntStream.range(0, IMAGES_PER_STUDY)
                                .mapToObj(image -> InventedStudies.image(FIRST_NUMBER + uid % FIRST_NUMBER, uid, image))
                                .toList(),
                        Long.MAX_VALUE);
        return stored * 1e9 / (System.nanoTime() - begun);
    }
}
