package org.pacsscp.storage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Uid;

/** What waits to be handed on, in order; what failed, later; and studies, once they are complete. Usable by any thread. */
final class DeliveryQueue {
    /** So many instances wait at most before peers do. */
    static final int MOST_WAITING = 10_000;

    /** Of so many the headers are in memory; those of the others are read from their files. */
    static final int MOST_HEADERS = 64;

    private final List<InstanceListener> listeners;
    private final Optional<StudyWatch> studies;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition room = lock.newCondition();

    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private final Deque<Delivery> complete = new ArrayDeque<>();
    private final PriorityQueue<Retry> retries = new PriorityQueue<>(Retry.BY_TIME);
    private boolean closed;

    DeliveryQueue(List<InstanceListener> listeners, Optional<Duration> quiet, LongSupplier nanoTime) {
        this.listeners = listeners;
        studies = quiet.map(duration -> new StudyWatch(duration.toNanos()));
        this.nanoTime = nanoTime;
    }

    /** Something that failed, and when it is tried again. */
    private record Retry(Delivery delivery, long due) {
        /** The clock may pass its greatest number. */
        static final Comparator<Retry> BY_TIME = (one, other) -> Long.signum(one.due - other.due);
    }

    /** Waits until not too much waits. */
    boolean awaitRoom(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (waiting.size() >= MOST_WAITING && left > 0) {
                left = room.awaitNanos(left);
            }
            return waiting.size() < MOST_WAITING;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many instances wait, without those that come again. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Adds an instance that is stored, or may be. */
    void add(Delivery delivery) {
        lock.lock();
        try {
            watch((watch, study) -> watch.stored(study, nanoTime.getAsLong()), delivery);
            waiting.add(waiting.size() < MOST_HEADERS ? delivery : delivery.withoutHeader());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Adds what could not be handed on, for later. */
    void addAgain(Delivery delivery) {
        lock.lock();
        try {
            retries.add(
                    new Retry(delivery, nanoTime.getAsLong() + delivery.pause().toNanos()));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether it must be noted in the journal that the study of an instance is not complete. */
    boolean isStudyUnknown(Journaled.Instance instance) {
        lock.lock();
        try {
            return studies.isPresent()
                    && instance.study().isPresent()
                    && !studies.get().isJournaled(instance.study().get());
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the journal knows of a study. */
    void studyJournaled(Uid study, long entry) {
        lock.lock();
        try {
            studies.ifPresent(watch -> watch.journaled(study, entry, nanoTime.getAsLong()));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Notes that an instance waits no more. */
    void finished(Delivery delivery) {
        lock.lock();
        try {
            watch((watch, study) -> watch.handedOn(study, nanoTime.getAsLong()), delivery);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what is to be handed on next; empty once the queue is closed. */
    Optional<Delivery> take() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                long now = nanoTime.getAsLong();
                Delivery next = next(now);
                if (next != null) {
                    return Optional.of(next);
                }
                // What it returns says no more than the clock does.
                long unused = changed.awaitNanos(nanosUntilNext(now));
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Lets {@link #take()} return nothing from now on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Delivery next(long now) {
        studies.ifPresent(
                watch -> watch.complete(now).forEach(study -> complete.add(Delivery.ofStudy(study, listeners))));
        if (!complete.isEmpty()) {
            return complete.poll();
        }
        Retry retry = retries.peek();
        if (retry != null && now - retry.due() >= 0) {
            retries.remove();
            return retry.delivery();
        }
        room.signalAll();
        return waiting.poll();
    }

    private long nanosUntilNext(long now) {
        OptionalLong study = studies.map(StudyWatch::next).orElse(OptionalLong.empty());
        long untilStudy = study.isPresent() ? study.getAsLong() - now : Long.MAX_VALUE;
        Retry retry = retries.peek();
        long untilRetry = retry == null ? Long.MAX_VALUE : retry.due() - now;
        return Math.max(Math.min(untilStudy, untilRetry), 1);
    }

    private void watch(BiConsumer<StudyWatch, Uid> change, Delivery delivery) {
        if (studies.isPresent() && delivery.what() instanceof Journaled.Instance instance) {
            instance.study().ifPresent(study -> change.accept(studies.get(), study));
        }
    }
}
