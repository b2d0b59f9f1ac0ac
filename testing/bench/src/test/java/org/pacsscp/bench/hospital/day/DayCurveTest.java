package org.pacsscp.bench.hospital.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DayCurveTest {
    @Test
    void itsPeakIsTheLargestShareAndItsHour() {
        DayCurve curve = DayCurve.parse("0 ".repeat(8) + "0.1 0.4 0.3 0.2 " + "0 ".repeat(12));

        assertThat(curve.peak()).isEqualTo(0.4);
        assertThat(curve.peakHour()).isEqualTo(9);
        assertThat(curve.share(11)).isEqualTo(0.2);
    }

    @Test
    void sharesThatAreNoWholeDayAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DayCurve.parse("0.5 ".repeat(24)))
                .withMessageContaining("24 that add up to 12.000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DayCurve.parse("1"))
                .withMessageContaining("there are 1 that");
    }

    /** The figure that the parameters name a source for. */
    @Test
    void theBusiestHourOfTheBuiltInDayHasATenthOfIt() throws Exception {
        DayCurve curve = HospitalDay.builtIn().curve();

        assertThat(curve.peak()).isEqualTo(0.101, within(1e-9));
        assertThat(curve.peakHour()).isEqualTo(10);
    }
}
