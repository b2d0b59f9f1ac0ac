package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Action;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.Uid;

/** What a service tells of itself: what it has done, and whether it could do more. */
class StorageFiguresTest {
    private static final byte[] BYTES = Instances.noise(10_000, 1);

    @TempDir
    Path directory;

    private StorageService.Builder options() {
        return StorageService.builder().directory(directory).names(NameTemplate.FLAT);
    }

    private static void store(StorageService service, String uid, DataSetStream dataSet) throws Exception {
        Action action = mock(Action.class, RETURNS_DEEP_STUBS);
        when(action.command().affectedSopInstanceUid())
                .thenReturn(Optional.of(uid).map(Uid::of));
        when(action.command().hasDataSet()).thenReturn(true);
        when(action.presentationContext().abstractSyntax()).thenReturn(Instances.CT_IMAGE_STORAGE);
        ClientSession association = mock(ClientSession.class);
        when(association.callingAeTitle()).thenReturn(AeTitle.of("CT_1"));
        when(association.calledAeTitle()).thenReturn(AeTitle.of("ARCHIVE"));
        when(action.association()).thenReturn(association);
        when(action.dataSet()).thenReturn(dataSet);
        service.handler().handle(action);
    }

    private static Map<Refusal, Long> refused(Map<Refusal, Long> some) {
        Map<Refusal, Long> all = new EnumMap<>(Refusal.class);
        for (Refusal refusal : Refusal.values()) {
            all.put(refusal, some.getOrDefault(refusal, 0L));
        }
        return all;
    }

    @Test
    void countWhatBecomesOfInstances() throws Exception {
        try (StorageService service = options().open()) {
            store(service, "1.2.1", Instances.dataSet(BYTES));
            store(service, "1.2.2", Instances.dataSet(BYTES));
            store(service, "1.2.2", Instances.dataSet(BYTES));
            store(service, "1.2.2", Instances.dataSet(Instances.noise(10_000, 2)));
            store(service, "1.2.3", Instances.dataSet(Instances.file(Instances.instance(Uid.of("1.2.3")), BYTES)));
            assertThatThrownBy(() -> store(service, "1.2.4", Instances.broken(BYTES)))
                    .isInstanceOf(DataSetException.class);

            StorageFigures figures = service.figures();
            assertThat(figures.stored()).isEqualTo(2);
            assertThat(figures.bytes())
                    .isEqualTo(Files.size(directory.resolve("1.2.1.dcm")) + Files.size(directory.resolve("1.2.2.dcm")));
            assertThat(figures.duplicates()).isEqualTo(1);
            assertThat(figures.refused())
                    .isEqualTo(refused(Map.of(Refusal.DUPLICATE, 1L, Refusal.UNUSABLE, 1L, Refusal.INCOMPLETE, 1L)));
            assertThat(figures.waiting()).isZero();
            assertThat(figures.usableSpace()).isPresent();
        }
    }

    @Test
    void countWantOfRoomAndSayIt() throws Exception {
        try (StorageService service = options().quota(15_000).open()) {
            assertThatCode(service::check).doesNotThrowAnyException();
            store(service, "1.2.1", Instances.dataSet(BYTES));
            store(service, "1.2.2", Instances.dataSet(BYTES));
            assertThat(service.figures().refused()).isEqualTo(refused(Map.of(Refusal.NO_ROOM, 1L)));
        }
        try (StorageService service = options().minimumFreeSpace(Long.MAX_VALUE).open()) {
            assertThatThrownBy(service::check).isInstanceOf(IOException.class).hasMessageContaining("disk nearly full");
        }
    }

    @Test
    void countThatTheDirectoryIsGoneAndSayIt() throws Exception {
        Path elsewhere = directory.resolveSibling(directory.getFileName() + "-elsewhere");
        try (StorageService service = options().minimumFreeSpace(0).open()) {
            service.check();
            assertThat(Stored.locations(directory)).as("what a check leaves").isEmpty();
            Files.move(directory, elsewhere);
            try {
                store(service, "1.2.1", Instances.dataSet(BYTES));
                assertThat(service.figures().refused()).isEqualTo(refused(Map.of(Refusal.STORE_FAILED, 1L)));
                assertThatThrownBy(service::check).isInstanceOf(IOException.class);
            } finally {
                Files.move(elsewhere, directory);
            }
            service.check();
        }
    }
}
