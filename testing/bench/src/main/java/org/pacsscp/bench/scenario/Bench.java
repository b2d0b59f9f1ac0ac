package org.pacsscp.bench.scenario;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.JavaRuntime;
import org.pacsscp.bench.measure.Results;

/**
 * What scenarios work with.
 *
 * @param settings how long and how often
 * @param candidates the servers, in their order within a round
 * @param runtime what servers in Java run on
 * @param exampleJar the example whose start is measured
 * @param results where observations go
 * @param progress where is said what goes on
 */
public record Bench(
        Settings settings,
        List<Candidate> candidates,
        JavaRuntime runtime,
        Path exampleJar,
        Results results,
        PrintStream progress) {
    public Bench {
        candidates = List.copyOf(candidates);
    }
}
