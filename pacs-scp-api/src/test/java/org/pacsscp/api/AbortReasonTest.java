package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AbortReasonTest {
    /** PS3.8 Table 9-26, without the reserved source 1 and the reserved reason 3. */
    @Test
    void hasEverySourceAndReasonOfTheStandardOnce() {
        assertThat(Arrays.stream(AbortReason.values())
                        .map(reason -> reason + " " + reason.source() + "," + reason.reason()))
                .containsExactly(
                        "SERVICE_USER 0,0",
                        "REASON_NOT_SPECIFIED 2,0",
                        "UNRECOGNIZED_PDU 2,1",
                        "UNEXPECTED_PDU 2,2",
                        "UNRECOGNIZED_PDU_PARAMETER 2,4",
                        "UNEXPECTED_PDU_PARAMETER 2,5",
                        "INVALID_PDU_PARAMETER_VALUE 2,6");
    }

    @Test
    void saysItInWords() {
        assertThat(Arrays.stream(AbortReason.values()).map(AbortReason::description))
                .containsExactly(
                        "no reason is given (aborted by the application; 0, 0)",
                        "no reason is given (aborted by the upper layer; 2, 0)",
                        "a PDU is not recognized (aborted by the upper layer; 2, 1)",
                        "a PDU is not expected (aborted by the upper layer; 2, 2)",
                        "a parameter of a PDU is not recognized (aborted by the upper layer; 2, 4)",
                        "a parameter of a PDU is not expected (aborted by the upper layer; 2, 5)",
                        "a parameter of a PDU has an invalid value (aborted by the upper layer; 2, 6)");
    }
}
