package org.pacsscp.testkit.assertj;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pacsscp.testkit.assertj.DicomAssertions.assertThat;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.requestor.HeardResponse;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

class DicomAssertionsTest {
    private static final DataSet DATA_SET = DataSet.builder()
            .text(Tag.PATIENT_ID, "INV-1")
            .integer(Tag.ROWS, 8)
            .empty(Tag.PATIENT_NAME)
            .sequence(
                    Tag.REFERENCED_STUDY_SEQUENCE,
                    DataSet.builder().text(Tag.STUDY_ID, "S").build())
            .build();

    private static void refuses(ThrowingCallable assertion, String... words) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(words);
    }

    @Test
    void lookAtDataSets() {
        assertThat(DATA_SET)
                .hasElement(Tag.PATIENT_ID)
                .doesNotHaveElement(Tag.STUDY_ID)
                .hasEmpty(Tag.PATIENT_NAME)
                .hasText(Tag.PATIENT_ID, "INV-1")
                .hasInteger(Tag.ROWS, 8)
                .hasItems(Tag.REFERENCED_STUDY_SEQUENCE, 1)
                .contains(DATA_SET.without(Tag.ROWS))
                .isEqualTo(DATA_SET.with(elements -> elements.integer(Tag.ROWS, 8)));
        assertThat(DATA_SET).item(Tag.REFERENCED_STUDY_SEQUENCE, 0).hasText(Tag.STUDY_ID, "S");
    }

    @Test
    void sayWhatIsWrongWithDataSets() {
        refuses(() -> assertThat(DATA_SET).hasElement(Tag.STUDY_ID), "to have (0020,0010)", "(0010,0020)");
        refuses(() -> assertThat(DATA_SET).doesNotHaveElement(Tag.PATIENT_ID), "(0010,0020)", "INV-1");
        refuses(() -> assertThat(DATA_SET).hasEmpty(Tag.PATIENT_ID), "without a value", "INV-1");
        refuses(() -> assertThat(DATA_SET).hasText(Tag.PATIENT_ID, "A", "B"), "[A, B]", "[INV-1]");
        refuses(() -> assertThat(DATA_SET).hasInteger(Tag.ROWS, 9), "(0028,0010) = 9");
        refuses(() -> assertThat(DATA_SET).hasItems(Tag.REFERENCED_STUDY_SEQUENCE, 2), "2 items", "there are 1");
        refuses(() -> assertThat(DATA_SET).item(Tag.REFERENCED_STUDY_SEQUENCE, 1), "item 1", "1 items");
        DataSet other =
                DATA_SET.with(elements -> elements.text(Tag.PATIENT_ID, "INV-2").text(Tag.STUDY_ID, "S"));
        refuses(
                () -> assertThat(DATA_SET).isEqualTo(other),
                "(0010,0020): expected LO [INV-2], found LO [INV-1]",
                "(0020,0010): expected SH [S], found none");
        refuses(() -> assertThat(DATA_SET).contains(other), "(0020,0010): expected SH [S], found none");
    }

    @Test
    void lookAtResponses() throws Exception {
        Uid find = Uid.of("1.2.840.10008.5.1.4.1.2.2.1");
        try (FakePacs pacs = FakePacs.start()) {
            pacs.onFind().respondMatches(DATA_SET);
            pacs.onEcho().respond(DimseStatus.RESOURCE_LIMITATION.withErrorComment("too busy"));
            try (Requestor requestor = Proposal.to("ANY")
                    .context(SopClass.VERIFICATION)
                    .context(find)
                    .open("localhost", pacs.port())) {
                HeardResponse match = requestor.find(find, DATA_SET).get(0);
                HeardResponse refusal = requestor.echo();
                requestor.release();

                assertThat(match).hasStatus(DimseStatus.PENDING).dataSet().isEqualTo(DATA_SET);
                assertThat(refusal)
                        .is(DimseStatus.Category.FAILURE)
                        .hasErrorComment("too busy")
                        .hasNoDataSet();
                refuses(() -> assertThat(match).isSuccess(), "to have the status 0000H, but it is FF00H", "C-FIND-RSP");
                refuses(() -> assertThat(match).hasNoDataSet(), "to have no data set");
                refuses(() -> assertThat(refusal).dataSet(), "to have a data set");
                refuses(() -> assertThat(refusal).hasErrorComment("busy"), "\"busy\"", "\"too busy\"");
                refuses(() -> assertThat(refusal).is(DimseStatus.Category.WARNING), "WARNING", "0213H");
            }
        }
    }
}
