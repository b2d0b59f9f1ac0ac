package org.pacsscp.worklist.mpps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MppsDirectoryTest extends MppsStoreContract {
    @TempDir
    Path parent;

    private MppsDirectory directory;

    @BeforeEach
    void open() throws IOException {
        directory = MppsDirectory.open(parent.resolve("performed"));
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    @Override
    protected MppsStore store() {
        return directory;
    }

    @Test
    void hasAfterARestartWhatItHadBefore() throws IOException {
        PerformedStep step = step(1, "IN PROGRESS");
        directory.create(step);
        directory.create(step(2, "IN PROGRESS"));
        PerformedStep ended = step.changed(step(1, "COMPLETED").attributes());
        directory.replace(ended);
        Files.writeString(parent.resolve("performed").resolve(".1.2.3.part"), "left by a crash");
        directory.close();
        open();
        assertThat(directory.all())
                .extracting(PerformedStep::instance, PerformedStep::attributes)
                .containsExactlyInAnyOrder(
                        tuple(ended.instance(), ended.attributes()),
                        tuple(step(2, "").instance(), step(2, "IN PROGRESS").attributes()));
    }

    @Test
    void isForOneAtATime() {
        assertThatThrownBy(() -> MppsDirectory.open(parent.resolve("performed")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another server keeps its steps in");
    }

    @Test
    void doesNotStartWithoutAStepThatItHad() throws IOException {
        directory.close();
        Files.writeString(parent.resolve("performed").resolve("1.2.3.dcm"), "damaged");
        assertThatThrownBy(this::open).hasMessageContaining("cannot read the performed step in");
        Files.delete(parent.resolve("performed").resolve("1.2.3.dcm"));
        open();
    }
}
