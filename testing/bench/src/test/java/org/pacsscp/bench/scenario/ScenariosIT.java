package org.pacsscp.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.bench.candidate.JavaFloor;
import org.pacsscp.bench.candidate.JavaRuntime;
import org.pacsscp.bench.candidate.Kind;
import org.pacsscp.bench.candidate.Need;
import org.pacsscp.bench.candidate.PacsScp;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;
import org.pacsscp.bench.measure.Results;

/** Load for a moment, with two associations: nothing fails. {@code SmokeIT} has the scenarios that need servers of their own. */
class ScenariosIT {
    private static final Settings SETTINGS = new Settings(1, Duration.ofMillis(20), Duration.ofMillis(10), 2);
    private static final Need NEED = new Need(Kind.CONTROL, 4, 1 << 20, Optional.empty());
    private static final JavaRuntime RUNTIME =
            new JavaRuntime(JavaRuntime.ownHome(), List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));

    private static Shared pacsScp;
    private static Shared floor;

    @BeforeAll
    static void start() throws IOException {
        pacsScp = Shared.start(new PacsScp(RUNTIME, List.of()), NEED);
        floor = Shared.start(new JavaFloor(RUNTIME), NEED);
    }

    @AfterAll
    static void stop() {
        pacsScp.close();
        floor.close();
    }

    static List<String> loadScenarios() {
        return List.of("echo", "setup", "store", "pdu", "crowd");
    }

    @ParameterizedTest
    @MethodSource("loadScenarios")
    void everyPointIsMeasuredAndNothingFails(String name) throws IOException {
        LoadScenario scenario = (LoadScenario) Scenarios.all().stream()
                .filter(candidate -> candidate.description().name().equals(name))
                .findFirst()
                .orElseThrow();
        Results results = new Results();

        scenario.run(new Bench(
                SETTINGS, List.of(pacsScp, floor), RUNTIME, Path.of("none"), results, new PrintStream(System.err)));

        assertThat(results.failures()).isEmpty();
        assertThat(results.observations())
                .hasSize(2 * scenario.points().size())
                .allSatisfy(observation ->
                        assertThat(observation.values().get(Metric.OPERATIONS)).isPositive())
                .extracting(Observation::candidate)
                .containsOnly("pacs-scp", "floor");
    }
}
