package org.pacsscp.bench.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartedProcessTest {
    private static StartedProcess start() throws Exception {
        return StartedProcess.of(new ProcessBuilder("sleep", "600"));
    }

    @Test
    void isEndedWithThisOneUntilItIsClosed() throws Exception {
        try (StartedProcess started = start()) {
            assertThat(Runtime.getRuntime().removeShutdownHook(started.end())).isTrue();
        }
    }

    @Test
    void leavesNothingBehindOnceItIsClosed() throws Exception {
        StartedProcess started = start();

        started.close();

        assertThat(started.process().isAlive()).isFalse();
        assertThat(Runtime.getRuntime().removeShutdownHook(started.end())).isFalse();
    }
}
