package org.pacsscp.bench.hospital.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void countsForAStretchAndForAll() {
        tally.stored(2_000_000, 100);
        tally.received(50);
        Traffic first = tally.take();
        tally.stored(4_000_000, 100);

        assertThat(first.images()).isEqualTo(1);
        assertThat(first.bytesIn()).isEqualTo(100);
        assertThat(first.imagesBack()).isEqualTo(1);
        assertThat(tally.take().bytesIn()).isEqualTo(100);
        assertThat(tally.take().images()).isZero();
        assertThat(tally.all().images()).isEqualTo(2);
        assertThat(tally.all().bytesBack()).isEqualTo(50);
        assertThat(tally.all().store().p99Millis()).isEqualTo(4);
    }

    @Test
    void forgetsTheTimesOfAnArchiveThatWasCold() {
        tally.stored(9_000_000, 1);
        tally.warmedUp();
        tally.stored(4_000_000, 1);

        assertThat(tally.warm().images()).isEqualTo(1);
        assertThat(tally.warm().store().p99Millis()).isEqualTo(4);
        assertThat(tally.all().images()).isEqualTo(2);
    }

    @Test
    void countsEachFailureAndTellsAFewMessages() {
        for (int i = 0; i < 100; i++) {
            tally.failed("refused " + i % 10);
        }

        assertThat(tally.all().failures()).isEqualTo(100);
        assertThat(tally.messages()).hasSize(5);
    }
}
