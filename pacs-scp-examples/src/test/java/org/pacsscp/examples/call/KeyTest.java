package org.pacsscp.examples.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.dataset.Tag;

class KeyTest {
    @ParameterizedTest
    @CsvSource({
        "PatientID=P1, P1",
        "patientid=P1, P1",
        "'0010,0020=P1', P1",
        "PatientID=a=b, a=b",
        "PatientID==, =",
        "'PatientID=A[0].B', A[0].B",
        "PatientID=A\\B, A\\B"
    })
    void takesAllBehindTheFirstEqualsSignForTheValue(String text, String value) {
        Key key = Key.parse(text);
        assertThat(key.attribute().tag()).isEqualTo(Tag.PATIENT_ID);
        assertThat(key.value()).contains(value);
        assertThat(key.sequences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PatientID", "PatientID=", "ScheduledProcedureStepSequence"})
    void hasNoValueWhereNoneIsTyped(String text) {
        assertThat(Key.parse(text).value()).isEmpty();
    }

    @Test
    void findsItsWayIntoSequences() {
        Key key = Key.parse("ScheduledProcedureStepSequence[0].ScheduledProtocolCodeSequence[0].CodeValue=X=1");
        assertThat(key.sequences())
                .containsExactly(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, Tag.SCHEDULED_PROTOCOL_CODE_SEQUENCE);
        assertThat(key.attribute().tag()).isEqualTo(Tag.CODE_VALUE);
        assertThat(key.value()).contains("X=1");
    }

    @Test
    void isToldWithoutItsValue() {
        assertThat(Key.parse("ScheduledProcedureStepSequence[0].Modality=CT"))
                .hasToString("ScheduledProcedureStepSequence[0].Modality");
    }

    @ParameterizedTest
    @CsvSource({
        "Patient=P1, no attribute of PS3.6",
        "'', no attribute of PS3.6",
        "=P1, no attribute of PS3.6",
        "'0009,1001=P1', no attribute of PS3.6",
        "'FFFE,E000=1', no attribute of PS3.6",
        "'6002,0010=1', no attribute of PS3.6",
        "QueryRetrieveLevel=STUDY, give --level",
        "ScheduledProcedureStepSequence=CT, is a sequence",
        "ScheduledProcedureStepSequence.Modality=CT, no item of a sequence",
        "ScheduledProcedureStepSequence[1].Modality=CT, has one item",
        "'ScheduledProcedureStepSequence[0]', no attribute of PS3.6",
        "PatientID[0].Modality=CT, is no sequence"
    })
    void saysWhatIsWrong(String text, String explanation) {
        assertThatThrownBy(() -> Key.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(explanation);
    }
}
