package org.pacsscp.dataset.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.dataset.match.MatchingKind.*;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

/** What the rules say of an attribute is what a query does. */
class MatchingKindTest {
    private static final QueryRules ALL_NEGOTIATED =
            QueryRules.queryRetrieve().withEmptyValues(true).withMultipleValues(true);

    /** An attribute, a value of it, a pattern that would find it and does not equal it, and a range around it. */
    private record Probe(int tag, Vr vr, String value, String pattern, String range) {
        /** Tells whether a query with these values of a key, which nobody may store, finds the value. */
        boolean finds(QueryRules rules, String... key) {
            return Query.of(written(String.join("\\", key)), rules).matches(written(value));
        }

        private DataSet written(String text) {
            String keyword = Dictionary.standard().find(tag).orElseThrow().keyword();
            return WrittenDataSet.of(keyword + "=" + text);
        }
    }

    private static final List<Probe> PROBES = List.of(
            new Probe(Tag.STATION_AE_TITLE, Vr.AE, "CT_1", "CT_*", "CT_0-CT_2"),
            new Probe(Tag.SCHEDULED_STATION_AE_TITLE, Vr.AE, "CT_1", "CT_*", "CT_0-CT_2"),
            new Probe(Tag.MODALITY, Vr.CS, "CT", "C?", "CS-CU"),
            new Probe(Tag.PATIENT_ID, Vr.LO, "A12", "A*", "A11-A13"),
            new Probe(Tag.PATIENT_NAME, Vr.PN, "INVENTED^ONE", "INV*", "INV-INW"),
            new Probe(Tag.STUDY_INSTANCE_UID, Vr.UI, "1.2.3", "1.2.*", "1.2.2-1.2.4"),
            new Probe(Tag.SERIES_NUMBER, Vr.IS, "12", "1*", "11-13"),
            new Probe(Tag.STUDY_DATE, Vr.DA, "20260115", "2026*", "20260101-20260131"),
            new Probe(Tag.ACQUISITION_DATE_TIME, Vr.DT, "20260115120000", "2026*", "20260101-20260131"));

    static Stream<Arguments> probes() {
        return Stream.of(QueryRules.queryRetrieve(), QueryRules.worklist(), ALL_NEGOTIATED)
                .flatMap(rules -> PROBES.stream().map(probe -> Arguments.of(rules, probe)));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void isWhatAQueryDoes(QueryRules rules, Probe probe) {
        Set<MatchingKind> kinds = rules.matching(probe.tag(), probe.vr());
        assertThat(probe.finds(rules, probe.value())).isEqualTo(kinds.contains(SINGLE_VALUE));
        assertThat(probe.finds(rules, "")).isEqualTo(kinds.contains(UNIVERSAL));
        assertThat(probe.finds(rules, probe.pattern())).isEqualTo(kinds.contains(WILD_CARD));
        assertThat(probe.finds(rules, probe.range())).isEqualTo(kinds.contains(RANGE));
        assertThat(kinds.contains(LIST_OF_UID)).isEqualTo(probe.vr() == Vr.UI);
        if (kinds.contains(LIST_OF_UID)) {
            assertThat(probe.finds(rules, "9.9", probe.value())).isTrue();
        }
    }

    @Test
    void knowsWhatIsNegotiated() {
        assertThat(ALL_NEGOTIATED.matching(Tag.IMAGE_TYPE, Vr.CS)).contains(EMPTY_VALUE, MULTIPLE_VALUES);
        assertThat(ALL_NEGOTIATED.matching(Tag.MODALITY, Vr.CS))
                .contains(EMPTY_VALUE)
                .doesNotContain(MULTIPLE_VALUES);
        assertThat(QueryRules.queryRetrieve().matching(Tag.IMAGE_TYPE, Vr.CS))
                .containsExactly(SINGLE_VALUE, UNIVERSAL, WILD_CARD);
    }

    @Test
    void knowsWhatAServiceSupports() {
        QueryRules rules = QueryRules.worklist()
                .withSupport(tag -> tag == Tag.MODALITY ? KeySupport.UNSUPPORTED : KeySupport.RETURNED);
        assertThat(rules.matching(Tag.MODALITY, Vr.CS)).isEmpty();
        assertThat(rules.matching(Tag.PATIENT_ID, Vr.LO)).containsExactly(UNIVERSAL);
        assertThat(QueryRules.worklist().matching(Tag.REFERENCED_STUDY_SEQUENCE, Vr.SQ))
                .containsExactly(UNIVERSAL, SEQUENCE);
    }
}
