package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Uid;

class StudyWatchTest {
    private static final Uid ONE = Uid.of("1.1");
    private static final Uid OTHER = Uid.of("1.2");
    private static final long QUIET = 100;

    private final StudyWatch watch = new StudyWatch(QUIET);

    private void handOn(Uid study, long entry, long now) {
        watch.stored(study, now);
        watch.journaled(study, entry, now);
        watch.handedOn(study, now);
    }

    /** The clock may begin anywhere, and pass its greatest number. */
    @ParameterizedTest
    @ValueSource(longs = {0, -50, Long.MAX_VALUE - 120, Long.MIN_VALUE})
    void tellsAStudyAfterAQuietTime(long start) {
        handOn(ONE, 7, start);
        handOn(OTHER, 8, start + 50);
        assertThat(watch.next()).hasValue(start + QUIET);
        assertThat(watch.complete(start + QUIET - 1)).isEmpty();
        assertThat(watch.complete(start + QUIET)).containsExactly(new StudyWatch.Complete(ONE, 7));
        assertThat(watch.next()).hasValue(start + 50 + QUIET);
        assertThat(watch.complete(start + 50 + QUIET)).containsExactly(new StudyWatch.Complete(OTHER, 8));
        assertThat(watch.next()).isEmpty();
        assertThat(watch.complete(start + 1000)).isEmpty();
    }

    @Test
    void beginsAgainWithEachInstance() {
        handOn(ONE, 7, 0);
        watch.stored(ONE, 90);
        watch.handedOn(ONE, 90);
        assertThat(watch.complete(QUIET)).isEmpty();
        assertThat(watch.complete(190)).hasSize(1);
    }

    @Test
    void waitsForWhatIsNotHandedOn() {
        handOn(ONE, 7, 0);
        watch.stored(ONE, 10);
        assertThat(watch.next()).isEmpty();
        assertThat(watch.complete(1000)).isEmpty();
        watch.handedOn(ONE, 1000);
        assertThat(watch.complete(1000 + QUIET)).hasSize(1);
    }

    @Test
    void tellsAStudyAgainThatGoesOn() {
        handOn(ONE, 7, 0);
        assertThat(watch.complete(QUIET)).hasSize(1);
        assertThat(watch.isJournaled(ONE)).isFalse();
        handOn(ONE, 9, 200);
        assertThat(watch.isJournaled(ONE)).isTrue();
        assertThat(watch.complete(300)).containsExactly(new StudyWatch.Complete(ONE, 9));
    }

    /** Its instance was given up. */
    @Test
    void forgetsAStudyOfWhichNothingWasHandedOn() {
        watch.stored(ONE, 0);
        watch.handedOn(ONE, 0);
        assertThat(watch.complete(QUIET)).isEmpty();
        assertThat(watch.next()).isEmpty();
    }
}
