package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.internal.journal.Journal;
import org.pacsscp.testing.log.CapturedLog;
import org.pacsscp.testkit.action.ActionTester;
import org.pacsscp.testkit.action.TestRequest;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

/** What an index has not on its disk stays in the journal, and comes from there when the index has lost it. */
class ForgettingTest {
    private static final int FEW = 3;

    private final RelyingIndex index = new RelyingIndex();

    @TempDir
    Path directory;

    private StorageService open(boolean fsync) throws IOException {
        return StorageService.builder()
                .directory(directory)
                .duplicates(DuplicatePolicy.REPLACE)
                .fsync(fsync)
                .index(index)
                .open();
    }

    private static List<Uid> store(StorageService service, List<DataSet> instances) {
        ActionTester tester = ActionTester.of(service.handler());
        for (DataSet instance : instances) {
            assertThat(tester.call(TestRequest.store(instance)).last().status().code())
                    .isZero();
        }
        return instances.stream()
                .map(instance -> instance.uid(Tag.SOP_INSTANCE_UID).orElseThrow())
                .toList();
    }

    private static List<DataSet> instances(int count) {
        return Invention.ofSeed(1).study(count, Modality.CT).instances();
    }

    private Path journal() {
        return directory.resolve(".pacs-scp.journal");
    }

    /** As the next process would find it. */
    private int pending() throws IOException {
        Path copy = directory.resolveSibling(directory.getFileName() + ".journal");
        Files.copy(journal(), copy);
        try (Journal journal = Journal.open(copy, false)) {
            return journal.pending().size();
        } finally {
            Files.delete(copy);
        }
    }

    @Test
    void whatIsLostWithTheMachineComesFromTheJournal() throws IOException {
        List<Uid> stored;
        byte[] journal;
        try (StorageService service = open(true)) {
            stored = store(service, instances(FEW));
            store(service, instances(1));
            journal = Files.readAllBytes(journal());
            assertThat(index.forced).isZero();
        }
        Files.write(journal(), journal);
        index.disk.clear();
        index.loseWhatWasNotForced();

        open(true).close();

        assertThat(index.memory.rows.keySet()).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(Stored.locations(directory))
                .containsExactlyInAnyOrderElementsOf(index.memory.rows.values().stream()
                        .map(IndexedInstance::location)
                        .toList());
        assertThat(index.disk).isEqualTo(index.memory.rows);
        assertThat(pending()).isZero();
    }

    @Test
    void manyAreForcedAtOnceAndForgottenThen() throws IOException {
        try (StorageService service = open(true)) {
            store(service, instances(Forgetting.AT_ONCE + FEW));
            assertThat(index.forced).isEqualTo(1);
            assertThat(index.disk).hasSize(Forgetting.AT_ONCE);
            assertThat(pending()).isEqualTo(FEW);
        }
        assertThat(index.disk).hasSize(Forgetting.AT_ONCE + FEW);
        assertThat(pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCannotBeForcedStaysInTheJournal(boolean ofTheDisk) throws IOException {
        StorageService service = open(true);
        store(service, instances(FEW));
        index.diskIsBroken = ofTheDisk;
        index.databaseIsBroken = !ofTheDisk;
        try (CapturedLog log = new CapturedLog()) {
            service.close();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("the index is not on the disk, so 3 instances stay in the journal", "is broken");
        }
        assertThat(pending()).isEqualTo(FEW);
    }

    /** Without fsync the journal is not on the disk either, so nobody can rely on it. */
    @Test
    void anIndexThatWaitsIsNotAskedForMore() throws IOException {
        try (StorageService service = open(false)) {
            assertThat(ActionTester.of(service.handler())
                            .call(TestRequest.store(instances(1).get(0)))
                            .last()
                            .status()
                            .code())
                    .isEqualTo(0xA700);
        }
        assertThat(index.forced).isZero();
    }
}
