package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandFieldTest {
    /** PS3.7 Table E.1-1, Command Field (0000,0100). */
    private static final String TABLE = """
            0001H C-STORE-RQ
            8001H C-STORE-RSP
            0010H C-GET-RQ
            8010H C-GET-RSP
            0020H C-FIND-RQ
            8020H C-FIND-RSP
            0021H C-MOVE-RQ
            8021H C-MOVE-RSP
            0030H C-ECHO-RQ
            8030H C-ECHO-RSP
            0100H N-EVENT-REPORT-RQ
            8100H N-EVENT-REPORT-RSP
            0110H N-GET-RQ
            8110H N-GET-RSP
            0120H N-SET-RQ
            8120H N-SET-RSP
            0130H N-ACTION-RQ
            8130H N-ACTION-RSP
            0140H N-CREATE-RQ
            8140H N-CREATE-RSP
            0150H N-DELETE-RQ
            8150H N-DELETE-RSP
            0FFFH C-CANCEL-RQ
            """;

    @Test
    void hasTheCodesOfTheStandard() {
        assertThat(Arrays.stream(CommandField.values()).map(field -> "%04XH %s".formatted(field.code(), field)))
                .containsExactlyElementsOf(TABLE.lines().toList());
    }

    @Test
    void isFoundByItsCodeAndByNoOther() {
        assertThat(IntStream.rangeClosed(0, 0xFFFF).boxed().flatMap(code -> CommandField.of(code).stream()))
                .containsExactlyInAnyOrder(CommandField.values());
        assertThat(CommandField.values())
                .allSatisfy(field -> assertThat(CommandField.of(field.code())).contains(field));
        assertThat(CommandField.of(-1)).isEmpty();
        assertThat(CommandField.of(0x10001)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void tellsRequestsFromResponses(CommandField field) {
        assertThat(field.isRequest()).isEqualTo(field.toString().endsWith("-RQ"));
    }

    @ParameterizedTest
    @EnumSource
    void tellsNormalizedServicesFromCompositeOnes(CommandField field) {
        assertThat(field.isNormalized()).isEqualTo(field.toString().startsWith("N-"));
    }

    @ParameterizedTest
    @EnumSource
    void knowsWhatAnswersIt(CommandField field) {
        if (field.isRequest() && field != CommandField.C_CANCEL_RQ) {
            assertThat(field.response()).hasToString(field.toString().replace("-RQ", "-RSP"));
        } else {
            assertThatIllegalStateException().isThrownBy(field::response).withMessage(field + " has no response");
        }
    }
}
