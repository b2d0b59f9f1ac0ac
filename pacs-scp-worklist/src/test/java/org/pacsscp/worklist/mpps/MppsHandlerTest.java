package org.pacsscp.worklist.mpps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.Vr;
import org.pacsscp.testkit.action.ActionTester;
import org.pacsscp.testkit.action.Outcome;
import org.pacsscp.testkit.action.TestRequest;
import org.pacsscp.testkit.assertj.DicomAssertions;
import org.pacsscp.testkit.requestor.HeardResponse;

/** PS3.4 sections F.7 and F.8. */
class MppsHandlerTest {
    private final MppsStore store = MppsStore.inMemory();
    private final List<MppsEvent> events = new ArrayList<>();
    private MppsHandler handler =
            MppsHandler.builder(store).listener(events::add).build();

    /** Every pair of a state and a request: the answer, and the state after it (none: there is no step). */
    @ParameterizedTest(name = "{0}, {1} {2}: {3}, {4}")
    @CsvSource({
        "none, N-CREATE, IN PROGRESS, 0000, IN PROGRESS",
        "none, N-CREATE, COMPLETED, 0106, none",
        "none, N-CREATE, DISCONTINUED, 0106, none",
        "none, N-CREATE, PAUSED, 0106, none",
        "none, N-CREATE, '', 0121, none",
        "none, N-CREATE, absent, 0120, none",
        "none, N-SET, IN PROGRESS, 0112, none",
        "none, N-SET, COMPLETED, 0112, none",
        "none, N-SET, DISCONTINUED, 0112, none",
        "IN PROGRESS, N-CREATE, IN PROGRESS, 0111, IN PROGRESS",
        "IN PROGRESS, N-SET, IN PROGRESS, 0000, IN PROGRESS",
        "IN PROGRESS, N-SET, absent, 0000, IN PROGRESS",
        "IN PROGRESS, N-SET, '', 0121, IN PROGRESS",
        "IN PROGRESS, N-SET, PAUSED, 0106, IN PROGRESS",
        "IN PROGRESS, N-SET, COMPLETED, 0000, COMPLETED",
        "IN PROGRESS, N-SET, DISCONTINUED, 0000, DISCONTINUED",
        "COMPLETED, N-CREATE, IN PROGRESS, 0111, COMPLETED",
        "COMPLETED, N-SET, IN PROGRESS, 0110, COMPLETED",
        "COMPLETED, N-SET, absent, 0110, COMPLETED",
        "COMPLETED, N-SET, COMPLETED, 0110, COMPLETED",
        "COMPLETED, N-SET, DISCONTINUED, 0110, COMPLETED",
        "DISCONTINUED, N-CREATE, IN PROGRESS, 0111, DISCONTINUED",
        "DISCONTINUED, N-SET, IN PROGRESS, 0110, DISCONTINUED",
        "DISCONTINUED, N-SET, absent, 0110, DISCONTINUED",
        "DISCONTINUED, N-SET, COMPLETED, 0110, DISCONTINUED",
        "DISCONTINUED, N-SET, DISCONTINUED, 0110, DISCONTINUED",
    })
    void goesFromStateToState(String state, String request, String status, String answer, String after)
            throws IOException {
        if (!state.equals("none")) {
            assertThat(code(Steps.create(Steps.created()))).isEqualTo("0000");
        }
        if (state.equals("COMPLETED") || state.equals("DISCONTINUED")) {
            assertThat(code(Steps.set(Steps.ended(state)))).isEqualTo("0000");
        }
        TestRequest asked = request.equals("N-CREATE")
                ? Steps.create(with(Steps.created(), status))
                : Steps.set(with(Steps.ended("COMPLETED"), status));
        assertThat(code(asked)).isEqualTo(answer);
        assertThat(store.find(Steps.INSTANCE).map(step -> step.status().value()).orElse("none"))
                .isEqualTo(after);
    }

    private static DataSet with(DataSet attributes, String status) {
        return status.equals("absent")
                ? attributes.without(Tag.PERFORMED_PROCEDURE_STEP_STATUS)
                : attributes.with(elements -> elements.text(Tag.PERFORMED_PROCEDURE_STEP_STATUS, status));
    }

