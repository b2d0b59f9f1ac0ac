package org.pacsscp.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.DirectoryStore;

/** What a catalog does with the files of its instances: 3.0, 3.2 and 3.4 are of one study, 3.1 and 3.3 of another. */
class CatalogFilesTest {
    private static final InstanceSelection ALL = InstanceSelection.everything();

    @TempDir
    private Path directory;

    private Path files;
    private DirectoryStore store;
    private Catalog catalog;

    @BeforeEach
    void open() throws IOException {
        files = directory.resolve("files");
        store = DirectoryStore.builder(files).open();
        for (int i = 0; i < 5; i++) {
            Files.createDirectories(file(i).getParent());
            DicomFile.of(image(i), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(file(i));
        }
        catalog = Catalog.open(EmbeddedDatabase.of(directory.resolve("catalog.db")));
    }

    @AfterEach
    void close() throws IOException {
        catalog.close();
        store.close();
    }

    private Path file(int instance) {
        return files.resolve("s" + instance % 2).resolve("i" + instance + ".dcm");
    }

    private static DataSet image(int instance) {
        return DataSet.builder()
                .text(Tag.PATIENT_ID, "A")
                .text(Tag.PATIENT_NAME, "Invented-A")
                .text(Tag.STUDY_INSTANCE_UID, "1." + instance % 2)
                .text(Tag.SERIES_INSTANCE_UID, "2." + instance % 2)
                .text(Tag.SOP_INSTANCE_UID, "3." + instance)
                .uid(Tag.SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE)
                .build();
    }

    @Test
    void isRebuiltFromThem() throws IOException {
        Files.writeString(files.resolve("readme.txt"), "no instance");
        List<Long> progress = new ArrayList<>();

        assertThat(catalog.rebuild(files, progress::add)).isEqualTo(new RebuildReport(5, 0, 1));
        assertThat(progress).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(catalog.contents()).isEqualTo(new CatalogContents(1, 2, 2, 5));
        assertThat(catalog.rebuild(files)).isEqualTo(new RebuildReport(0, 5, 1));
    }

    @Test
    void findsThemMissingOrDamaged() throws IOException {
        catalog.rebuild(files);
        assertThat(catalog.verify(ALL, store)).isEqualTo(new VerificationReport(5, List.of(), List.of()));

        byte[] otherBytes = Files.readAllBytes(file(2));
        otherBytes[otherBytes.length - 1] ^= 1;
        Files.write(file(2), otherBytes);
        Files.write(file(3), new byte[1], StandardOpenOption.APPEND);
        Files.delete(file(4));

        VerificationReport found = catalog.verify(ALL, store);
        assertThat(found.isClean()).isFalse();
        assertThat(found.intact()).isEqualTo(2);
        assertThat(found.missing()).containsExactly(Uid.of("3.4"));
        assertThat(found.damaged()).containsExactlyInAnyOrder(Uid.of("3.2"), Uid.of("3.3"));
        assertThat(catalog.verify(ALL.ofInstances("3.0", "3.1"), store).isClean())
                .isTrue();
    }

    @Test
    void deletesThemWithTheirRows() throws IOException {
        catalog.rebuild(files);

        assertThat(catalog.delete(ALL.ofStudies("1.1"), store)).isEqualTo(2);

        assertThat(file(1)).doesNotExist();
        assertThat(file(3)).doesNotExist();
        assertThat(file(0)).exists();
        assertThat(catalog.contents()).isEqualTo(new CatalogContents(1, 1, 1, 3));
    }

    @Test
    void deletesNothingIfNothingIsNamed() throws IOException {
        catalog.rebuild(files);

        assertThatThrownBy(() -> catalog.delete(ALL, store)).isInstanceOf(IllegalArgumentException.class);

        assertThat(catalog.contents().instances()).isEqualTo(5);
    }
}
