package org.pacsscp.storage;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.storage.internal.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on what is stored, at least once: from before it has its place until every listener has taken it, it is in a journal. Its
 * thread calls the listeners; all else is usable by any thread.
 */
final class HandOff implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HandOff.class);
    private static final Duration LONGEST_WAIT_FOR_ROOM = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT_FOR_END = Duration.ofSeconds(10);

    private final Journal journal;
    private final Forgetting forgetting;
    private final InstanceStore store;
    private final Settlement settlement;
    private final List<InstanceListener> listeners;
    private final DeliveryQueue queue;
    private final Thread thread = new Thread(this::run, "pacs-scp-storage");

    HandOff(
            Journal journal,
            Forgetting forgetting,
            InstanceStore store,
            Settlement settlement,
            List<InstanceListener> listeners,
            DeliveryQueue queue) {
        this.journal = journal;
        this.forgetting = forgetting;
        this.store = store;
        this.settlement = settlement;
        this.listeners = listeners;
        this.queue = queue;
        thread.setDaemon(true);
    }

    /** Settles what an earlier run was at, and begins to hand on. */
    void start() throws IOException {
        for (Map.Entry<Long, String> entry : journal.pending().entrySet()) {
            long id = entry.getKey();
            Optional<Journaled> what = Journaled.parse(entry.getValue());
            if (what.isEmpty()) {
                log.error("the journal of the storage has an entry that cannot be read; it is dropped");
                journal.end(id);
            } else if (what.get() instanceof Journaled.Instance instance) {
                restore(id, instance);
            } else if (what.get() instanceof Journaled.Study study) {
                queue.studyJournaled(study.studyInstanceUid(), id);
            }
        }
        thread.start();
    }

    private void restore(long id, Journaled.Instance instance) throws IOException {
        if (store.contains(instance.stored().location()) && settlement.settle(withHeader(instance))) {
            log.info(
                    "instance {} was stored by an earlier run, and is handed on now",
                    instance.stored().sopInstanceUid());
            finishOrAdd(Delivery.ofJournaled(id, instance, listeners));
        } else {
            journal.end(id);
        }
    }

    /** Waits until the listeners have caught up. */
    void awaitRoom() throws StorageException, InterruptedException {
        if (!queue.awaitRoom(LONGEST_WAIT_FOR_ROOM)) {
            throw new StorageException(
                    StorageException.Reason.HAND_OFF_BEHIND, DeliveryQueue.MOST_WAITING + " instances");
        }
    }

    /** Returns how many instances wait to be handed on for the first time. */
    long waiting() {
        return queue.waiting();
    }

    /** Notes that an instance is about to get its place, when {@link #awaitBegun} has returned; returns the number of the entry. */
    long begin(Journaled.Instance instance) throws IOException {
        return journal.begin(instance.text());
    }

    /** Waits until the entry is as safe as a file is. */
    void awaitBegun(long entry) throws IOException {
        journal.awaitSafe(entry);
    }

    /** Notes that nothing has come of it. */
    void cancel(long entry) {
        forgetting.forget(entry);
    }

    /** Is given an instance that is stored. */
    void complete(long entry, Journaled.Instance instance) {
        finishOrAdd(Delivery.ofStored(entry, instance, listeners));
    }

    /** Is given an instance of which nobody knows whether the index has it. */
    void doubt(long entry, Journaled.Instance instance) {
        queue.add(Delivery.ofDoubtful(entry, instance, listeners));
    }

    private void finishOrAdd(Delivery delivery) {
        if (listeners.isEmpty()) {
            forgetting.forgetInstance(delivery.entry());
        } else {
            queue.add(delivery);
        }
    }

    private void run() {
        try {
            for (Optional<Delivery> next = queue.take(); next.isPresent(); next = queue.take()) {
                deliver(next.get());
            }
        } catch (InterruptedException e) {
            log.warn("the thread that hands instances on was interrupted; the rest is handed on by the next run");
        }
    }

    private void deliver(Delivery delivery) {
        try {
            if (!prepare(delivery)) {
                queue.finished(delivery);
                forgetting.forget(delivery.entry());
                return;
            }
            tell(delivery);
        } catch (IOException e) {
            log.error("{} cannot be handed on now: {}", delivery, e.getClass().getSimpleName());
            delivery.failed();
        }
        if (delivery.isDone()) {
            finish(delivery);
        } else if (delivery.isGivenUp()) {
            log.error("{} could not be handed on {} times; the next run tries again", delivery, Delivery.MOST_ATTEMPTS);
            queue.finished(delivery);
        } else {
            queue.addAgain(delivery);
        }
    }

    /** Returns whether there is something to tell. */
    private boolean prepare(Delivery delivery) throws IOException {
        if (!(delivery.what() instanceof Journaled.Instance instance)) {
            return true;
        }
        if (delivery.isInDoubt()) {
            boolean stored = settlement.settle(instance);
            delivery.settled();
            return stored;
        }
        if (!delivery.hasHeader()) {
            try {
                delivery.read(withHeader(instance));
            } catch (NoSuchFileException e) {
                log.info("{} is deleted or replaced already, and not handed on", delivery);
                return false;
            }
        }
        return true;
    }

    private Journaled.Instance withHeader(Journaled.Instance instance) throws IOException {
        StoredInstance stored = instance.stored();
        try (SeekableByteChannel file = store.open(stored.location())) {
            file.position(stored.dataSetOffset());
            return instance.with(Headers.read(file, stored.transferSyntaxUid()));
        }
    }

    private void tell(Delivery delivery) {
        Iterator<InstanceListener> waiting = delivery.waiting().iterator();
        boolean failed = false;
        while (waiting.hasNext()) {
            try {
                tell(waiting.next(), delivery.what());
                waiting.remove();
            } catch (Throwable e) {
                log.error("a listener failed at {}", delivery, e);
                failed = true;
            }
        }
        if (failed) {
            delivery.failed();
        }
    }

    private static void tell(InstanceListener listener, Journaled what) throws Exception {
        if (what instanceof Journaled.Instance instance) {
            listener.stored(new InstanceEvent.Stored(instance.stored()));
        } else if (what instanceof Journaled.Study study) {
            listener.studyComplete(new InstanceEvent.StudyComplete(study.studyInstanceUid()));
        }
    }

    /** The study is noted before the instance is forgotten. */
    private void finish(Delivery delivery) {
        if (delivery.what() instanceof Journaled.Instance instance && queue.isStudyUnknown(instance)) {
            Uid study = instance.study().orElseThrow();
            try {
                queue.studyJournaled(study, beginSafely(study));
            } catch (IOException e) {
                log.error(
                        "the journal of the storage cannot be written, so it may not be told that study {} is complete: {}",
                        study,
                        e.toString());
            }
        }
        queue.finished(delivery);
        if (delivery.what() instanceof Journaled.Instance) {
            forgetting.forgetInstance(delivery.entry());
        } else {
            forgetting.forget(delivery.entry());
        }
    }

    private long beginSafely(Uid study) throws IOException {
        long entry = journal.begin(new Journaled.Study(study).text());
        journal.awaitSafe(entry);
        return entry;
    }

    /** Waits for the listener that is at work; what it does not reach is handed on by the next run. */
    @Override
    public void close() throws IOException {
        queue.close();
        try {
            thread.join(LONGEST_WAIT_FOR_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.warn("a listener of instances does not end; it is left alone");
        }
        forgetting.forgetAll();
        journal.close();
    }
}