    /** Table F.7.2-2. */
    @Test
    void saysThatAStepMayNoLongerBeUpdated() {
        call(Steps.create(Steps.created()));
        call(Steps.set(Steps.ended("COMPLETED")));
        HeardResponse answer = call(Steps.set(Steps.ended("DISCONTINUED"))).last();
        assertThat(answer.command().errorId()).hasValue(0xA710);
        DicomAssertions.assertThat(answer).hasErrorComment("Performed Procedure Step Object may no longer be updated");
        assertThat(events).hasSize(2);
    }

    /** Table F.7.2-1: each attribute of type 1 at N-CREATE, left out and empty. */
    @ParameterizedTest
    @CsvSource({
        "ScheduledStepAttributesSequence",
        "PerformedProcedureStepID",
        "PerformedStationAETitle",
        "PerformedProcedureStepStartDate",
        "PerformedProcedureStepStartTime",
        "PerformedProcedureStepStatus",
        "Modality"
    })
    void needsAttributesOfType1(String keyword) throws IOException {
        int tag = Dictionary.standard().find(keyword).orElseThrow().tag();
        HeardResponse missing = call(Steps.create(Steps.created().without(tag))).last();
        assertThat(missing.status().code()).isEqualTo(0x0120);
        assertThat(missing.command().attributeIdentifierList()).containsExactly(tag);
        HeardResponse empty = call(Steps.create(Steps.created().with(elements -> elements.empty(tag))))
                .last();
        assertThat(empty.status().code()).isEqualTo(0x0121);
        DicomAssertions.assertThat(empty).hasErrorComment("no value of " + Tags.format(tag));
        assertThat(store.find(Steps.INSTANCE)).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void needsTheStudyOfAScheduledStep() {
        DataSet item =
                Steps.created().sequence(Tag.SCHEDULED_STEP_ATTRIBUTES_SEQUENCE).get(0);
        assertThat(code(Steps.create(Steps.created()
                        .with(elements -> elements.sequence(
                                Tag.SCHEDULED_STEP_ATTRIBUTES_SEQUENCE, item.without(Tag.STUDY_INSTANCE_UID))))))
                .isEqualTo("0120");
        assertThat(code(Steps.create(Steps.created()
                        .with(elements -> elements.sequence(
                                Tag.SCHEDULED_STEP_ATTRIBUTES_SEQUENCE,
                                item.with(within -> within.empty(Tag.STUDY_INSTANCE_UID)))))))
                .isEqualTo("0121");
    }

    /** Type 2: kept as empty, so that N-GET returns them. */
    @Test
    void fillsUpAttributesOfType2() {
        DataSet least = Steps.created()
                .without(
                        Tag.PATIENT_NAME,
                        Tag.PATIENT_ID,
                        Tag.PATIENT_BIRTH_DATE,
                        Tag.PATIENT_SEX,
                        Tag.REFERENCED_PATIENT_SEQUENCE,
                        Tag.PERFORMED_SERIES_SEQUENCE,
                        Tag.STUDY_ID);
        assertThat(code(Steps.create(least))).isEqualTo("0000");
        DicomAssertions.assertThat(call(Steps.get()).last().dataSet())
                .hasEmpty(Tag.PATIENT_NAME)
                .hasEmpty(Tag.PERFORMED_SERIES_SEQUENCE)
                .hasEmpty(Tag.STUDY_ID)
                .hasText(Tag.PERFORMED_PROCEDURE_STEP_ID, "PPS1");
    }

    /** Items of Performed Series Sequence have attributes of type 1 at N-SET, too. */
    @ParameterizedTest
    @CsvSource({"SeriesInstanceUID", "ProtocolName"})
    void needsAttributesOfType1InSeries(String keyword) {
        int tag = Dictionary.standard().find(keyword).orElseThrow().tag();
        call(Steps.create(Steps.created()));
        DataSet ended = Steps.ended("COMPLETED");
        DataSet series = ended.sequence(Tag.PERFORMED_SERIES_SEQUENCE).get(0);
        assertThat(code(Steps.set(
                        ended.with(elements -> elements.sequence(Tag.PERFORMED_SERIES_SEQUENCE, series.without(tag))))))
                .isEqualTo("0120");
        assertThat(code(Steps.set(ended.with(elements ->
                        elements.sequence(Tag.PERFORMED_SERIES_SEQUENCE, series.with(within -> within.empty(tag)))))))
                .isEqualTo("0121");
    }

    /** Table F.7.2-1: all whose N-SET column says "not allowed" stay; 0107H names those that were to be others. */
    @Test
    void leavesWhatMayNotBeSet() throws IOException {
        call(Steps.create(Steps.created()));
        DataSet modifications = Steps.ended("COMPLETED")
                .with(elements -> elements.text(Tag.PATIENT_ID, "OTHER")
                        .text(Tag.PERFORMED_STATION_AE_TITLE, "OTHER")
                        .text(Tag.MODALITY, "CT"));
        HeardResponse answer = call(Steps.set(modifications)).last();
        assertThat(answer.status().code()).isEqualTo(0x0107);
        assertThat(answer.command().attributeIdentifierList())
                .containsExactly(Tag.PATIENT_ID, Tag.PERFORMED_STATION_AE_TITLE);
        DicomAssertions.assertThat(store.find(Steps.INSTANCE).orElseThrow().attributes())
                .hasText(Tag.PATIENT_ID, "INV-1")
                .hasText(Tag.PERFORMED_STATION_AE_TITLE, "CT_1")
                .hasText(Tag.PERFORMED_PROCEDURE_STEP_STATUS, "COMPLETED");
    }

    @Test
    void takesWhatMayBeSet() throws IOException {
        call(Steps.create(Steps.created()));
        DataSet modifications = DataSet.builder()
                .text(Tag.PERFORMED_PROCEDURE_STEP_DESCRIPTION, "Head and neck")
                .text(Tag.COMMENTS_ON_THE_PERFORMED_PROCEDURE_STEP, "Invented")
                .build();
        assertThat(code(Steps.set(modifications))).isEqualTo("0000");
        PerformedStep step = store.find(Steps.INSTANCE).orElseThrow();
        assertThat(step.revision()).isEqualTo(1);
        DicomAssertions.assertThat(step.attributes())
                .contains(modifications)
                .hasText(Tag.PATIENT_ID, "INV-1")
                .doesNotHaveElement(Tag.SOP_INSTANCE_UID);
    }

    /** F.7.2.2.3: the character set of N-SET does not replace that of N-CREATE. */
    @Test
    void keepsTextOfTwoCharacterSets() throws IOException {
        call(Steps.create(Steps.created()
                .with(elements -> elements.text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                        .text(Tag.PATIENT_NAME, "Müller^Jörg")
                        .text(Tag.PERFORMED_LOCATION, "Süd"))));
        assertThat(code(Steps.set(DataSet.builder()
                        .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 144")
                        .text(Tag.PERFORMED_PROCEDURE_STEP_DESCRIPTION, "Голова")
                        .sequence(
                                Tag.PERFORMED_SERIES_SEQUENCE,
                                Steps.ended("COMPLETED")
                                        .sequence(Tag.PERFORMED_SERIES_SEQUENCE)
                                        .get(0)
                                        .with(series -> series.text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 144")
                                                .text(Tag.PROTOCOL_NAME, "Голова")))
                        .build())))
                .isEqualTo("0000");
        DicomAssertions.assertThat(store.find(Steps.INSTANCE).orElseThrow().attributes())
                .hasText(Tag.PATIENT_NAME, "Müller^Jörg")
                .hasText(Tag.PERFORMED_LOCATION, "Süd")
                .hasText(Tag.PERFORMED_PROCEDURE_STEP_DESCRIPTION, "Голова")
                .item(Tag.PERFORMED_SERIES_SEQUENCE, 0)
                .hasText(Tag.PROTOCOL_NAME, "Голова");
    }

    @Test
    void takesAFinalStepWithGapsAndNamesThem() throws IOException {
        call(Steps.create(Steps.created()));
        assertThat(code(Steps.set(DataSet.builder()
                        .text(Tag.PERFORMED_PROCEDURE_STEP_STATUS, "COMPLETED")
                        .build())))
                .isEqualTo("0000");
        assertThat(store.find(Steps.INSTANCE).orElseThrow().missing())
                .containsExactly(
                        Tag.PERFORMED_PROCEDURE_STEP_END_DATE,
                        Tag.PERFORMED_PROCEDURE_STEP_END_TIME,
                        Tag.PERFORMED_SERIES_SEQUENCE);
    }

    /** F.7.2.1.2: the modality gives the instance UID. */
    @Test
    void makesAnInstanceUidOnlyAsALeniency() throws IOException {
        TestRequest withoutUid = TestRequest.of(CommandField.N_CREATE_RQ, SopClass.MODALITY_PERFORMED_PROCEDURE_STEP)
                .dataSet(Steps.created());
        assertThat(code(withoutUid)).isEqualTo("0117");
        handler = MppsHandler.builder(store).bear(MppsLeniency.INSTANCE_UID).build();
        HeardResponse answer = call(withoutUid).last();
        DicomAssertions.assertThat(answer).isSuccess();
        Uid made = answer.command().affectedSopInstanceUid().orElseThrow();
        assertThat(made.value()).startsWith("2.25.");
        assertThat(store.find(made)).isPresent();
    }

    @Test
    void bearsGapsOnlyAsALeniency() {
        handler = MppsHandler.builder(store)
                .bear(MppsLeniency.REQUIRED_ATTRIBUTES)
                .build();
        assertThat(code(Steps.create(Steps.created().without(Tag.PERFORMED_PROCEDURE_STEP_STATUS))))
                .isEqualTo("0120");
        assertThat(code(Steps.create(Steps.created().without(Tag.MODALITY)))).isEqualTo("0000");
    }

    @Test
    void tellsListenersWhoseFailuresHarmNothing() {
        handler = MppsHandler.builder(store)
                .listener(event -> {
                    throw new IOException("nobody at home");
                })
                .listener(events::add)
                .build();
        call(Steps.create(Steps.created()).from("CT_1"));
        call(Steps.set(DataSet.builder()
                .text(Tag.PERFORMED_PROCEDURE_STEP_DESCRIPTION, "Head")
                .build()));
        assertThat(code(Steps.set(Steps.ended("DISCONTINUED")))).isEqualTo("0000");
        assertThat(events).extracting(MppsEvent::begins).containsExactly(true, false, false);
        assertThat(events).extracting(MppsEvent::ends).containsExactly(false, false, true);
        assertThat(events.get(0).callingAeTitle().value()).isEqualTo("CT_1");
        assertThat(events.get(2).before().map(PerformedStep::revision)).contains(1L);
    }

    /** F.8.2: what is asked for, and the character set; all, if nothing is named. */
    @Test
    void returnsAttributes() {
        assertThat(code(Steps.get())).isEqualTo("0112");
        call(Steps.create(Steps.created().with(elements -> elements.text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100"))));
        HeardResponse some = call(Steps.get(
                        Tag.PERFORMED_PROCEDURE_STEP_STATUS,
                        Tag.PERFORMED_PROCEDURE_STEP_DISCONTINUATION_REASON_CODE_SEQUENCE))
                .last();
        DicomAssertions.assertThat(some).isSuccess();
        DicomAssertions.assertThat(some.dataSet())
                .isEqualTo(DataSet.builder()
                        .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                        .text(Tag.PERFORMED_PROCEDURE_STEP_STATUS, "IN PROGRESS")
                        .empty(Tag.PERFORMED_PROCEDURE_STEP_DISCONTINUATION_REASON_CODE_SEQUENCE)
                        .build());
        assertThat(call(Steps.get()).last().dataSet().size()).isGreaterThan(20);
    }

    /** Table F.8.2-2. */
    @Test
    void warnsOfOptionalAttributesThatItDoesNotHave() {
        call(Steps.create(Steps.created()));
        HeardResponse answer =
                call(Steps.get(Tag.MODALITY, Tag.SERVICE_EPISODE_ID)).last();
        assertThat(answer.status().code()).isEqualTo(0x0001);
        DicomAssertions.assertThat(answer.dataSet())
                .hasText(Tag.MODALITY, "CT")
                .doesNotHaveElement(Tag.SERVICE_EPISODE_ID);
    }

    @Test
    void refusesWhatIsNoDataSet() {
        byte[] broken = {8, 0, 5, 0, (byte) 0xFF, 0, 0, 0, 1};
        assertThat(code(Steps.create(DataSet.empty()).dataSetBytes(broken))).isEqualTo("0110");
        assertThat(code(Steps.create(DataSet.empty()))).isEqualTo("0120");
        assertThat(code(TestRequest.of(CommandField.N_SET_RQ, SopClass.MODALITY_PERFORMED_PROCEDURE_STEP)
                        .dataSet(Steps.ended("COMPLETED"))))
                .isEqualTo("0117");
    }

    /** Two that create one step, and two that end one: each time, one is first. */
    @Test
    void letsOneOfSeveralWin() throws Exception {
        int racing = 8;
        ExecutorService threads = Executors.newFixedThreadPool(racing);
        try {
            List<String> created = race(threads, racing, i -> Steps.create(Steps.created()));
            assertThat(created).containsOnlyOnce("0000").contains("0111");
            List<String> ended =
                    race(threads, racing, i -> Steps.set(Steps.ended(i % 2 == 0 ? "COMPLETED" : "DISCONTINUED")));
            assertThat(ended).containsOnlyOnce("0000").contains("0110");
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.find(Steps.INSTANCE).map(PerformedStep::revision)).contains(1L);
    }

    /** N-SETs of different attributes at once all count. */
    @Test
    void losesNoChange() throws Exception {
        int racing = 8;
        call(Steps.create(Steps.created()));
        int[] tags =
                IntStream.range(0, racing).map(i -> Tags.of(0x4001, 0x1000 + i)).toArray();
        ExecutorService threads = Executors.newFixedThreadPool(racing);
        try {
            List<String> answers = race(
                    threads,
                    racing,
                    i -> Steps.set(DataSet.builder()
                            .text(Tags.of(0x4001, 0x10), Vr.LO, "INVENTED")
                            .text(tags[i], Vr.LO, "V" + i)
                            .build()));
            assertThat(answers).containsOnly("0000");
        } finally {
            threads.shutdownNow();
        }
        DataSet attributes = store.find(Steps.INSTANCE).orElseThrow().attributes();
        assertThat(Arrays.stream(tags).mapToObj(attributes::contains)).containsOnly(true);
        assertThat(store.find(Steps.INSTANCE).map(PerformedStep::revision)).contains((long) racing);
    }

    /** Makes the request of a number. */
    private interface Requests {
        TestRequest of(int number);
    }

    private List<String> race(ExecutorService threads, int racing, Requests requests) throws Exception {
        CyclicBarrier start = new CyclicBarrier(racing);
        MppsHandler quiet = MppsHandler.of(store);
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < racing; i++) {
            TestRequest request = requests.of(i);
            calls.add(() -> {
                start.await();
                return code(ActionTester.of(quiet).call(request));
            });
        }
        List<String> codes = new ArrayList<>();
        for (Future<String> future : threads.invokeAll(calls)) {
            codes.add(future.get());
        }
        return codes;
    }

    private Outcome call(TestRequest request) {
        return ActionTester.of(handler).call(request);
    }

    private String code(TestRequest request) {
        return code(call(request));
    }

    private static String code(Outcome outcome) {
        assertThat(outcome.thrown().filter(thrown -> !(thrown instanceof DimseException)))
                .isEqualTo(Optional.empty());
        DimseStatus status = outcome.last().status();
        return "%04X".formatted(status.code());
    }
}
