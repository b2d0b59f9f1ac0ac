package org.pacsscp.bench.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.bench.candidate.JavaFloor;
import org.pacsscp.bench.candidate.PacsScp;
import org.pacsscp.bench.candidate.ServerProcess;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;

/**
 * From the start of a Java virtual machine to the line in which the example says that it listens: as it is, and with an
 * archive of its classes. The floor tells what the virtual machine needs for itself.
 *
 * @param description what it is
 */
record StartScenario(Description description) implements Scenario {
    static final String AS_IS = "as it is";
    private static final String WITH_ARCHIVE = "class archive";

    @Override
    public void run(Bench bench) throws IOException {
        if (!Files.isRegularFile(bench.exampleJar())) {
            bench.results()
                    .note(description.name() + ": there is no " + bench.exampleJar()
                            + "; build it with: mvn -q -DskipTests package, or say where it is with --example-jar");
            return;
        }
        Path archive = Files.createTempDirectory("pacs-scp-bench").resolve("example.jsa");
        Optional<List<String>> withArchive = archived(bench, archive);
        try {
            for (int round = 1; round <= bench.settings().pairs(); round++) {
                for (Map.Entry<String, List<String>> start :
                        starts(bench, withArchive).entrySet()) {
                    measure(bench, round, start.getKey(), PacsScp.NAME, start.getValue());
                }
                measure(bench, round, AS_IS, JavaFloor.NAME, bench.runtime().benchCommand(List.of("floor")));
            }
        } finally {
            Files.deleteIfExists(archive);
            Files.delete(archive.getParent());
        }
    }

    private static Map<String, List<String>> starts(Bench bench, Optional<List<String>> withArchive) {
        Map<String, List<String>> starts = new LinkedHashMap<>();
        starts.put(AS_IS, example(bench, List.of()));
        withArchive.ifPresent(command -> starts.put(WITH_ARCHIVE, command));
        return starts;
    }

    private static List<String> example(Bench bench, List<String> options) {
        List<String> more = new ArrayList<>(options);
        more.addAll(
                List.of("-jar", bench.exampleJar().toString(), "echo-server", "--port", "0", "--log-level", "error"));
        return bench.runtime().command(more);
    }

    /** Lets the example run once for its archive; empty, with a note, if that comes to nothing. */
    private Optional<List<String>> archived(Bench bench, Path archive) throws IOException {
        ServerProcess server = ServerProcess.announced(example(bench, List.of("-XX:ArchiveClassesAtExit=" + archive)));
        // Not destroy() of the process itself: that closes its output, of which the JVM would complain.
        server.process().toHandle().destroy();
        server.process().onExit().join();
        if (!Files.exists(archive)) {
            bench.results().note(description.name() + ": this JVM made no archive of the example's classes");
            return Optional.empty();
        }
        return Optional.of(example(bench, List.of("-XX:SharedArchiveFile=" + archive)));
    }

    private void measure(Bench bench, int round, String point, String candidate, List<String> command)
            throws IOException {
        long startedAt = System.nanoTime();
        try (ServerProcess server = ServerProcess.announced(command)) {
            double seconds = (System.nanoTime() - startedAt) / 1e9;
            if (server.process().isAlive()) {
                Map<Metric, Double> values = Map.of(Metric.READY, Metric.READY.shown(seconds));
                bench.results().add(new Observation(description.name(), point, candidate, round, values));
            }
        }
    }
}
