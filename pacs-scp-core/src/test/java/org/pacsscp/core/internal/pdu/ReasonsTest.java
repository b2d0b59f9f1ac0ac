package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.RejectReason;

/** What a peer's A-ASSOCIATE-RJ and A-ABORT say, reserved values too (PS3.8 Tables 9-21 and 9-26). */
class ReasonsTest {
    @ParameterizedTest
    @EnumSource
    void everyRejectionOfTheStandardIsRead(RejectReason reason) {
        assertThat(AssociateRj.of(reason.result(), reason.source(), reason.reason())
                        .reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 4, NO_REASON_GIVEN",
        "2, 1, 10, NO_REASON_GIVEN_TRANSIENT",
        "2, 2, 0, PROVIDER_NO_REASON_GIVEN_TRANSIENT",
        "1, 3, 0, PROVIDER_NO_REASON_GIVEN",
        "0, 0, 0, PROVIDER_NO_REASON_GIVEN",
        "255, 255, 255, PROVIDER_NO_REASON_GIVEN"
    })
    void aReservedRejectionGivesNoReason(int result, int source, int reason, RejectReason read) {
        assertThat(AssociateRj.of(result, source, reason).reason()).isEqualTo(read);
    }

    @ParameterizedTest
    @EnumSource
    void everyAbortOfTheStandardIsRead(AbortReason reason) {
        assertThat(Abort.of(reason.source(), reason.reason()).reason()).isEqualTo(reason);
    }

    @Test
    void theReasonOfAUsersAbortIsNotSignificant() {
        assertThat(Abort.of(0, 6).reason()).isEqualTo(AbortReason.SERVICE_USER);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 3", "2, 7", "255, 255"})
    void aReservedAbortGivesNoReason(int source, int reason) {
        assertThat(Abort.of(source, reason).reason()).isEqualTo(AbortReason.REASON_NOT_SPECIFIED);
    }
}
