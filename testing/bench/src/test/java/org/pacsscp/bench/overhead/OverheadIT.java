package org.pacsscp.bench.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.bench.candidate.JavaRuntime;
import org.pacsscp.bench.measure.Pair;

/** A pair of each kind, of a moment each: what is measured here means nothing. */
@EnabledOnOs(OS.LINUX)
class OverheadIT {
    @ParameterizedTest
    @EnumSource
    void measuresPairs(Subject subject) throws Exception {
        JavaRuntime runtime = new JavaRuntime(
                JavaRuntime.ownHome(), List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        Turns turns = new Turns(
                runtime,
                Path.of("../../docs/pacs-scp.jfc").toAbsolutePath(),
                2,
                Duration.ofMillis(20),
                Duration.ofMillis(50));

        List<Pair> pairs = turns.measure(subject, 2, 1, new PrintStream(OutputStream.nullOutputStream()));

        assertThat(pairs).hasSize(2);
        assertThat(pairs).allSatisfy(pair -> {
            assertThat(pair.base().rate()).isPositive();
            assertThat(pair.subject().rate()).isPositive();
            assertThat(pair.base().cpuSeconds()).isPositive();
            assertThat(pair.subject().cpuSeconds()).isPositive();
        });
    }
}
