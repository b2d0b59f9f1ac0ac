package org.pacsscp.bench.hospital.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class DayPlanTest {
    private static final Hours WHOLE_DAY = new Hours(0, 24);

    private final HospitalDay day = HospitalDay.builtIn();

    DayPlanTest() throws IOException {}

    @Test
    void theSameSeedMakesTheSamePlanAndAnotherAnother() {
        Hours hours = new Hours(9, 11);

        assertThat(DayPlan.of(day, 2, hours, 7)).isEqualTo(DayPlan.of(day, 2, hours, 7));
        assertThat(DayPlan.of(day, 2, hours, 7)).isNotEqualTo(DayPlan.of(day, 2, hours, 8));
    }

    @Test
    void aDayHasAllItsStudiesAndAboutItsImages() {
        DayPlan plan = DayPlan.of(day, 3, WHOLE_DAY, 1);

        assertThat(plan.studies()).hasSize(1800);
        assertThat(plan.studies().stream().filter(study -> study.kind() == ImageKind.CT))
                .hasSize(3 * 84);
        assertThat((double) plan.images()).isEqualTo(3 * 89_412, within(0.1 * 3 * 89_412));
    }

    /** 100 hospitals have 60,000 studies a day, of which each hour has its share, but for what is left of a study. */
    @Test
    void eachHourHasItsShareOfTheDay() {
        DayPlan plan = DayPlan.of(day, 100, WHOLE_DAY, 1);

        for (int hour = 0; hour < 24; hour++) {
            int now = hour;
            long studies = plan.studies().stream()
                    .filter(study -> (int) study.hour() == now)
                    .count();
            assertThat((double) studies)
                    .as("hour " + hour)
                    .isEqualTo(60_000 * day.curve().share(hour), within(6.0));
        }
    }

    @Test
    void halfAHospitalHasHalfTheStudies() {
        assertThat(DayPlan.of(day, 0.5, WHOLE_DAY, 1).studies()).hasSize(300);
    }

    @Test
    void studiesComeByTimeAndPriorsAreEarlierOnesOfTheSamePatientAndKind() {
        DayPlan plan = DayPlan.of(day, 5, WHOLE_DAY, 3);

        assertThat(plan.studies()).isSortedAccordingTo(Comparator.comparingDouble(PlannedStudy::hour));
        for (PlannedStudy study : plan.studies()) {
            assertThat(plan.studies().get(study.number())).isSameAs(study);
            study.prior().ifPresent(number -> {
                PlannedStudy prior = plan.studies().get(number);
                assertThat(prior.hour()).isLessThanOrEqualTo(study.hour());
                assertThat(prior.kind()).isEqualTo(study.kind());
                assertThat(prior.patient()).isEqualTo(study.patient());
            });
        }
        long compared = plan.studies().stream()
                .filter(study -> study.prior().isPresent())
                .count();
        assertThat(compared / 3000.0).isEqualTo(day.habits().priorShare(), within(0.05));
    }

    @Test
    void imagesOfAnHourAreThoseOfItsStudies() {
        DayPlan plan = DayPlan.of(day, 1, new Hours(9, 12), 1);

        assertThat(plan.images(9) + plan.images(10) + plan.images(11)).isEqualTo(plan.images());
        assertThat(plan.images(8)).isZero();
    }
}
