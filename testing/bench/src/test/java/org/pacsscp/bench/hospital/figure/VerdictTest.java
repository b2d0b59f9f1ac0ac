package org.pacsscp.bench.hospital.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Load IDLE = new Load(0.1, 0, 0.1, 0.1, 0.1, 0, 0);
    private static final Load BUSY = new Load(0.9, 0.3, 0.7, 0.97, 0.2, 0, 0);
    private static final Load WRITING = new Load(0.2, 0.1, 0.1, 0.4, 0.99, 0, 0);

    /** Six minutes of an hour that takes ten seconds are one second. */
    private final Verdict verdict = new Verdict(10, 2);

    private static Traffic lateBy(long millis, int failures) {
        Tally tally = new Tally();
        tally.late(millis * 1_000_000);
        for (int i = 0; i < failures; i++) {
            tally.failed("refused");
        }
        return tally.all();
    }

    @Test
    void keptUpIfNobodyHadToWaitForLong() {
        assertThat(verdict.of(lateBy(900, 0), BUSY, 1, 0)).isEmpty();
    }

    @Test
    void saysWhatWasShort() {
        assertThat(verdict.of(lateBy(1100, 0), BUSY, 1, 0))
                .hasValue("processors: archive 0.90, database 0.30, load program 0.70 of 2");
        assertThat(verdict.of(lateBy(1100, 0), WRITING, 1, 0)).hasValue("disk, busy for 99 % of the time");
        assertThat(verdict.of(lateBy(1100, 0), IDLE, 1, 0)).hasValue("waiting; processors 10 %, disk 10 % busy");
    }

    @Test
    void didNotKeepUpIfWhatBeganInTimeDidNotEndInTime() {
        assertThat(verdict.of(lateBy(0, 0), BUSY, 0.9, 0)).isEmpty();
        assertThat(verdict.of(lateBy(0, 0), BUSY, 0.8, 0)).isPresent();
    }

    @Test
    void failuresAndWhatWasGivenUpAreNoKeepingUp() {
        assertThat(verdict.of(lateBy(0, 2), IDLE, 1, 0)).hasValue("2 failures");
        assertThat(verdict.of(lateBy(0, 0), BUSY, 1, 1)).isPresent();
    }
}
