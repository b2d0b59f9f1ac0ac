package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.pacsscp.api.Client;
import org.pacsscp.bench.measure.Histogram;

/** Asks archives the same in turns. */
final class QueryRounds {
    private static final int WARM_UP = 1_000;

    /** For one that needs long: so long is one asked one thing in a round. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Client client;
    private final int rounds;
    private final int queries;

    /** {@code queries} are asked of each thing altogether. */
    QueryRounds(Client client, int rounds, int queries) {
        this.client = client;
        this.rounds = rounds;
        this.queries = queries;
    }

    Map<Archive, Map<Question, Histogram>> run(List<Archive> archives) throws IOException, InterruptedException {
        Map<Archive, QueryLoad> loads = new LinkedHashMap<>();
        Map<Archive, Map<Question, Histogram>> latencies = new LinkedHashMap<>();
        for (Archive archive : archives) {
            QueryLoad load = new QueryLoad(client, archive);
            loads.put(archive, load);
            latencies.put(archive, new EnumMap<>(Question.class));
            for (Question question : Question.values()) {
                latencies.get(archive).put(question, new Histogram());
                load.ask(question, Math.min(WARM_UP, queries), LONGEST_NANOS, new Histogram());
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Archive archive : archives) {
                for (Question question : Question.values()) {
                    Histogram histogram = latencies.get(archive).get(question);
                    loads.get(archive).ask(question, Math.max(1, queries / rounds), LONGEST_NANOS, histogram);
                }
            }
        }
        return latencies;
    }
}
