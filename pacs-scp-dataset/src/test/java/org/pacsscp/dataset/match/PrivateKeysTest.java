package org.pacsscp.dataset.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

/** Private attributes are matched by their creator (PS3.5 section 7.8.1), wherever its block is. */
class PrivateKeysTest {
    private static final String ACME = "ACME 1.1";

    /** The creator has another block than in queries, and another creator theirs. */
    private static final DataSet STORED = DataSet.builder()
            .text(Tag.PATIENT_ID, "P1")
            .text(0x00290010, Vr.LO, "OTHER")
            .text(0x00291001, Vr.LO, "theirs")
            .text(0x00290011, Vr.LO, ACME)
            .text(0x00291101, Vr.LO, "Head CT")
            .integer(0x00291102, Vr.US, 7)
            .text(0x00291103, Vr.DA, "20240102")
            .sequence(
                    0x00291104,
                    DataSet.builder()
                            .text(Tag.MODALITY, "CT")
                            .text(0x00290020, Vr.LO, ACME)
                            .text(0x00292001, Vr.SH, "inner")
                            .build())
            .bytes(0x00291105, Vr.OB, new byte[] {1, 2})
            .build();

    private static DataSet key(Vr vr, int element, String value) {
        return DataSet.builder()
                .text(0x00290010, Vr.LO, ACME)
                .text(0x00291000 | element, vr, value)
                .build();
    }

    /** As it comes in Implicit VR, where private elements have no value representation. */
    private static DataSet inImplicitVr(DataSet dataSet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dataSet.in(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).writeTo(out);
        return DataSet.read(out.toByteArray(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    private static boolean matches(DataSet query, DataSet stored) {
        return Query.of(query, QueryRules.queryRetrieve()).matches(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "LO, 1, Head CT, true",
        "LO, 1, Head*, true",
        "LO, 1, head*, false",
        "LO, 1, theirs, false",
        "DA, 3, 20240101-20240131, true",
        "DA, 3, 20240201-, false"
    })
    void matchesAsAnyOtherAttribute(Vr vr, int element, String value, boolean expected) throws IOException {
        DataSet query = key(vr, element, value);
        assertThat(matches(query, STORED)).isEqualTo(expected);
        assertThat(matches(inImplicitVr(query), STORED)).as("query without VR").isEqualTo(expected);
        assertThat(matches(query, inImplicitVr(STORED))).as("stored without VR").isEqualTo(expected);
    }

    @Test
    void matchesNumbersBytesAndItems() throws IOException {
        DataSet number = DataSet.builder()
                .text(0x00290010, Vr.LO, ACME)
                .integer(0x00291002, Vr.US, 7)
                .bytes(0x00291005, Vr.OB, new byte[] {1, 2})
                .build();
        DataSet inner = DataSet.builder()
                .text(0x00290010, Vr.LO, ACME)
                .sequence(
                        0x00291004,
                        DataSet.builder()
                                .text(0x00290010, Vr.LO, ACME)
                                .text(0x00291001, Vr.SH, "in*")
                                .build())
                .build();
        for (DataSet query : List.of(number, inner, inImplicitVr(number), inImplicitVr(inner))) {
            assertThat(matches(query, STORED)).isTrue();
            assertThat(matches(query, STORED.without(0x00290011)))
                    .as("nobody's")
                    .isTrue();
            assertThat(Query.of(query, QueryRules.worklist()).matches(STORED.without(0x00290011)))
                    .isFalse();
        }
        assertThat(matches(number, STORED.with(b -> b.integer(0x00291102, Vr.US, 8))))
                .isFalse();
        assertThat(matches(inner, STORED.with(b -> b.sequence(0x00291104, DataSet.empty(), item("outer")))))
                .as("an item without the attribute, of unknown value")
                .isTrue();
        assertThat(matches(inner, STORED.with(b -> b.sequence(0x00291104, item("outer")))))
                .isFalse();
    }

    private static DataSet item(String value) {
        return key(Vr.SH, 1, value);
    }

    @Test
    void comparesBytesWhereNobodyKnowsTheVr() throws IOException {
        DataSet stored = inImplicitVr(STORED);
        assertThat(matches(inImplicitVr(key(Vr.LO, 1, "Head CT")), stored)).isTrue();
        assertThat(matches(inImplicitVr(key(Vr.LO, 1, "Head*")), stored)).isFalse();
    }

    @Test
    void answersInTheBlockOfTheQuery() throws IOException {
        DataSet asked = DataSet.builder()
                .text(0x00290010, Vr.LO, ACME)
                .text(0x00291001, Vr.LO, "Head*")
                .empty(0x00291002, Vr.US)
                .empty(0x00291004, Vr.SQ)
                .empty(0x00291006, Vr.DS)
                .build();
        DataSet answer =
                Query.of(asked, QueryRules.queryRetrieve()).answer(STORED).orElseThrow();
        assertThat(answer)
                .isEqualTo(DataSet.builder()
                        .text(0x00290010, Vr.LO, ACME)
                        .text(0x00291001, Vr.LO, "Head CT")
                        .integer(0x00291002, Vr.US, 7)
                        .sequence(0x00291004, STORED.sequence(0x00291104))
                        .empty(0x00291006, Vr.DS)
                        .build());
        DataSet ofImplicit = Query.of(inImplicitVr(asked), QueryRules.queryRetrieve())
                .answer(STORED)
                .orElseThrow();
        assertThat(ofImplicit.element(0x00291001).flatMap(Element::text)).contains("Head CT");
    }

    @Test
    void answersWhatIsAskedOfItems() {
        DataSet asked = DataSet.builder()
                .text(0x00290010, Vr.LO, ACME)
                .sequence(0x00291004, item("inner"))
                .build();
        DataSet answer =
                Query.of(asked, QueryRules.queryRetrieve()).answer(STORED).orElseThrow();
        assertThat(answer.sequence(0x00291004)).containsExactly(item("inner"));
    }

    @Test
    void knowsNoneWithoutACreatorNorOneThatIsNotSupported() {
        DataSet creator = key(Vr.LO, 1, "Neck");
        QueryRules none = QueryRules.queryRetrieve().withSupport(tag -> KeySupport.UNSUPPORTED);
        Query unsupported = Query.of(creator, none);
        Query orphan = Query.of(creator.without(0x00290010), QueryRules.queryRetrieve());
        for (Query query : List.of(unsupported, orphan)) {
            assertThat(query.unsupportedKeys()).containsExactly(0x00291001);
            assertThat(query.answer(STORED)).map(DataSet::isEmpty).contains(true);
        }
        assertThat(Query.of(key(Vr.LO, 1, "Neck"), QueryRules.queryRetrieve()).answer(STORED))
                .isEqualTo(Optional.empty());
    }
}
