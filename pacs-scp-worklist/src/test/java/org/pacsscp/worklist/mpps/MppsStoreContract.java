package org.pacsscp.worklist.mpps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.worklist.Entries;
import org.pacsscp.worklist.ScheduledStepReference;
import org.pacsscp.worklist.ScheduledStepStatus;

/** What every store has to do. */
public abstract class MppsStoreContract {
    private static final ScheduledStepReference SCHEDULED =
            new ScheduledStepReference(Uid.of(Entries.ROOT + "1"), "SPS1");

    /** Returns the store under test; the same each time. */
    protected abstract MppsStore store();

    @Test
    void keepsEachStepOnce() throws IOException {
        PerformedStep step = step(1, "IN PROGRESS");
        assertThat(store().find(step.instance())).isEmpty();
        assertThat(store().create(step)).isTrue();
        assertThat(store().create(step)).isFalse();
        assertThat(store().find(step.instance())).contains(step);
    }

    @Test
    void replacesOnlyTheRevisionBefore() throws IOException {
        PerformedStep step = step(1, "IN PROGRESS");
        PerformedStep later = step.changed(step(1, "COMPLETED").attributes());
        assertThat(store().replace(later)).isFalse();
        store().create(step);
        assertThat(store().replace(later)).isTrue();
        assertThat(store().replace(later)).isFalse();
        assertThat(store().replace(later.changed(later.attributes()).changed(later.attributes())))
                .isFalse();
        assertThat(store().find(step.instance())).contains(later);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', ",
        "IN PROGRESS, STARTED",
        "COMPLETED, DEPARTED",
        "DISCONTINUED, SCHEDULED",
        "COMPLETED/IN PROGRESS, STARTED",
        "DISCONTINUED/COMPLETED, DEPARTED",
        "DISCONTINUED/IN PROGRESS/COMPLETED, STARTED"
    })
    void knowsHowFarAScheduledStepIs(String performed, ScheduledStepStatus status) throws IOException {
        int number = 0;
        for (String each : performed.split("/", -1)) {
            if (!each.isEmpty()) {
                store().create(step(++number, each));
            }
        }
        assertThat(store().performing(SCHEDULED)).hasSize(number);
        assertThat(store().statusOf(SCHEDULED)).isEqualTo(Optional.ofNullable(status));
        assertThat(store().statusOf(new ScheduledStepReference(SCHEDULED.study(), "SPS2")))
                .isEmpty();
    }

    /** Returns the step of a number, which performs the entry 1. */
    protected static PerformedStep step(int number, String status) {
        DataSet attributes =
                Steps.created().with(elements -> elements.text(Tag.PERFORMED_PROCEDURE_STEP_STATUS, status));
        return new PerformedStep(Uid.of(Steps.INSTANCE + "." + number), attributes, 0);
    }
}
