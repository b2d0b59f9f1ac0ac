package org.pacsscp.archive.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.FindStatus;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.EmbeddedDatabase;
import org.pacsscp.client.InformationModel;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.StoredInstance;
import org.pacsscp.testkit.action.ActionTester;
import org.pacsscp.testkit.action.Outcome;
import org.pacsscp.testkit.action.TestRequest;

class FindHandlerTest {
    private static final Uid STUDY_ROOT = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND;

    @TempDir
    private Path directory;

    private Catalog catalog;

    @BeforeEach
    void fill() throws IOException {
        catalog = Catalog.open(EmbeddedDatabase.of(directory.resolve("catalog.db")));
        for (int i = 0; i < 5; i++) {
            catalog.add(stored(i));
        }
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private static StoredInstance stored(int number) {
        Uid uid = Uid.of("1.2.3." + number);
        return new StoredInstance(
                SopClass.CT_IMAGE_STORAGE,
                uid,
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                uid.value(),
                100,
                10,
                0,
                AeTitle.of("SENDER"),
                AeTitle.of("ARCHIVE"),
                Instant.EPOCH,
                DataSet.builder()
                        .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                        .text(Tag.PATIENT_ID, "P" + number)
                        .text(Tag.PATIENT_NAME, "Invented-Müller^" + number)
                        .text(Tag.STUDY_INSTANCE_UID, "1.2." + number)
                        .text(Tag.STUDY_DATE, "202604%02d".formatted(number % 30 + 1))
                        .text(Tag.SERIES_INSTANCE_UID, "1.2.9." + number)
                        .uid(Tag.SOP_INSTANCE_UID, uid)
                        .uid(Tag.SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE)
                        .build());
    }

    private final QueryCounts counts = new QueryCounts();

    private ActionTester tester(long limit) {
        return ActionTester.of(new FindHandler(
                InformationModel.STUDY_ROOT,
                catalog,
                new FindSettings(Optional.empty(), limit, ZoneOffset.UTC),
                counts));
    }

    private Outcome ask(DataSetBuilder keys) {
        return tester(Long.MAX_VALUE).call(TestRequest.find(STUDY_ROOT, keys.build()));
    }

    private static DataSetBuilder studies() {
        return DataSet.builder().text(Tag.QUERY_RETRIEVE_LEVEL, "STUDY");
    }

    @Test
    void answersWithWhatTheStandardWants() {
        Outcome outcome = ask(studies()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .text(Tag.PATIENT_NAME, "invented-MÜLLER^3")
                .empty(Tag.INSTANCE_AVAILABILITY)
                .empty(Tag.STUDY_DESCRIPTION));

        assertThat(outcome.last().status()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(outcome.pending()).hasSize(1);
        assertThat(outcome.pending().get(0).status()).isEqualTo(FindStatus.PENDING);
        DataSet answer = outcome.pending().get(0).dataSet();
        assertThat(answer.text(Tag.SPECIFIC_CHARACTER_SET)).contains("ISO_IR 100");
        assertThat(answer.text(Tag.QUERY_RETRIEVE_LEVEL)).contains("STUDY");
        assertThat(answer.text(Tag.RETRIEVE_AE_TITLE)).contains("TESTED");
        assertThat(answer.text(Tag.INSTANCE_AVAILABILITY)).contains("ONLINE");
        assertThat(answer.text(Tag.STUDY_INSTANCE_UID)).contains("1.2.3");
        assertThat(answer.text(Tag.PATIENT_NAME)).contains("Invented-Müller^3");
        assertThat(answer.element(Tag.STUDY_DESCRIPTION)).isPresent().get().matches(element -> element.isEmpty());
    }

    @Test
    void saysThatAKeyIsNotSupported() {
        Outcome outcome = ask(studies().empty(Tag.KVP));

        assertThat(outcome.pending())
                .hasSize(5)
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(FindStatus.OPTIONAL_KEYS_NOT_SUPPORTED));
        assertThat(outcome.pending().get(0).dataSet().contains(Tag.KVP)).isFalse();
    }

    @Test
    void refusesALevelThatTheModelHasNot() {
        for (String level : new String[] {"PATIENT", "WARD", ""}) {
            Outcome outcome = ask(DataSet.builder().text(Tag.QUERY_RETRIEVE_LEVEL, level));

            assertThat(outcome.last().status().code()).as(level).isEqualTo(0xA900);
            assertThat(outcome.pending()).isEmpty();
        }
    }

    @Test
    void refusesWhatLacksAUniqueKeyAbove() {
        Outcome outcome = ask(DataSet.builder().text(Tag.QUERY_RETRIEVE_LEVEL, "SERIES"));

        assertThat(outcome.last().status().code()).isEqualTo(0xA900);
        assertThat(outcome.last().status().errorComment())
                .hasValueSatisfying(comment -> assertThat(comment).contains("(0020,000D)"));
    }

    @Test
    void endsAtTheLimit() {
        Outcome outcome = tester(3).call(TestRequest.find(STUDY_ROOT, studies().build()));

        assertThat(outcome.pending()).hasSize(3);
        assertThat(outcome.last().status().code()).isEqualTo(0xA700);
        assertThat(outcome.last().status().errorComment()).contains("more than 3 matches; ask for less");
        assertThat(tester(5)
                        .call(TestRequest.find(STUDY_ROOT, studies().build()))
                        .last()
                        .status())
                .as("the limit itself is no limit")
                .isEqualTo(DimseStatus.SUCCESS);
    }

    /** How many come together depends on how quickly they are found. */
    @Test
    void endsWhenItIsCancelled() throws IOException {
        for (int i = 5; i < 80; i++) {
            catalog.add(stored(i));
        }

        Outcome outcome = tester(Long.MAX_VALUE)
                .call(TestRequest.find(STUDY_ROOT, studies().build()).cancellingAfter(2));

        assertThat(outcome.pending()).hasSizeBetween(2, 2 + 32);
        assertThat(outcome.last().status()).isEqualTo(FindStatus.CANCELED);
        assertThat(counts.matches()).isEqualTo(outcome.pending().size());
    }

    @Test
    void sendsNothingOnceItIsCancelled() {
        Outcome outcome = tester(Long.MAX_VALUE)
                .call(TestRequest.find(STUDY_ROOT, studies().build()).cancellingAfter(0));

        assertThat(outcome.pending()).isEmpty();
        assertThat(outcome.last().status()).isEqualTo(FindStatus.CANCELED);
    }

    @Test
    void answersAllOfMoreThanGoTogether() throws IOException {
        for (int i = 5; i < 80; i++) {
            catalog.add(stored(i));
        }

        Outcome outcome = ask(studies());

        assertThat(outcome.last().status()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(outcome.pending())
                .extracting(
                        answer -> answer.dataSet().text(Tag.STUDY_INSTANCE_UID).orElseThrow())
                .doesNotHaveDuplicates()
                .hasSize(80);
    }

    @Test
    void countsWhatBecomesOfQueries() {
        ask(studies());
        ask(studies().text(Tag.STUDY_INSTANCE_UID, "1.2.3"));
        ask(DataSet.builder().text(Tag.QUERY_RETRIEVE_LEVEL, "WARD"));
        tester(3).call(TestRequest.find(STUDY_ROOT, studies().build()));
        tester(Long.MAX_VALUE)
                .call(TestRequest.find(STUDY_ROOT, studies().build()).cancellingAfter(0));

        assertThat(counts.answered()).isEqualTo(2);
        assertThat(counts.refused()).isEqualTo(1);
        assertThat(counts.failed()).isEqualTo(1);
        assertThat(counts.cancelled()).isEqualTo(1);
        assertThat(counts.abandoned()).isZero();
        assertThat(counts.matches()).isEqualTo(5 + 1 + 3);
    }

    @Test
    void agreesToWhatItCan() {
        FindHandler handler = new FindHandler(
                InformationModel.STUDY_ROOT, catalog, new FindSettings(Optional.empty(), 1, ZoneOffset.UTC), counts);

        assertThat(handler.negotiate(STUDY_ROOT, new byte[] {1}))
                .hasValueSatisfying(answer -> assertThat(answer).containsExactly(1));
        assertThat(handler.negotiate(STUDY_ROOT, new byte[] {1, 1, 1, 1, 1, 1, 1, 1}))
                .hasValueSatisfying(answer -> assertThat(answer).containsExactly(1, 1, 0, 1, 0, 1, 1));
        assertThat(handler.negotiate(STUDY_ROOT, new byte[] {0, 1, 2}))
                .hasValueSatisfying(answer -> assertThat(answer).containsExactly(0, 1, 0));
    }
}
