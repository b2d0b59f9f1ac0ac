package org.pacsscp.robustness.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.robustness.target.Target;

/** A short soak of a server in a JVM of its own, to see that it works; {@code -Dpacsscp.soak=60} makes it 60 seconds. */
class SoakIT {
    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("pacsscp.soak", 5));
    private static final int THREADS = 8;

    @TempDir
    private Path directory;

    @Test
    void nothingFailsOrIsLeft() throws Exception {
        Verdict verdict = new SoakRun(new Soak(Target.AE_TITLE, DURATION, 0.2, THREADS), directory).ofOwnServer();

        assertThat(verdict.faults()).as(verdict.report()).isEmpty();
        assertThat(verdict.report()).contains("| store |");
        assertThat(directory.resolve("soak.svg"))
                .content()
                .startsWith("<svg ")
                .contains("<polyline")
                .doesNotContain("NaN");
    }
}
