package org.pacsscp.bench.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.bench.archive.InventedArchive.InventedSender;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;
import org.pacsscp.bench.measure.Results;

class AtOnceTurnsTest {
    private static final int PIECES = 2;

    private final List<String> events = new ArrayList<>();
    private final Results results = new Results();
    private final List<Candidate> archives = List.of(
            new InventedArchive("ours", true, events),
            new InventedArchive("another", true, events),
            new InventedArchive("native", false, events));

    @TempDir
    private Path directory;

    private InventedFiles files;

    @BeforeEach
    void create() throws Exception {
        files = InventedFiles.create(Files.createDirectory(directory.resolve("files")), 4, 4, 64);
    }

    private void run(int rounds, Optional<String> refusing) throws Exception {
        Sendings sendings = new Sendings(
                new InventedSender("warm-up", events, Optional.empty()),
                List.of(new InventedSender("a", events, refusing), new InventedSender("b", events, refusing)),
                files,
                files);
        new AtOnceTurns(
                        new Description("some", "Some", "points", Metric.ELAPSED, Optional.empty()),
                        archives,
                        sendings,
                        directory)
                .run(
                        rounds,
                        new SteadyState(PIECES, PIECES),
                        results,
                        new PrintStream(OutputStream.nullOutputStream()));
    }

    private List<String> eventsWith(String beginning) {
        return events.stream().filter(event -> event.startsWith(beginning)).toList();
    }

    @Test
    void eachIsStartedOnceAndStays() throws Exception {
        run(2, Optional.empty());

        assertThat(events).startsWith("start ours", "start another", "start native");
        assertThat(events).endsWith("close ours", "close another", "close native");
        assertThat(eventsWith("start")).hasSize(3);
    }

    @Test
    void thoseInJavaAreWarmedUpInTurnsAndOthersSentAQuarterOnce() throws Exception {
        run(1, Optional.empty());

        List<String> small = Collections.nCopies(Sendings.SMALL_WARM_UPS, "").stream()
                .flatMap(any -> Stream.of("warm-up to ours × 4", "warm-up to another × 4"))
                .toList();
        assertThat(eventsWith("warm-up").get(0)).isEqualTo("warm-up to native × 1");
        assertThat(eventsWith("warm-up").subList(1, 1 + small.size())).isEqualTo(small);
        assertThat(eventsWith("warm-up")
                        .subList(1 + small.size(), eventsWith("warm-up").size()))
                .containsExactly(
                        "warm-up to ours × 1",
                        "warm-up to ours × 4",
                        "warm-up to another × 1",
                        "warm-up to another × 4",
                        "warm-up to ours × 1",
                        "warm-up to ours × 4",
                        "warm-up to another × 1",
                        "warm-up to another × 4");
        assertThat(results.observations())
                .hasSize(12)
                .allSatisfy(observation -> assertThat(observation.values().get(Metric.WARM_UPS))
                        .isEqualTo(observation.candidate().equals("native") ? null : 2.0 * PIECES));
    }

    @Test
    void allHaveTheirTurnWithASenderBeforeTheNextAndEveryOtherRoundGoesTheOtherWay() throws Exception {
        run(2, Optional.empty());

        assertThat(eventsWith("a to"))
                .containsExactly(
                        "a to ours × 1",
                        "a to another × 1",
                        "a to native × 1",
                        "a to ours × 4",
                        "a to another × 4",
                        "a to native × 4",
                        "a to native × 1",
                        "a to another × 1",
                        "a to ours × 1",
                        "a to native × 4",
                        "a to another × 4",
                        "a to ours × 4");
        assertThat(eventsWith("b to")).hasSameSizeAs(eventsWith("a to"));
        assertThat(results.observations())
                .extracting(Observation::point)
                .containsOnly("a × 1", "a × 4", "b × 1", "b × 4");
    }

    @Test
    void whatAnotherRefusesIsLeftOutAndNoted() throws Exception {
        run(1, Optional.of("native"));

        assertThat(results.failures()).isEmpty();
        assertThat(results.notes()).hasSize(4).first().isEqualTo("some, native, round 1: refused");
        assertThat(results.observations()).hasSize(8);
    }

    @Test
    void whatOursRefusesIsAFailure() throws Exception {
        run(1, Optional.of("ours"));

        assertThat(results.notes()).isEmpty();
        assertThat(results.failures()).hasSize(4).first().isEqualTo("some, ours, round 1: refused");
    }
}
