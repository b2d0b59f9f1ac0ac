package org.pacsscp.testkit.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.SopClass;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/**
 * Measures, and shows that nothing is left behind: {@code -Dtestkit.starts=1000}; see target/start-and-stop.txt. The first start
 * loads classes, and is told apart from those in a JVM that is warm.
 */
class StartAndStopTest {
    private static final int STARTS = Integer.getInteger("testkit.starts", 200);
    private static final int TO_WARM_UP = STARTS / 2;

    @Test
    void leavesNothingBehind() throws Exception {
        long first = startAndStop();
        for (int i = 1; i < TO_WARM_UP; i++) {
            startAndStop();
        }
        long[] nanos = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            nanos[i] = startAndStop();
        }
        Arrays.sort(nanos);
        Files.writeString(
                Path.of("target", "start-and-stop.txt"),
                String.format(
                        Locale.ROOT,
                        "first start and stop of this JVM: %.2f ms%n%d more, after %d to warm it up: median %.2f ms,"
                                + " 99th percentile %.2f ms, longest %.2f ms%n",
                        first / 1e6,
                        STARTS,
                        TO_WARM_UP,
                        nanos[STARTS / 2] / 1e6,
                        nanos[STARTS * 99 / 100] / 1e6,
                        nanos[STARTS - 1] / 1e6));
    }

    /** Returns how long both took, without the echo between them. */
    private static long startAndStop() throws Exception {
        long start = System.nanoTime();
        FakePacs pacs = FakePacs.start();
        long started = System.nanoTime() - start;
        int port = pacs.port();
        try (Requestor requestor =
                Proposal.to("ANY").context(SopClass.VERIFICATION).open("localhost", port)) {
            requestor.echo();
            requestor.release();
        }
        start = System.nanoTime();
        pacs.close();
        long stopped = System.nanoTime() - start;
        assertThat(threadsOf(port)).isEmpty();
        return started + stopped;
    }

    private static String threadsOf(int port) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pacs-scp-testkit-" + port))
                .collect(Collectors.joining(" "));
    }
}
