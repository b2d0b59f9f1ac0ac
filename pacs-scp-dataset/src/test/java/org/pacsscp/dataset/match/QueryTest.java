package org.pacsscp.dataset.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

class QueryTest {
    /** Which policies a row of the table is for. */
    enum Policies {
        QR,
        MWL,
        BOTH;

        List<MatchingPolicy> all() {
            return switch (this) {
                case QR -> List.of(MatchingPolicy.QUERY_RETRIEVE);
                case MWL -> List.of(MatchingPolicy.WORKLIST);
                case BOTH -> List.of(MatchingPolicy.values());
            };
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3} | {4}")
    @CsvFileSource(resources = "cases.txt", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`', emptyValue = "")
    void matchesAsTheStandardSays(
            String clause, Policies policies, String negotiated, String key, String stored, String matches) {
        for (MatchingPolicy policy : policies.all()) {
            QueryRules rules = rules(policy, negotiated == null ? "" : negotiated);
            Query query = Query.of(WrittenDataSet.of(key == null ? "" : key), rules);
            DataSet dataSet = WrittenDataSet.of(stored == null ? "" : stored);
            assertThat(query.matches(dataSet)).as("%s %s", clause, policy).isEqualTo(matches.equals("yes"));
            assertThat(query.answer(dataSet).isPresent()).isEqualTo(matches.equals("yes"));
        }
    }

    private static QueryRules rules(MatchingPolicy policy, String negotiated) {
        QueryRules rules = policy == MatchingPolicy.WORKLIST ? QueryRules.worklist() : QueryRules.queryRetrieve();
        return rules.withCombinedDateTime(negotiated.contains("combined"))
                .withEmptyValues(negotiated.contains("empty"))
                .withMultipleValues(negotiated.contains("multiple"))
                .withTimezoneAdjustment(negotiated.contains("timezone"));
    }

    @Test
    void answersWhatIsAskedForAndNothingElse() {
        Query query = Query.of(
                WrittenDataSet.of("QueryRetrieveLevel=STUDY; PatientName=doe*; StudyDate=; AccessionNumber="),
                QueryRules.queryRetrieve());
        DataSet stored = WrittenDataSet.of("PatientName=Doe^John; StudyDate=20240102; PatientID=P1; StudyID=1");
        DataSet answer = query.answer(stored).orElseThrow();
        assertThat(tags(answer))
                .containsExactly(
                        Tag.SPECIFIC_CHARACTER_SET,
                        Tag.STUDY_DATE,
                        Tag.ACCESSION_NUMBER,
                        Tag.QUERY_RETRIEVE_LEVEL,
                        Tag.PATIENT_NAME);
        assertThat(answer.text(Tag.QUERY_RETRIEVE_LEVEL)).contains("STUDY");
        assertThat(answer.text(Tag.PATIENT_NAME)).contains("Doe^John");
        assertThat(answer.text(Tag.STUDY_DATE)).contains("20240102");
        assertThat(answer.element(Tag.ACCESSION_NUMBER)).map(Element::isEmpty).contains(true);
        assertThat(answer.element(Tag.ACCESSION_NUMBER)).map(Element::vr).contains(Vr.SH);
    }

    @Test
    void answersTheItemsThatMatchWithWhatIsAskedOfThem() {
        Query query = Query.of(
                WrittenDataSet.of(
                        "PatientID=; ScheduledProcedureStepSequence=[Modality=CT; ScheduledProcedureStepID=]"),
                QueryRules.worklist());
        DataSet stored = WrittenDataSet.of("PatientID=P1; ScheduledProcedureStepSequence="
                + "[Modality=MR; ScheduledProcedureStepID=1]"
                + "[Modality=CT; ScheduledProcedureStepID=2; ScheduledStationAETitle=CT1]"
                + "[Modality=CT]");
        List<DataSet> items = query.answer(stored).orElseThrow().sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE);
        assertThat(items).hasSize(2);
        assertThat(tags(items.get(0))).containsExactly(Tag.MODALITY, Tag.SCHEDULED_PROCEDURE_STEP_ID);
        assertThat(items.get(0).text(Tag.SCHEDULED_PROCEDURE_STEP_ID)).contains("2");
        assertThat(items.get(1).text(Tag.SCHEDULED_PROCEDURE_STEP_ID)).isEmpty();
    }

    @Test
    void answersAWholeSequenceThatIsAskedForWithoutKeys() {
        DataSet stored =
                WrittenDataSet.of("ScheduledProcedureStepSequence=[Modality=MR; ScheduledProcedureStepID=1][]");
        for (String key : List.of("ScheduledProcedureStepSequence=", "ScheduledProcedureStepSequence=[]")) {
            Query query = Query.of(WrittenDataSet.of(key), QueryRules.worklist());
            assertThat(query.answer(stored).orElseThrow().sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE))
                    .isEqualTo(stored.sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE));
        }
    }

    @ParameterizedTest
    @EnumSource(MatchingPolicy.class)
    void neitherMatchesNorAnswersWhatIsNotSupported(MatchingPolicy policy) {
        QueryRules rules = rules(policy, "").withSupport(tag -> switch (tag) {
            case Tag.PATIENT_COMMENTS -> KeySupport.UNSUPPORTED;
            case Tag.STUDY_DESCRIPTION, Tag.PROCEDURE_CODE_SEQUENCE -> KeySupport.RETURNED;
            default -> KeySupport.MATCHED;
        });
        Query query = Query.of(
                WrittenDataSet.of(
                        "PatientID=P1; PatientComments=x; StudyDescription=y; ProcedureCodeSequence=[CodeValue=z]"),
                rules);
        DataSet stored = WrittenDataSet.of(
                "PatientID=P1; PatientComments=a; StudyDescription=b; ProcedureCodeSequence=[CodeValue=c]");
        DataSet answer = query.answer(stored).orElseThrow();
        assertThat(query.unsupportedKeys()).containsExactly(Tag.PATIENT_COMMENTS);
        assertThat(answer.contains(Tag.PATIENT_COMMENTS)).isFalse();
        assertThat(answer.text(Tag.STUDY_DESCRIPTION)).contains("b");
        assertThat(answer.sequence(Tag.PROCEDURE_CODE_SEQUENCE)).hasSize(1);
        assertThat(query.matches(WrittenDataSet.of("PatientID=P2"))).isFalse();
    }

    @Test
    void tellsValuesThatCannotBeAskedFor() {
        Query query = Query.of(
                WrittenDataSet.of(
                        "StudyDate=yesterday; StudyTime=9-; AcquisitionDateTime=x-y; PatientBirthDate=19700101;"
                                + " ScheduledProcedureStepSequence=[Modality=CT; ScheduledProcedureStepStartDate=*][Modality=MR]"),
                QueryRules.queryRetrieve());
        assertThat(query.invalidKeys())
                .containsExactlyInAnyOrder(
                        Tag.STUDY_DATE,
                        Tag.STUDY_TIME,
                        Tag.ACQUISITION_DATE_TIME,
                        Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
                        Tag.SCHEDULED_PROCEDURE_STEP_START_DATE);
    }

    @Test
    void showsNoValue() {
        Query query = Query.of(WrittenDataSet.of("PatientName=Doe^John"), QueryRules.queryRetrieve());
        assertThat(query.toString())
                .contains("QUERY_RETRIEVE")
                .doesNotContain("Doe")
                .doesNotContain("John");
    }

    private static List<Integer> tags(DataSet dataSet) {
        return Stream.iterate(dataSet.iterator(), java.util.Iterator::hasNext, each -> each)
                .map(each -> each.next().tag())
                .toList();
    }
}
