package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.RefusedContext.Reason;

class RefusedContextTest {
    /** PS3.8 Table 9-18. */
    @Test
    void hasTheReasonsOfTheStandard() {
        assertThat(Reason.values())
                .extracting(reason -> reason + " " + reason.code())
                .containsExactly(
                        "USER_REJECTION 1",
                        "NO_REASON 2",
                        "ABSTRACT_SYNTAX_NOT_SUPPORTED 3",
                        "TRANSFER_SYNTAXES_NOT_SUPPORTED 4");
        assertThat(Reason.values())
                .allSatisfy(reason -> assertThat(Reason.of(reason.code())).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 255})
    void readsAnUnknownOneAsNone(int code) {
        assertThat(Reason.of(code)).isEqualTo(Reason.NO_REASON);
    }
}
