package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RejectReasonTest {
    /** PS3.8 Table 9-21: the reasons that each source may give, without the reserved ones. */
    private static final Map<Integer, List<Integer>> REASONS_BY_SOURCE =
            Map.of(1, List.of(1, 2, 3, 7), 2, List.of(1, 2), 3, List.of(1, 2));

    @Test
    void isAlwaysALegalTriple() {
        assertThat(RejectReason.values()).allSatisfy(reason -> {
            assertThat(reason.result()).isIn(1, 2);
            assertThat(REASONS_BY_SOURCE).containsKey(reason.source());
            assertThat(REASONS_BY_SOURCE.get(reason.source())).contains(reason.reason());
        });
    }

    @Test
    void hasEveryReasonOfEverySource() {
        assertThat(Arrays.stream(RejectReason.values()).map(reason -> List.of(reason.source(), reason.reason())))
                .containsAll(REASONS_BY_SOURCE.entrySet().stream()
                        .flatMap(source -> source.getValue().stream().map(reason -> List.of(source.getKey(), reason)))
                        .toList());
    }

    @Test
    void hasNoTripleTwice() {
        assertThat(Arrays.stream(RejectReason.values()).map(RejectReasonTest::triple))
                .doesNotHaveDuplicates();
    }

    @Test
    void isNamedForItsTriple() {
        assertThat(Arrays.stream(RejectReason.values()).map(reason -> reason + " " + triple(reason)))
                .containsExactly(
                        "NO_REASON_GIVEN [1, 1, 1]",
                        "NO_REASON_GIVEN_TRANSIENT [2, 1, 1]",
                        "APPLICATION_CONTEXT_NAME_NOT_SUPPORTED [1, 1, 2]",
                        "CALLING_AE_TITLE_NOT_RECOGNIZED [1, 1, 3]",
                        "CALLED_AE_TITLE_NOT_RECOGNIZED [1, 1, 7]",
                        "PROVIDER_NO_REASON_GIVEN [1, 2, 1]",
                        "PROVIDER_NO_REASON_GIVEN_TRANSIENT [2, 2, 1]",
                        "PROTOCOL_VERSION_NOT_SUPPORTED [1, 2, 2]",
                        "TEMPORARY_CONGESTION [2, 3, 1]",
                        "LOCAL_LIMIT_EXCEEDED [2, 3, 2]");
    }

    private static List<Integer> triple(RejectReason reason) {
        return List.of(reason.result(), reason.source(), reason.reason());
    }
}
