package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.action.ActionTester;
import org.pacsscp.testkit.action.TestRequest;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

class SpaceGuardTest {
    private final InstanceStore store = mock(InstanceStore.class);
    private final AtomicLong nanoTime = new AtomicLong();

    @TempDir
    Path directory;

    private SpaceGuard guard(long quota, long minimumFree) throws IOException {
        return new SpaceGuard(store, quota, minimumFree, nanoTime::get);
    }

    private static void assertRefused(StorageException.Reason reason, Attempt attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** Something that may be refused. */
    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }

    @Test
    void refusesBeforeTheDiskIsFull() throws IOException {
        SpaceGuard guard = guard(Long.MAX_VALUE, 1000);
        when(store.usableSpace()).thenReturn(1000L);
        try (SpaceGuard.Share share = guard.admit()) {
            share.take(100);
            when(store.usableSpace()).thenReturn(999L);
            assertRefused(StorageException.Reason.SPACE_RESERVED, () -> share.take(17 << 20));
        }
        assertRefused(StorageException.Reason.SPACE_RESERVED, guard::admit);
    }

    @Test
    void asksTheDiskRarely() throws IOException {
        SpaceGuard guard = guard(Long.MAX_VALUE, 1000);
        when(store.usableSpace()).thenReturn(1000L);
        try (SpaceGuard.Share share = guard.admit()) {
            for (int i = 0; i < 100; i++) {
                share.take(256 << 10);
            }
        }
        verify(store, times(2)).usableSpace();
    }

    @Test
    void asksTheDiskAgainAfterAWhile() throws IOException {
        SpaceGuard guard = guard(Long.MAX_VALUE, 1000);
        when(store.usableSpace()).thenReturn(1000L);
        guard.admit().close();
        guard.admit().close();
        verify(store).usableSpace();
        when(store.usableSpace()).thenReturn(999L);
        nanoTime.addAndGet(Duration.ofMillis(10).toNanos());
        assertRefused(StorageException.Reason.SPACE_RESERVED, guard::admit);
        assertRefused(StorageException.Reason.SPACE_RESERVED, guard::admit);
        when(store.usableSpace()).thenReturn(1000L);
        guard.admit().close();
    }

    @Test
    void keepsAQuota() throws IOException {
        when(store.occupiedSpace()).thenReturn(400L);
        SpaceGuard guard = guard(1000, 0);
        SpaceGuard.Share one = guard.admit();
        SpaceGuard.Share other = guard.admit();
        one.take(300);
        other.take(300);
        assertRefused(StorageException.Reason.QUOTA_REACHED, () -> other.take(1));
        other.close();
        one.keep();
        one.close();
        try (SpaceGuard.Share third = guard.admit()) {
            third.take(300);
        }
        guard.free(500);
        try (SpaceGuard.Share third = guard.admit()) {
            third.take(800);
        }
    }

    /** Somebody else has deleted instances. */
    @Test
    void countsAgainButNotAtOnce() throws IOException {
        when(store.occupiedSpace()).thenReturn(1000L);
        SpaceGuard guard = guard(1000, 0);
        when(store.occupiedSpace()).thenReturn(10L);
        assertRefused(StorageException.Reason.QUOTA_REACHED, guard::admit);
        nanoTime.set(Duration.ofSeconds(61).toNanos());
        guard.admit().close();
        verify(store, times(2)).occupiedSpace();
    }

    @Test
    void answersA700() throws IOException {
        DataSet image = Invention.ofSeed(1).image(Modality.CT);
        StorageService.Builder builder = StorageService.builder().directory(directory);
        try (StorageService service = builder.quota(300).open()) {
            assertThat(store(service, image))
                    .isEqualTo(StorageStatus.OUT_OF_RESOURCES.withErrorComment("quota of the storage is reached"));
        }
        try (StorageService service =
                builder.quota(1 << 30).minimumFreeSpace(Long.MAX_VALUE).open()) {
            assertThat(store(service, image))
                    .isEqualTo(StorageStatus.OUT_OF_RESOURCES.withErrorComment("disk nearly full"));
        }
        assertThat(Stored.locations(directory)).isEmpty();
        assertThat(Stored.partial(directory)).isEmpty();
        try (StorageService service = builder.minimumFreeSpace(0).open()) {
            assertThat(store(service, image).code()).isZero();
        }
        try (StorageService service = builder.quota(2000).open()) {
            assertThat(store(service, Invention.ofSeed(2).image(Modality.CT)).code())
                    .isEqualTo(0xA700);
        }
        assertThat(Stored.locations(directory)).hasSize(1);
    }

    private static DimseStatus store(StorageService service, DataSet image) {
        return ActionTester.of(service.handler())
                .call(TestRequest.store(image))
                .last()
                .status();
    }
}
