package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
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

    /** What is asked of one archive, and what it has taken. */
    record Asked(Archive archive, QueryLoad load, Map<Question, Histogram> latencies) {
        private void ask(Question question, int times) throws IOException, InterruptedException {
            load.ask(question, times, LONGEST_NANOS, latencies.computeIfAbsent(question, any -> new Histogram()));
        }
    }

    List<Asked> run(List<Archive> archives) throws IOException, InterruptedException {
        List<Asked> all = new ArrayList<>();
        for (Archive archive : archives) {
            Asked asked = new Asked(archive, new QueryLoad(client, archive), new EnumMap<>(Question.class));
            for (Question question : Question.values()) {
                asked.ask(question, Math.min(WARM_UP, queries));
            }
            asked.latencies.clear();
            all.add(asked);
        }
        for (int round = 0; round < rounds; round++) {
            for (Asked asked : all) {
                for (Question question : Question.values()) {
                    asked.ask(question, Math.max(1, queries / rounds));
                }
            }
        }
        return all;
    }
}
