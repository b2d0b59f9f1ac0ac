package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    void hasEveryReasonOfEverySourceWithBothResults() {
        assertThat(Arrays.stream(RejectReason.values()).map(RejectReasonTest::triple))
                .containsExactlyInAnyOrderElementsOf(REASONS_BY_SOURCE.entrySet().stream()
                        .flatMap(source -> source.getValue().stream()
                                .flatMap(reason ->
                                        Stream.of(1, 2).map(result -> List.of(result, source.getKey(), reason))))
                        .toList());
    }

    @Test
    void isNamedForItsTriple() {
        assertThat(Arrays.stream(RejectReason.values()).map(reason -> reason + " " + triple(reason)))
                .containsExactly(
                        "NO_REASON_GIVEN [1, 1, 1]",
                        "NO_REASON_GIVEN_TRANSIENT [2, 1, 1]",
                        "APPLICATION_CONTEXT_NAME_NOT_SUPPORTED [1, 1, 2]",
                        "APPLICATION_CONTEXT_NAME_NOT_SUPPORTED_TRANSIENT [2, 1, 2]",
                        "CALLING_AE_TITLE_NOT_RECOGNIZED [1, 1, 3]",
                        "CALLING_AE_TITLE_NOT_RECOGNIZED_TRANSIENT [2, 1, 3]",
                        "CALLED_AE_TITLE_NOT_RECOGNIZED [1, 1, 7]",
                        "CALLED_AE_TITLE_NOT_RECOGNIZED_TRANSIENT [2, 1, 7]",
                        "PROVIDER_NO_REASON_GIVEN [1, 2, 1]",
                        "PROVIDER_NO_REASON_GIVEN_TRANSIENT [2, 2, 1]",
                        "PROTOCOL_VERSION_NOT_SUPPORTED [1, 2, 2]",
                        "PROTOCOL_VERSION_NOT_SUPPORTED_TRANSIENT [2, 2, 2]",
                        "TEMPORARY_CONGESTION [2, 3, 1]",
                        "TEMPORARY_CONGESTION_PERMANENT [1, 3, 1]",
                        "LOCAL_LIMIT_EXCEEDED [2, 3, 2]",
                        "LOCAL_LIMIT_EXCEEDED_PERMANENT [1, 3, 2]");
    }

    @Test
    void saysItInWords() {
        assertThat(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED.description())
                .isEqualTo("the called AE title is not recognized (rejected for good by the application; 1, 1, 7)");
        assertThat(RejectReason.LOCAL_LIMIT_EXCEEDED.description())
                .isEqualTo("a local limit is exceeded (rejected for now by the upper layer; 2, 3, 2)");
        assertThat(Arrays.stream(RejectReason.values()).map(RejectReason::description))
                .doesNotHaveDuplicates()
                .allMatch(text -> text.matches("[a-zA-Z ]+ \\(rejected for (good|now) by the (application|upper layer);"
                        + " \\d, \\d, \\d\\)"));
    }

    @Test
    void tellsWhetherItMayBeTriedAgain() {
        assertThat(RejectReason.values())
                .allSatisfy(reason -> assertThat(reason.isTransient()).isEqualTo(reason.result() == 2));
    }

    private static List<Integer> triple(RejectReason reason) {
        return List.of(reason.result(), reason.source(), reason.reason());
    }
}
