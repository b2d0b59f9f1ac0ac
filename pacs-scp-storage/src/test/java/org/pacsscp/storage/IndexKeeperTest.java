package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testing.log.CapturedLog;
import org.pacsscp.testkit.action.ActionTester;
import org.pacsscp.testkit.action.Outcome;
import org.pacsscp.testkit.action.TestRequest;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

/** A file comes before its row, and goes after it; whatever fails between, there is never a row without a file. */
class IndexKeeperTest {
    private static final DataSet OLD = Invention.ofSeed(1).image(Modality.CT);
    private static final DataSet NEW = OLD.with(elements -> elements.text(Tag.INSTITUTION_NAME, "ANOTHER"));
    private static final Uid UID = OLD.uid(Tag.SOP_INSTANCE_UID).orElseThrow();

    private final MemoryIndex index = new MemoryIndex();

    @TempDir
    Path directory;

    private StorageService open() throws IOException {
        return open(DuplicatePolicy.REPLACE);
    }

    private StorageService open(DuplicatePolicy duplicates) throws IOException {
        return StorageService.builder()
                .directory(directory)
                .names(NameTemplate.FLAT)
                .duplicates(duplicates)
                .index(index)
                .open();
    }

    private static Outcome call(StorageService service, DataSet instance) {
        return ActionTester.of(service.handler()).call(TestRequest.store(instance));
    }

    private static DimseStatus store(StorageService service, DataSet instance) {
        return call(service, instance).last().status();
    }

    /** Every row has its file, and every file its row. */
    private void assertConsistent(int instances) throws IOException {
        List<String> located = index.rows.values().stream()
                .map(IndexedInstance::location)
                .sorted()
                .toList();
        assertThat(Stored.locations(directory)).isEqualTo(located).hasSize(instances);
        assertThat(Stored.partial(directory)).isEmpty();
    }

