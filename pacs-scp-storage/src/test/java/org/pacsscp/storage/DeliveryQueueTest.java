package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

@Timeout(60)
class DeliveryQueueTest {
    private static final Uid STUDY = Uid.of("1.5");
    private static final DataSet HEADER =
            DataSet.builder().uid(Tag.STUDY_INSTANCE_UID, STUDY).build();

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 10);
    private final List<InstanceListener> listeners = List.of(new InstanceListener() {});
    private final DeliveryQueue queue = new DeliveryQueue(listeners, Optional.of(Duration.ofSeconds(5)), nanoTime::get);

    private static Journaled.Instance instance(int number) {
        StoredInstance stored = new StoredInstance(
                SopClass.CT_IMAGE_STORAGE,
                Uid.of("1.2." + number),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                number + ".dcm",
                400,
                300,
                number,
                AeTitle.of("A B"),
                AeTitle.of("C"),
                Instant.EPOCH,
                HEADER);
        return Journaled.Instance.of(stored, number % 2 == 0 ? Optional.of("old.dcm") : Optional.empty());
    }

    private Delivery add(int number) {
        Delivery delivery = Delivery.ofStored(number, instance(number), listeners);
        queue.add(delivery);
        return delivery;
    }

    @Test
    void givesWhatCameFirstFirst() throws InterruptedException {
        for (int i = 1; i <= 3; i++) {
            add(i);
        }
        for (int i = 1; i <= 3; i++) {
            assertThat(queue.take().orElseThrow().entry()).isEqualTo(i);
        }
    }

    @Test
    void givesWhatFailedAgainLater() throws InterruptedException {
        Delivery failed = add(1);
        queue.take();
        failed.failed();
        queue.addAgain(failed);
        add(2);
        assertThat(queue.take().orElseThrow().entry()).isEqualTo(2);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        add(3);
        assertThat(queue.take()).containsSame(failed);
    }

    @Test
    void waitsLongerEachTime() {
        Delivery delivery = add(1);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256}) {
            delivery.failed();
            assertThat(delivery.pause()).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(delivery.isGivenUp()).isFalse();
        }
        delivery.failed();
        assertThat(delivery.pause()).isEqualTo(Duration.ofMinutes(5));
        assertThat(delivery.isGivenUp()).isTrue();
    }

    @Test
    void holdsFewHeaders() throws InterruptedException {
        for (int i = 0; i < DeliveryQueue.MOST_HEADERS + 2; i++) {
            add(i);
        }
        for (int i = 0; i < DeliveryQueue.MOST_HEADERS; i++) {
            assertThat(queue.take().orElseThrow().hasHeader()).isTrue();
        }
        Delivery further = queue.take().orElseThrow();
        assertThat(further.hasHeader()).isFalse();
        assertThat(((Journaled.Instance) further.what()).study()).contains(STUDY);
    }

    @Test
    void letsPeersWaitForRoom() throws Exception {
        for (int i = 0; i < DeliveryQueue.MOST_WAITING; i++) {
            add(i);
        }
        assertThat(queue.awaitRoom(Duration.ofNanos(1))).isFalse();
        CompletableFuture<Boolean> room = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.awaitRoom(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        queue.take();
        queue.take();
        assertThat(room.get()).isTrue();
    }

    @Test
    void givesAStudyOnceItIsComplete() throws InterruptedException {
        Delivery delivery = add(1);
        queue.take();
        assertThat(queue.isStudyUnknown(instance(1))).isTrue();
        queue.studyJournaled(STUDY, 77);
        assertThat(queue.isStudyUnknown(instance(1))).isFalse();
        queue.finished(delivery);
        nanoTime.addAndGet(Duration.ofSeconds(5).toNanos());
        Delivery complete = queue.take().orElseThrow();
        assertThat(complete.entry()).isEqualTo(77);
        assertThat(complete.what()).isEqualTo(new Journaled.Study(STUDY));
    }

    @Test
    void endsWhoWaits() throws Exception {
        CompletableFuture<Optional<Delivery>> taken = new CompletableFuture<>();
        Thread taker = new Thread(() -> {
            try {
                taken.complete(queue.take());
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        taker.start();
        await().until(() -> taker.getState() == Thread.State.TIMED_WAITING);
        queue.close();
        assertThat(taken.get()).isEmpty();
    }

    @Test
    void readsWhatTheJournalHas() {
        for (int number = 1; number <= 2; number++) {
            Journaled.Instance instance = instance(number);
            assertThat(Journaled.parse(instance.text())).contains(instance.with(DataSet.empty()));
        }
        Journaled study = new Journaled.Study(STUDY);
        assertThat(Journaled.parse(study.text())).contains(study);
        for (String other : List.of("", "study", "study\tx", "instance\t1", "something\telse")) {
            assertThat(Journaled.parse(other)).isEmpty();
        }
    }
}
