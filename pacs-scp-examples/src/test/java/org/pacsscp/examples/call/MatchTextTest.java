package org.pacsscp.examples.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

class MatchTextTest {
    @Test
    void writesAttributesAsKeysAreTyped() {
        DataSet match = DataSet.builder()
                .text(Tag.PATIENT_NAME, "Invented^Patient")
                .text(Tag.MODALITIES_IN_STUDY, "CT", "MR")
                .integer(Tag.ROWS, 512)
                .empty(Tag.STUDY_DESCRIPTION)
                .sequence(
                        Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
                        DataSet.builder().text(Tag.MODALITY, "CT").build(),
                        DataSet.builder().text(Tag.MODALITY, "MR").build())
                .sequence(Tag.REQUESTED_PROCEDURE_CODE_SEQUENCE)
                .build();
        assertThat(MatchText.lines(match))
                .containsExactlyInAnyOrder(
                        "PatientName=Invented^Patient",
                        "ModalitiesInStudy=CT\\MR",
                        "Rows=512",
                        "StudyDescription=",
                        "ScheduledProcedureStepSequence[0].Modality=CT",
                        "ScheduledProcedureStepSequence[1].Modality=MR",
                        "RequestedProcedureCodeSequence=");
    }

    @Test
    void showsBytesByTheirNumberAndNamesWhatHasNoKeywordByItsTag() {
        DataSet match = DataSet.builder()
                .text(0x00090010, Vr.LO, "INVENTED")
                .bytes(0x00091001, Vr.OB, new byte[4])
                .build();
        assertThat(MatchText.lines(match)).containsExactly("0009,0010=INVENTED", "0009,1001=(4 bytes)");
    }

    @Test
    void showsNothingThatATerminalWouldObey() {
        DataSet match = DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .text(Tag.STUDY_COMMENTS, Vr.LT, "one\r\n\ftwo\u202e")
                .build();
        assertThat(MatchText.lines(match))
                .last()
                .asString()
                .doesNotContain("\n", "\r", "\f", "\u202e")
                .contains("one", "two");
    }
}
