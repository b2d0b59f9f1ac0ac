package org.pacsscp.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.client.InformationModel;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.QueryOption;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.IndexResult;
import org.pacsscp.storage.IndexedInstance;
import org.pacsscp.storage.StoredInstance;

class CatalogTest {
    @TempDir
    private Path directory;

    private Catalog catalog;

    @BeforeEach
    void open() {
        catalog = Catalog.open(database());
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private EmbeddedDatabase database() {
        return EmbeddedDatabase.of(directory.resolve("catalog.db"));
    }

    private static DataSetBuilder image(String patient, String study, String series, String instance) {
        return DataSet.builder()
                .text(Tag.PATIENT_ID, patient)
                .text(Tag.PATIENT_NAME, "Invented-" + patient)
                .text(Tag.STUDY_INSTANCE_UID, study)
                .text(Tag.SERIES_INSTANCE_UID, series)
                .text(Tag.SOP_INSTANCE_UID, instance)
                .uid(Tag.SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE);
    }

    private static StoredInstance stored(String patient, String study, String series, String instance) {
        return SampleArchive.stored(image(patient, study, series, instance).build());
    }

    private List<DataSet> find(InformationModel model, QueryLevel level, DataSetBuilder keys, QueryOption... options) {
        List<DataSet> found = new ArrayList<>();
        try (CatalogMatches matches =
                catalog.find(CatalogQuery.of(model, level, keys.build()).with(options))) {
            for (Optional<DataSet> match = matches.next(); match.isPresent(); match = matches.next()) {
                found.add(match.get());
            }
        }
        return found;
    }

    private List<DataSet> patients(DataSetBuilder keys) {
        return find(InformationModel.PATIENT_ROOT, QueryLevel.PATIENT, keys);
    }

    private List<DataSet> studies(DataSetBuilder keys) {
        return find(InformationModel.STUDY_ROOT, QueryLevel.STUDY, keys);
    }

    @Test
    void remembersWhatItAdds() throws IOException {
        StoredInstance instance = stored("A", "1.1", "1.2", "1.3");

        assertThat(catalog.find(instance.sopInstanceUid())).isEmpty();
        assertThat(catalog.add(instance)).isEqualTo(IndexResult.ADDED);

        assertThat(catalog.find(instance.sopInstanceUid()))
                .contains(new IndexedInstance(
                        instance.sopInstanceUid(),
                        instance.transferSyntaxUid(),
                        instance.location(),
                        instance.length(),
                        instance.dataSetOffset(),
                        instance.crc32c(),
                        false));
    }

    @Test
    void outlivesItsClosing() throws IOException {
        catalog.add(stored("A", "1.1", "1.2", "1.3"));
        catalog.close();

        catalog = Catalog.open(database());

        assertThat(catalog.count(InstanceSelection.everything())).isEqualTo(1);
        assertThat(catalog.add(stored("A", "1.1", "1.2", "1.4"))).isEqualTo(IndexResult.ADDED);
        assertThat(patients(DataSet.builder())).hasSize(1);
    }

    @Test
    void saysSoWhenItIsClosed() {
        catalog.close();

        assertThatThrownBy(() -> catalog.add(stored("A", "1.1", "1.2", "1.3")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void saysWhetherItAnswers() throws IOException {
        catalog.check();
        catalog.close();

        assertThatThrownBy(catalog::check).isInstanceOf(IOException.class);
    }

    @Test
    void addsAnInstanceOnce() throws IOException {
        catalog.add(stored("A", "1.1", "1.2", "1.3"));

        assertThat(catalog.add(stored("B", "2.1", "2.2", "1.3"))).isInstanceOf(IndexResult.Changed.class);
        assertThat(patients(DataSet.builder())).as("nobody without instances").hasSize(1);
    }

    @Test
    void addsAnInstanceOnceWhateverManyTry() {
        List<CompletableFuture<IndexResult>> results = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return catalog.add(stored("A", "1.1", "1.2", "1.3"));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .limit(50)
                .toList();

        assertThat(results.stream().map(CompletableFuture::join).filter(IndexResult.Added.class::isInstance))
                .hasSize(1);
    }

    @Test
    void refusesWhatNobodyCouldFind() throws IOException {
        StoredInstance instance = SampleArchive.stored(
                image("A", "1.1", "1.2", "1.3").remove(Tag.STUDY_INSTANCE_UID).build());

        assertThat(catalog.add(instance))
                .isInstanceOfSatisfying(
                        IndexResult.Refused.class,
                        refused -> assertThat(refused.status().category()).isEqualTo(DimseStatus.Category.FAILURE));
    }

    @Test
    void replacesWhatIsThere() throws IOException {
        catalog.add(stored("A", "1.1", "1.2", "1.3"));
        IndexedInstance old = catalog.find(Uid.of("1.3")).orElseThrow();
        StoredInstance other = stored("B", "2.1", "2.2", "1.3");

        assertThat(catalog.replace(old, other)).isEqualTo(IndexResult.ADDED);

        assertThat(patients(DataSet.builder()).get(0).text(Tag.PATIENT_ID)).contains("B");
        assertThat(patients(DataSet.builder())).hasSize(1);
    }

    @Test
    void doesNotReplaceWhatIsNotThere() throws IOException {
        catalog.add(stored("A", "1.1", "1.2", "1.3"));
        IndexedInstance old = catalog.find(Uid.of("1.3")).orElseThrow();
        IndexedInstance elsewhere = new IndexedInstance(
                old.sopInstanceUid(), old.transferSyntaxUid(), "elsewhere", old.length(), 0, 0, false);

        assertThat(catalog.replace(elsewhere, stored("B", "2.1", "2.2", "1.3")))
                .isInstanceOf(IndexResult.Changed.class);
        assertThat(catalog.find(Uid.of("1.3"))).contains(old);
    }

    @Test
    void doesNotReplaceWhatWasCommitted() throws Exception {
        catalog.add(stored("A", "1.1", "1.2", "1.3"));
        IndexedInstance old = catalog.find(Uid.of("1.3")).orElseThrow();
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update instance set committed = true");
        }

        assertThat(catalog.replace(old, stored("B", "2.1", "2.2", "1.3"))).isInstanceOf(IndexResult.Changed.class);
        assertThat(catalog.find(Uid.of("1.3")).orElseThrow().committed()).isTrue();
    }

    @Test
    void aPatientIsAnIdAndItsIssuer() throws IOException {
        catalog.add(SampleArchive.stored(image("A", "1.1", "1.2", "1.3")
                .text(Tag.ISSUER_OF_PATIENT_ID, "ONE")
                .build()));
        catalog.add(SampleArchive.stored(image("A", "2.1", "2.2", "2.3")
                .text(Tag.ISSUER_OF_PATIENT_ID, "TWO")
                .build()));

        assertThat(patients(DataSet.builder().text(Tag.PATIENT_ID, "A"))).hasSize(2);
        assertThat(patients(DataSet.builder().text(Tag.PATIENT_ID, "A").text(Tag.ISSUER_OF_PATIENT_ID, "TWO")))
                .hasSize(1);
    }

    @Test
    void withoutAnIdEachStudyHasAPatientOfItsOwn() throws IOException {
        catalog.add(stored("", "1.1", "1.2", "1.3"));
        catalog.add(stored("", "1.1", "1.2", "1.4"));
        catalog.add(stored("", "2.1", "2.2", "2.3"));

        assertThat(patients(DataSet.builder())).hasSize(2);
        assertThat(patients(DataSet.builder().text(Tag.PATIENT_ID, "A")))
                .as("a unique key that nobody has")
                .isEmpty();
        assertThat(studies(DataSet.builder().text(Tag.PATIENT_ID, "A")))
                .as("a required key without a value matches all (PS3.4 section C.2.2.1.2)")
                .hasSize(2);
    }

    @Test
    void oneIdWithTwoNamesHasTheFirst() throws IOException {
        catalog.add(stored("A", "1.1", "1.2", "1.3"));
        catalog.add(SampleArchive.stored(image("A", "2.1", "2.2", "2.3")
                .text(Tag.PATIENT_NAME, "Invented-Other")
                .build()));

        assertThat(patients(DataSet.builder().text(Tag.PATIENT_NAME, "INVENTED-A")))
                .hasSize(1);
        assertThat(patients(DataSet.builder().text(Tag.PATIENT_NAME, "Invented-Other")))
                .isEmpty();
        assertThat(studies(DataSet.builder().text(Tag.PATIENT_NAME, "Invented-A")))
                .hasSize(2);
    }

    @Test
    void aStudyUnderTwoPatientsIsTwoStudies() throws IOException {
        catalog.add(stored("A", "1.1", "1.2", "1.3"));
        catalog.add(stored("B", "1.1", "1.2", "1.4"));

        List<DataSet> found = studies(DataSet.builder()
                .text(Tag.STUDY_INSTANCE_UID, "1.1")
                .empty(Tag.PATIENT_ID)
                .empty(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES));

        assertThat(found)
                .extracting(study -> study.text(Tag.PATIENT_ID).orElse(""))
                .containsExactlyInAnyOrder("A", "B");
        assertThat(found)
                .extracting(study ->
                        study.integer(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES).orElse(0))
                .containsExactly(1, 1);
        assertThat(catalog.count(InstanceSelection.everything().ofStudies("1.1")))
                .isEqualTo(2);
    }

    @Test
    void answersEachUniqueKeyDownToTheLevel() throws IOException {
        catalog.add(stored("A", "1.1", "1.2", "1.3"));

        DataSet image = find(
                        InformationModel.PATIENT_ROOT,
                        QueryLevel.IMAGE,
                        DataSet.builder().text(Tag.INSTANCE_NUMBER, "1"),
                        QueryOption.RELATIONAL)
                .get(0);

        assertThat(image.text(Tag.PATIENT_ID)).contains("A");
        assertThat(image.text(Tag.STUDY_INSTANCE_UID)).contains("1.1");
        assertThat(image.text(Tag.SERIES_INSTANCE_UID)).contains("1.2");
        assertThat(image.text(Tag.SOP_INSTANCE_UID)).contains("1.3");
    }

    @Test
    void wantsTheUniqueKeysAboveUnlessItIsRelational() {
        assertThatThrownBy(() -> find(
                        InformationModel.PATIENT_ROOT,
                        QueryLevel.SERIES,
                        DataSet.builder().text(Tag.PATIENT_ID, "A*").text(Tag.STUDY_INSTANCE_UID, "1.1", "1.2")))
                .isInstanceOfSatisfying(
                        InvalidQueryException.class,
                        e -> assertThat(e.offendingTags()).containsExactly(Tag.PATIENT_ID, Tag.STUDY_INSTANCE_UID));
        assertThat(find(InformationModel.PATIENT_ROOT, QueryLevel.SERIES, DataSet.builder(), QueryOption.RELATIONAL))
                .isEmpty();
    }

    @Test
    void countsWhatIsBelow() throws IOException {
        catalog.add(stored("A", "1.1", "1.2", "1.3"));
        catalog.add(stored("A", "1.1", "1.2", "1.4"));
        catalog.add(stored("A", "1.1", "1.5", "1.6"));
        catalog.add(stored("A", "2.1", "2.2", "2.3"));

        DataSet patient = patients(DataSet.builder()
                        .empty(Tag.NUMBER_OF_PATIENT_RELATED_STUDIES)
                        .empty(Tag.NUMBER_OF_PATIENT_RELATED_SERIES)
                        .empty(Tag.NUMBER_OF_PATIENT_RELATED_INSTANCES))
                .get(0);
        DataSet study = studies(DataSet.builder()
                        .text(Tag.STUDY_INSTANCE_UID, "1.1")
                        .empty(Tag.NUMBER_OF_STUDY_RELATED_SERIES)
                        .empty(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES)
                        .empty(Tag.SOP_CLASSES_IN_STUDY))
                .get(0);

        assertThat(patient.integer(Tag.NUMBER_OF_PATIENT_RELATED_STUDIES)).hasValue(2);
        assertThat(patient.integer(Tag.NUMBER_OF_PATIENT_RELATED_SERIES)).hasValue(3);
        assertThat(patient.integer(Tag.NUMBER_OF_PATIENT_RELATED_INSTANCES)).hasValue(4);
        assertThat(study.integer(Tag.NUMBER_OF_STUDY_RELATED_SERIES)).hasValue(2);
        assertThat(study.integer(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES)).hasValue(3);
        assertThat(study.texts(Tag.SOP_CLASSES_IN_STUDY)).containsExactly(SopClass.CT_IMAGE_STORAGE.value());
    }

    @Test
    void namesTheKeysThatItDoesNotSupport() {
        CatalogQuery query = CatalogQuery.of(
                InformationModel.STUDY_ROOT,
                QueryLevel.STUDY,
                DataSet.builder().empty(Tag.MODALITY).empty(Tag.KVP).build());
        try (CatalogMatches matches = catalog.find(query)) {
            assertThat(matches.unsupportedKeys()).containsExactlyInAnyOrder(Tag.MODALITY, Tag.KVP);
        }
    }

    @Test
    void endsASearchThatIsCancelled() throws IOException {
        catalog.add(stored("A", "1.1", "1.2", "1.3"));
        try (CatalogMatches matches = catalog.find(CatalogQuery.of(
                InformationModel.STUDY_ROOT, QueryLevel.STUDY, DataSet.builder().build()))) {
            matches.cancel();

            assertThat(matches.next()).isEmpty();
        }
        assertThat(studies(DataSet.builder())).hasSize(1);
    }

    @Test
    void readsInstancesAPageAtATime() throws IOException {
        for (int i = 0; i < 1201; i++) {
            catalog.add(stored("A", "1.1", "1.2." + i % 3, "1.3." + i));
        }

        assertThat(catalog.instances(InstanceSelection.everything().ofStudies("1.1"))
                        .map(CatalogedInstance::sopInstanceUid))
                .doesNotHaveDuplicates()
                .hasSize(1201);
        assertThat(catalog.instances(InstanceSelection.everything()).limit(700)).hasSize(700);
        assertThat(catalog.count(InstanceSelection.everything().ofPatients("A").ofSeries("1.2.0", "1.2.1")))
                .isEqualTo(801);
        assertThat(catalog.instances(InstanceSelection.everything().ofInstances("1.3.7", "1.3.8", "1.3.9999")))
                .hasSize(2);
    }

    @Test
    void doesNotOpenWhatIsNewer() throws Exception {
        catalog.close();
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into pacs_schema (version) values (99)");
        }

        assertThatThrownBy(() -> Catalog.open(database()))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("version 99");
    }

    @Test
    void saysWhatIsMissingWithoutASchema() {
        EmbeddedDatabase empty = EmbeddedDatabase.of(directory.resolve("empty.db"));

        assertThatThrownBy(() ->
                        Catalog.builder(empty).migration(SchemaMigration.none()).open())
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("org/pacsscp/archive/schema/sqlite");
    }
}
