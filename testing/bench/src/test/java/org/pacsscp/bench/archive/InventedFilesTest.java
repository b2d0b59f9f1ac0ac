package org.pacsscp.bench.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;

class InventedFilesTest {
    private static final int PIXEL_BYTES = 64;

    @TempDir
    private Path directory;

    private InventedFiles files;

    @BeforeEach
    void create() throws Exception {
        files = InventedFiles.create(directory, 4, 10, PIXEL_BYTES);
    }

    private Set<String> values(int tag) throws Exception {
        Set<String> values = new TreeSet<>();
        try (Stream<Path> paths = Files.walk(directory).filter(Files::isRegularFile)) {
            for (Path path : paths.toList()) {
                values.add(DicomFile.read(path).dataSet().text(tag).orElseThrow());
            }
        }
        return values;
    }

    @Test
    void eachHasAnotherUidInFourStudiesOfTwoSeries() throws Exception {
        assertThat(values(Tag.SOP_INSTANCE_UID)).hasSize(10);
        assertThat(values(Tag.STUDY_INSTANCE_UID)).hasSize(4).contains(InventedFiles.studyUid(3));
        assertThat(values(Tag.SERIES_INSTANCE_UID)).hasSize(8);
    }

    @Test
    void afterRenumberingTheyAreOtherInstancesOfTheSameStudies() throws Exception {
        Set<String> before = values(Tag.SOP_INSTANCE_UID);
        Set<String> studies = values(Tag.STUDY_INSTANCE_UID);

        files.renumber();

        assertThat(values(Tag.SOP_INSTANCE_UID)).hasSize(10).doesNotContainAnyElementsOf(before);
        assertThat(values(Tag.STUDY_INSTANCE_UID)).isEqualTo(studies);
    }

    @Test
    void smallOnesAreOtherInstancesOfTheSameStudies() throws Exception {
        files.renumber();
        Set<String> uids = values(Tag.SOP_INSTANCE_UID);
        Set<String> studies = values(Tag.STUDY_INSTANCE_UID);

        InventedFiles.small(Files.createDirectory(directory.resolve("small")), 4, 10)
                .renumber();

        assertThat(values(Tag.SOP_INSTANCE_UID)).hasSize(20).containsAll(uids);
        assertThat(values(Tag.STUDY_INSTANCE_UID)).isEqualTo(studies);
    }

    @Test
    void theFileMetaInformationNamesTheSameInstance() throws Exception {
        files.renumber();

        DicomFile file = DicomFile.read(directory.resolve("study1/000001.dcm"));
        assertThat(file.meta().sopInstance().orElseThrow().value())
                .isEqualTo(file.dataSet().text(Tag.SOP_INSTANCE_UID).orElseThrow());
    }

    @Test
    void sendersShareTheStudies() {
        List<List<Path>> shares = files.directoriesOf(4);

        assertThat(shares).allSatisfy(share -> assertThat(share).hasSize(1));
        assertThat(shares.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(files.directoriesOf(1).get(0));
    }
}
