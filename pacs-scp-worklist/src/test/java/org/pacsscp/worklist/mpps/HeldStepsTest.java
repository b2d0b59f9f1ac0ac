package org.pacsscp.worklist.mpps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;

class HeldStepsTest {
    private final Set<Uid> held = new HashSet<>();
    private final List<PerformedStep> complete = new ArrayList<>();
    private final HeldSteps steps = new HeldSteps(held::contains, complete::add);

    @Test
    void waitsForTheEndAndForEveryInstance() {
        held.add(Steps.image(1));
        PerformedStep begun = new PerformedStep(Steps.INSTANCE, Steps.created(), 0);
        steps.changed(event(begun, Optional.empty()));
        store(2);
        assertThat(complete).isEmpty();
        PerformedStep ended = begun.changed(Attributes.merged(begun.attributes(), Steps.ended("COMPLETED")));
        steps.changed(event(ended, Optional.of(begun)));
        assertThat(complete).isEmpty();
        store(9);
        assertThat(complete).isEmpty();
        store(3);
        assertThat(complete).containsExactly(ended);
        store(3);
        assertThat(complete).hasSize(1);
    }

    @Test
    void tellsAtOnceIfAllIsHeldOrNothingWasMade() {
        for (int number = 1; number <= 3; number++) {
            held.add(Steps.image(number));
        }
        steps.await(new PerformedStep(Steps.INSTANCE, Steps.ended("COMPLETED"), 1));
        steps.await(new PerformedStep(Steps.INSTANCE, DataSet.empty(), 1));
        assertThat(complete).hasSize(2);
    }

    @Test
    void forgetsWhatWaitsLongest() {
        for (int number = 0; number < 10_001; number++) {
            steps.await(new PerformedStep(Uid.of(Steps.INSTANCE + "." + number), Steps.ended("COMPLETED"), 1));
        }
        store(1);
        store(2);
        store(3);
        assertThat(complete).hasSize(10_000);
        assertThat(complete.get(0).instance()).isEqualTo(Uid.of(Steps.INSTANCE + ".1"));
    }

    private void store(int number) {
        held.add(Steps.image(number));
        steps.stored(Steps.image(number));
    }

    private static MppsEvent event(PerformedStep step, Optional<PerformedStep> before) {
        return new MppsEvent(step, before, AeTitle.of("CT_1"));
    }
}
