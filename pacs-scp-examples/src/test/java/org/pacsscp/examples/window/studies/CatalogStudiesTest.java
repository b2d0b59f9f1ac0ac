package org.pacsscp.examples.window.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.Tag;
import org.pacsscp.examples.archive.HeldInstances;

/** What is shown of a catalog, whose patients are invented. */
@Timeout(60)
class CatalogStudiesTest {
    @TempDir
    private Path directory;

    private HeldInstances held;
    private CatalogStudies studies;

    @BeforeEach
    void open() throws IOException {
        store(instance("INV-1", "Invented^One", "1.1", "20261127", "ACC1"), "1.1.1", "CT", 1, "1.1.1.1");
        store(instance("INV-1", "Invented^One", "1.1", "20261127", "ACC1"), "1.1.1", "CT", 1, "1.1.1.2");
        store(instance("INV-1", "Invented^One", "1.1", "20261127", "ACC1"), "1.1.2", "SR", 2, "1.1.2.1");
        store(instance("INV-2", "Invented^Two", "1.2", "20261129", "acc2"), "1.2.1", "MR", 1, "1.2.1.1");
        store(instance("INV-3", "Made^Up", "1.3", "20251128", "B3"), "1.3.1", "US", 1, "1.3.1.1");
        held = HeldInstances.openAlone(directory, Optional.empty());
        held.catalog().rebuild(directory);
        studies = new CatalogStudies(held);
    }

    @AfterEach
    void close() throws IOException {
        studies.close();
        held.close();
    }

    private static DataSetBuilder instance(String patient, String name, String study, String date, String accession) {
        return DataSet.builder()
                .text(Tag.PATIENT_ID, patient)
                .text(Tag.PATIENT_NAME, name)
                .text(Tag.STUDY_INSTANCE_UID, study)
                .text(Tag.STUDY_DATE, date)
                .text(Tag.STUDY_TIME, "0930")
                .text(Tag.STUDY_DESCRIPTION, "Description " + study)
                .text(Tag.ACCESSION_NUMBER, accession);
    }

    private void store(DataSetBuilder dataSet, String series, String modality, int number, String instance)
            throws IOException {
        DataSet whole = dataSet.uid(Tag.SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE)
                .text(Tag.SOP_INSTANCE_UID, instance)
                .text(Tag.SERIES_INSTANCE_UID, series)
                .text(Tag.MODALITY, modality)
                .integer(Tag.SERIES_NUMBER, number)
                .text(Tag.SERIES_DESCRIPTION, "Description " + series)
                .build();
        FileMetaInformation meta = FileMetaInformation.of(
                SopClass.CT_IMAGE_STORAGE, Uid.of(instance), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        try (OutputStream out = Files.newOutputStream(directory.resolve(instance + ".dcm"))) {
            DicomFile.of(meta, whole).writeTo(out);
        }
    }

    private List<StudyRow> find(String typed) throws IOException {
        return studies.search(StudyFilter.of(typed)).run().rows();
    }

    @Test
    void showsTheNewestFirstWithAllThatIsBelow() throws IOException {
        StudyList list = studies.search(StudyFilter.of("")).run();
        assertThat(list.rows()).extracting(row -> row.key().studyInstanceUid()).containsExactly("1.2", "1.1", "1.3");
        assertThat(list.rows().get(1))
                .isEqualTo(new StudyRow(
                        new StudyRow.Key("INV-1", "", "1.1"),
                        "Invented One",
                        "ACC1",
                        "2026-11-27 09:30",
                        "Description 1.1",
                        "CT, SR",
                        2,
                        3));
        assertThat(list.found()).isEqualTo(3);
        assertThat(list.complete()).isTrue();
    }

    @Test
    void showsTheNewestOfMany() throws IOException {
        StudyList some = new CatalogSearch(held.catalog(), StudyFilter.of(""), 10, 2).run();
        assertThat(some.rows()).extracting(row -> row.key().studyInstanceUid()).containsExactly("1.2", "1.1");
        assertThat(some.summary()).isEqualTo("The newest 2 of 3 studies");
    }

    @Test
    void doesNotReadWithoutEnd() throws IOException {
        StudyList some = new CatalogSearch(held.catalog(), StudyFilter.of(""), 2, 2).run();
        assertThat(some.rows()).hasSize(2);
        assertThat(some.complete()).isFalse();
    }

    @Test
    void findsByNameIdAccessionNumberAndDate() throws IOException {
        assertThat(find("invented")).hasSize(2);
        assertThat(find("INVENTED two"))
                .singleElement()
                .extracting(row -> row.key().patientId())
                .isEqualTo("INV-2");
        assertThat(find("inv-3"))
                .singleElement()
                .extracting(StudyRow::patientName)
                .isEqualTo("Made Up");
        assertThat(find("acc")).as("in either case").hasSize(2);
        assertThat(find("2026-11")).hasSize(2);
        assertThat(find("2025-11-28 up")).hasSize(1);
        assertThat(find("3 invented")).isEmpty();
    }

    @Test
    void showsTheSeriesByTheirNumbers() throws IOException {
        assertThat(studies.series(find("ACC1").get(0)))
                .containsExactly(
                        new SeriesRow("1", "CT", "Description 1.1.1", 2, "1.1.1"),
                        new SeriesRow("2", "SR", "Description 1.1.2", 1, "1.1.2"));
    }

    @Test
    void deletesAStudyAndNothingElse() throws IOException {
        StudyRow study = find("ACC1").get(0);
        assertThat(studies.deletion(study)).isEqualTo(new Studies.Deletion(3, 0));
        assertThat(studies.delete(study)).isEqualTo(3);
        assertThat(find("")).extracting(row -> row.key().studyInstanceUid()).containsExactly("1.2", "1.3");
        assertThat(directory.resolve("1.1.1.1.dcm")).doesNotExist();
        assertThat(directory.resolve("1.2.1.1.dcm")).exists();
    }

    @Test
    void findsFilesThatAreNotWhatTheyWere() throws IOException {
        StudyRow study = find("ACC1").get(0);
        assertThat(studies.verify(study)).isEqualTo(new Studies.Intactness(3, 0, 0));
        Files.delete(directory.resolve("1.1.1.1.dcm"));
        Files.writeString(directory.resolve("1.1.1.2.dcm"), "torn");
        assertThat(studies.verify(study)).isEqualTo(new Studies.Intactness(1, 1, 1));
    }

    @Test
    void findsNothingOnceItIsCancelledOrClosed() throws IOException {
        StudySearch search = studies.search(StudyFilter.of(""));
        search.cancel();
        assertThat(search.run().rows()).isEmpty();
        studies.close();
        assertThatThrownBy(() -> find(""))
                .isInstanceOf(IOException.class)
                .hasMessage("the archive is closed; start the server again");
    }
}
