package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.internal.journal.Journal;
import org.pacsscp.testkit.action.ActionTester;
import org.pacsscp.testkit.action.TestRequest;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

/** What was acknowledged is handed on, at least once, in this run or the next one. */
@Timeout(60)
class HandOffTest {
    private final InventedStudy study = Invention.ofSeed(1).study(5, Modality.CT);
    private final List<StoredInstance> handedOn = new CopyOnWriteArrayList<>();
    private final List<Uid> complete = new CopyOnWriteArrayList<>();
    private final InstanceListener recorder = new InstanceListener() {
        @Override
        public void stored(InstanceEvent.Stored event) {
            handedOn.add(event.instance());
        }

        @Override
        public void studyComplete(InstanceEvent.StudyComplete event) {
            complete.add(event.studyInstanceUid());
        }
    };

    @TempDir
    Path directory;

    private StorageService.Builder builder(InstanceListener listener) {
        return StorageService.builder().directory(directory).listener(listener);
    }

    private void storeAll(StorageService service) {
        ActionTester tester = ActionTester.of(service.handler());
        for (DataSet instance : study.instances()) {
            assertThat(tester.call(TestRequest.store(instance)).last().status().code())
                    .isZero();
        }
    }

    private void assertNothingIsPending() throws IOException {
        try (Journal journal = Journal.open(directory.resolve(".pacs-scp.journal"), false)) {
            assertThat(journal.pending()).isEmpty();
        }
    }

    private void assertHandedOnInOrder() {
        assertThat(handedOn)
                .extracting(StoredInstance::sopInstanceUid)
                .containsExactlyElementsOf(study.instances().stream()
                        .map(instance -> instance.uid(Tag.SOP_INSTANCE_UID).orElseThrow())
                        .toList());
        assertThat(handedOn)
                .extracting(StoredInstance::header)
                .containsExactlyElementsOf(study.instances().stream()
                        .map(instance -> instance.without(Tag.PIXEL_DATA))
                        .toList());
    }

    @Test
    void handsOnInTheOrderInWhichInstancesCame() throws IOException {
        try (StorageService service = builder(recorder).open()) {
            storeAll(service);
            await().until(() -> handedOn.size() == 5);
            for (StoredInstance instance : handedOn) {
                assertThat(service.store().contains(instance.location())).isTrue();
            }
        }
        assertHandedOnInOrder();
        assertNothingIsPending();
    }

    /** The first one blocks the listener until the process ends; the journal is as a killed process leaves it. */
    @Test
    void handsOnAfterARestartWhatWasNotHandedOn() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        InstanceListener blocked = new InstanceListener() {
            @Override
            public void stored(InstanceEvent.Stored event) throws InterruptedException {
                end.await();
                throw new IllegalStateException("killed");
            }
        };
        try (StorageService service = builder(blocked).open()) {
            storeAll(service);
            end.countDown();
        }
        try (StorageService service = builder(recorder).open()) {
            await().until(() -> handedOn.size() == 5);
            assertThat(service.store().usableSpace()).isPositive();
        }
        assertHandedOnInOrder();
        handedOn.clear();
        builder(recorder).open().close();
        assertThat(handedOn).isEmpty();
    }

    @Test
    void bearsWhateverAListenerThrowsAndTriesAgain() throws IOException {
        List<Uid> tries = new CopyOnWriteArrayList<>();
        InstanceListener failing = new InstanceListener() {
            @Override
            public void stored(InstanceEvent.Stored event) throws Exception {
                tries.add(event.instance().sopInstanceUid());
                if (tries.size() == 1) {
                    throw new AssertionError("a fault of the listener");
                }
            }
        };
        try (StorageService service = builder(failing).listener(recorder).open()) {
            storeAll(service);
            await().until(() -> tries.size() == 6);
        }
        assertThat(tries.get(5)).isEqualTo(tries.get(0));
        assertHandedOnInOrder();
    }

    @Test
    void passesOverWhatIsDeletedMeanwhile() throws IOException {
        InstanceListener failing = new InstanceListener() {
            @Override
            public void stored(InstanceEvent.Stored event) throws IOException {
                throw new IOException("not now");
            }
        };
        try (StorageService service = builder(failing).open()) {
            storeAll(service);
        }
        String deleted = Stored.locations(directory).get(0);
        Files.delete(directory.resolve(deleted));
        try (StorageService service = builder(recorder).open()) {
            await().until(() -> handedOn.size() == 4);
            assertThat(service.store().contains(deleted)).isFalse();
        }
        assertThat(handedOn).extracting(StoredInstance::location).doesNotContain(deleted);
    }

    @Test
    void tellsThatAStudyIsComplete() throws IOException {
        try (StorageService service =
                builder(recorder).studyCompleteAfter(Duration.ofMillis(50)).open()) {
            storeAll(service);
            await().until(() -> !complete.isEmpty());
            assertThat(handedOn).hasSize(5);
        }
        assertThat(complete).containsOnly(study.uid());
        assertNothingIsPending();
    }

    @Test
    void tellsAfterARestartThatAStudyIsComplete() throws IOException {
        try (StorageService service =
                builder(recorder).studyCompleteAfter(Duration.ofHours(1)).open()) {
            storeAll(service);
            await().until(() -> handedOn.size() == 5);
        }
        assertThat(complete).isEmpty();
        try (StorageService service =
                builder(recorder).studyCompleteAfter(Duration.ofMillis(1)).open()) {
            await().until(() -> !complete.isEmpty());
            assertThat(service.store().usableSpace()).isPositive();
        }
        assertThat(complete).containsExactly(study.uid());
    }

    @Test
    void refusesWhatIsNoConfiguration() {
        assertThatThrownBy(() -> StorageService.builder().open()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder(recorder).anyInstanceUid().open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("anyInstanceUid");
        assertThatThrownBy(() -> StorageService.builder().studyCompleteAfter(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StorageService.builder().quota(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StorageService.builder().minimumFreeSpace(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StorageService.builder().sopClasses(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