    @Test
    void tellsTheIndexWhatIsThere() throws IOException {
        try (StorageService service = open()) {
            index.twists.add(instance -> {
                assertThat(directory.resolve(instance.location())).isRegularFile();
                return Optional.empty();
            });
            store(service, OLD);
        }
        byte[] dataSet = DataSets.encode(OLD, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        CRC32C crc = new CRC32C();
        crc.update(dataSet);
        StoredInstance told = index.added.get(0);
        assertThat(told.sopInstanceUid()).isEqualTo(UID);
        assertThat(told.sopClassUid()).isEqualTo(Modality.CT.sopClass());
        assertThat(told.transferSyntaxUid()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(told.location()).isEqualTo(UID + ".dcm");
        assertThat(told.callingAeTitle().value()).isEqualTo("TESTKIT");
        assertThat(told.crc32c()).isEqualTo((int) crc.getValue());
        assertThat(told.dataSetLength()).isEqualTo(dataSet.length);
        byte[] file = Files.readAllBytes(directory.resolve(told.location()));
        assertThat(file).hasSize((int) told.length()).endsWith(dataSet);
        assertThat(told.header()).isEqualTo(OLD.without(Tag.PIXEL_DATA));
        assertConsistent(1);
    }

    /** What is done while it comes, the peer does not wait for. */
    @Test
    void looksANewOneUpOnceBeforeItsDataSetHasCome() throws IOException {
        List<Long> written = new ArrayList<>();
        index.found = () -> Stored.partial(directory).forEach(name -> written.add(length(name)));
        try (StorageService service = open()) {
            assertThat(store(service, OLD).code()).isZero();
        }
        assertThat(written).containsExactly(0L);
        assertConsistent(1);
    }

    private long length(String name) {
        return directory.resolve(name).toFile().length();
    }

    /** Whose row is gone, and whose file is about to: to say that this one is there would be wrong a moment later. */
    @Test
    void storesWhatIsBeingDeletedWhileItComes() throws IOException {
        try (StorageService service = open(DuplicatePolicy.KEEP)) {
            store(service, OLD);
            String deleted = index.location(UID);
            index.found = () -> index.rows.computeIfPresent(
                    UID, (uid, row) -> row.location().equals(deleted) ? null : row);
            assertThat(store(service, OLD).code()).isZero();
            Files.delete(directory.resolve(deleted));
            assertConsistent(1);
        }
    }

    @Test
    void keepsWhatAnotherHasStoredWhileItComes() throws IOException {
        try (StorageService service = open(DuplicatePolicy.REFUSE)) {
            index.found = () -> {
                index.found = () -> {};
                store(service, OLD);
            };
            assertThat(store(service, NEW).code()).isEqualTo(0xC111);
            assertConsistent(1);
            assertThat(DicomFile.read(directory.resolve(index.location(UID))).dataSet())
                    .isEqualTo(OLD);
        }
    }

    @Test
    void putsAReplacementBesideTheOldOneUntilTheIndexHasIt() throws IOException {
        try (StorageService service = open()) {
            store(service, OLD);
            index.twists.add(instance -> {
                assertThat(Stored.locations(directory)).hasSize(2).contains(index.location(UID));
                return Optional.empty();
            });
            assertThat(store(service, NEW).code()).isZero();
            assertConsistent(1);
            assertThat(DicomFile.read(directory.resolve(index.location(UID))).dataSet())
                    .isEqualTo(NEW);
        }
    }

    @Test
    void answersWhatTheIndexSays() throws IOException {
        try (StorageService service = open()) {
            index.twists.add(
                    any -> Optional.of(new IndexResult.Refused(StorageStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS)));
            assertThat(store(service, OLD)).isEqualTo(StorageStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
            assertConsistent(0);
            index.twists.add(instance -> {
                index.rows.put(UID, MemoryIndex.row(instance, false));
                return Optional.of(new IndexResult.Added(StorageStatus.COERCION_OF_DATA_ELEMENTS));
            });
            assertThat(store(service, OLD)).isEqualTo(StorageStatus.COERCION_OF_DATA_ELEMENTS);
            assertConsistent(1);
        }
    }

    @Test
    void looksAgainIfAnotherWasQuicker() throws IOException {
        try (StorageService service = open()) {
            index.twists.add(instance -> {
                // Another process of the same archive has put its file there, and its row.
                Path other = Files.write(directory.resolve("other.dcm"), new byte[] {1});
                index.rows.put(UID, row(directory.relativize(other).toString()));
                return Optional.empty();
            });
            assertThat(store(service, NEW).code()).isZero();
            assertConsistent(1);
            assertThat(DicomFile.read(directory.resolve(index.location(UID))).dataSet())
                    .isEqualTo(NEW);
        }
    }

    /** Its file has its place when the directory is indexed, and its row comes from there. */
    @Test
    void findsItsOwnFileInTheIndex() throws IOException {
        try (StorageService service = open()) {
            index.twists.add(instance -> {
                index.rows.put(UID, MemoryIndex.row(instance, false));
                return Optional.empty();
            });
            assertThat(store(service, OLD).code()).isZero();
            assertConsistent(1);
            assertThat(DicomFile.read(directory.resolve(index.location(UID))).dataSet())
                    .isEqualTo(OLD);
        }
    }

    /** Its row had been replaced, and was looked for again: the answer of the commit was lost. */
    @Test
    void deletesWhatItHasReplacedThoughTheAnswerWasLost() throws IOException {
        try (StorageService service = open()) {
            store(service, OLD);
            index.twists.add(instance -> {
                index.rows.put(UID, MemoryIndex.row(instance, false));
                return Optional.empty();
            });
            assertThat(store(service, NEW).code()).isZero();
            assertConsistent(1);
            assertThat(DicomFile.read(directory.resolve(index.location(UID))).dataSet())
                    .isEqualTo(NEW);
        }
    }

    private static IndexedInstance row(String location) {
        return new IndexedInstance(UID, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, location, 1, 0, 0, false);
    }

    @Test
    void stopsLookingAgain() throws IOException {
        try (StorageService service = open()) {
            for (int i = 0; i < 20; i++) {
                index.twists.add(any -> Optional.of(new IndexResult.Changed()));
            }
            assertThat(store(service, OLD).code()).isEqualTo(0xA700);
            assertConsistent(0);
        }
    }

    @Test
    void refusesWhileTheIndexIsGone() throws IOException {
        try (StorageService service = open();
                CapturedLog log = new CapturedLog()) {
            index.unreachable = true;
            assertThat(store(service, OLD))
                    .isEqualTo(StorageStatus.OUT_OF_RESOURCES.withErrorComment("index of instances cannot be used"));
            assertThat(log.lines()).singleElement().asString().contains("ERROR", "the database is gone");
            index.unreachable = false;
            assertConsistent(0);
            assertThat(store(service, OLD).code()).isZero();
            assertConsistent(1);
        }
    }

    /** Whether it was added is not known; the peer is refused, and the file gets its row all the same. */
    @Test
    void settlesWhatIsInDoubt() throws IOException {
        try (StorageService service = open()) {
            index.twists.add(instance -> {
                index.rows.put(UID, MemoryIndex.row(instance, false));
                throw new IOException("connection lost in the commit");
            });
            assertThat(store(service, OLD).code()).isEqualTo(0xA700);
            await().untilAsserted(() -> assertConsistent(1));
            index.twists.add(instance -> {
                throw new IOException("connection lost before the commit");
            });
            assertThat(store(service, NEW).code()).isEqualTo(0xA700);
            await().untilAsserted(() -> assertConsistent(1));
            assertThat(DicomFile.read(directory.resolve(index.location(UID))).dataSet())
                    .isEqualTo(NEW);
        }
    }

    @Test
    void bearsAnIndexThatFailsAgainstItsContract() throws IOException {
        try (StorageService service = open()) {
            index.twists.add(instance -> {
                throw new IllegalStateException("a fault of the index");
            });
            assertThat(call(service, OLD).thrown()).containsInstanceOf(IllegalStateException.class);
            await().untilAsserted(() -> assertConsistent(1));
        }
    }

    /** As if the process had been killed between the file and its row. */
    @Test
    void findsFilesWithoutRowsAfterACrash() throws IOException {
        List<String> journal = new ArrayList<>();
        try (StorageService service = open()) {
            index.twists.add(instance -> {
                journal.add(Files.readString(directory.resolve(".pacs-scp.journal")));
                return Optional.empty();
            });
            store(service, OLD);
            index.twists.add(instance -> {
                journal.add(Files.readString(directory.resolve(".pacs-scp.journal")));
                Files.copy(directory.resolve(instance.location()), directory.resolve("copy"));
                return Optional.empty();
            });
            store(service, NEW);
        }
        // Before the row of the first: nothing but its file.
        String location = index.location(UID);
        Files.move(directory.resolve(location), directory.resolve(UID + ".dcm"));
        index.rows.clear();
        Files.delete(directory.resolve("copy"));
        Files.writeString(directory.resolve(".pacs-scp.journal"), journal.get(0));
        open().close();
        assertConsistent(1);
        assertThat(index.location(UID)).isEqualTo(UID + ".dcm");
        // Before the row of the second was changed: both files.
        Files.copy(directory.resolve(UID + ".dcm"), directory.resolve(location));
        Files.writeString(directory.resolve(".pacs-scp.journal"), journal.get(1));
        open().close();
        assertConsistent(1);
        assertThat(index.location(UID)).isEqualTo(location);
        // After it was changed, before the old file was deleted.
        Files.copy(directory.resolve(location), directory.resolve(UID + ".dcm"));
        Files.writeString(directory.resolve(".pacs-scp.journal"), journal.get(1));
        open().close();
        assertConsistent(1);
        assertThat(index.location(UID)).isEqualTo(location);
        // Before the file had its place: nothing is left to do.
        Files.delete(directory.resolve(location));
        index.rows.clear();
        Files.writeString(directory.resolve(".pacs-scp.journal"), journal.get(0));
        open().close();
        assertConsistent(0);
    }

    @Test
    void doesNotStartIfTheIndexCannotBeAsked() throws IOException {
        try (StorageService service = open()) {
            index.twists.add(instance -> {
                throw new IOException("gone");
            });
            index.twists.add(instance -> {
                throw new IOException("gone");
            });
            store(service, OLD);
        }
        // The thread that tries again may not have had its turn.
        index.twists.clear();
        index.unreachable = true;
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("the database is gone");
        index.unreachable = false;
        open().close();
        assertConsistent(1);
    }

    @Test
    void keepsOneOfManyThatComeAtOnce() throws Exception {
        ExecutorService peers = Executors.newFixedThreadPool(6);
        try (StorageService service = open()) {
            List<Future<DimseStatus>> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                DataSet each = i % 2 == 0 ? OLD : NEW;
                all.add(peers.submit(() -> store(service, each)));
            }
            for (Future<DimseStatus> one : all) {
                assertThat(one.get().code()).isIn(0, 0xA700);
            }
            assertConsistent(1);
        } finally {
            peers.shutdownNow();
        }
    }
}
