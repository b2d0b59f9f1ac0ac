package org.pacsscp.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.pacsscp.storage.StorageException.Reason;

/** Refuses instances before the disk is full, and beyond a quota. Usable by any thread. */
final class SpaceGuard {
    /** Written between two looks at the disk. */
    private static final long LOOK_EVERY = 16 << 20;

    /** Others write to the disk, too; so old may be what it has said when an instance comes. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(10);

    /** Instances may have been deleted by others; who counts them again looks at all of them. */
    private static final Duration COUNT_EVERY = Duration.ofMinutes(1);

    private final InstanceStore store;
    private final long quota;
    private final long minimumFree;
    private final LongSupplier nanoTime;
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong incoming = new AtomicLong();
    private final AtomicLong writtenSinceLook = new AtomicLong();
    private long countedAt;

    /** When whoever comes next looks at the disk. */
    private volatile long lookAgainAt;

    /**
     * Counts what is there, if there is a quota.
     *
     * @param quota bytes; {@link Long#MAX_VALUE} for none
     * @param minimumFree bytes that are left to others
     */
    SpaceGuard(InstanceStore store, long quota, long minimumFree, LongSupplier nanoTime) throws IOException {
        this.store = store;
        this.quota = quota;
        this.minimumFree = minimumFree;
        this.nanoTime = nanoTime;
        lookAgainAt = nanoTime.getAsLong();
        if (hasQuota()) {
            count();
        }
    }

    /** What one instance takes, from its first byte until it is kept or dropped. Owned by the thread that receives it. */
    final class Share implements AutoCloseable {
        private long bytes;

        private Share() {}

        /** Agrees to bytes that are about to be written. */
        void take(long count) throws IOException {
            bytes += count;
            incoming.addAndGet(count);
            checkQuota();
            if (minimumFree > 0 && writtenSinceLook.addAndGet(count) > LOOK_EVERY) {
                writtenSinceLook.set(0);
                look();
            }
        }

        /** Is told that the instance has its place. */
        void keep() {
            kept.addAndGet(bytes);
            close();
        }

        @Override
        public void close() {
            incoming.addAndGet(-bytes);
            bytes = 0;
        }
    }

    /** Agrees to one more instance. */
    Share admit() throws IOException {
        if (hasQuota() && kept.get() + incoming.get() >= quota) {
            countAgain();
            if (kept.get() + incoming.get() >= quota) {
                throw quotaReached();
            }
        }
        if (minimumFree > 0 && nanoTime.getAsLong() - lookAgainAt >= 0) {
            look();
        }
        return new Share();
    }

    /** Is told that an instance is gone that was kept. */
    void free(long bytes) {
        kept.addAndGet(-bytes);
    }

    private boolean hasQuota() {
        return quota != Long.MAX_VALUE;
    }

    private void checkQuota() throws StorageException {
        if (hasQuota() && kept.get() + incoming.get() > quota) {
            throw quotaReached();
        }
    }

    private StorageException quotaReached() {
        return new StorageException(Reason.QUOTA_REACHED, "it is " + quota + " bytes");
    }

    private void look() throws IOException {
        long now = nanoTime.getAsLong();
        lookAgainAt = now;
        long usable = store.usableSpace();
        if (usable >= minimumFree) {
            lookAgainAt = now + LOOK_AGAIN_AFTER.toNanos();
        } else {
            throw new StorageException(
                    Reason.SPACE_RESERVED, usable + " bytes are left, " + minimumFree + " are to stay free");
        }
    }

    private synchronized void countAgain() throws IOException {
        if (nanoTime.getAsLong() - countedAt > COUNT_EVERY.toNanos()) {
            count();
        }
    }

    private synchronized void count() throws IOException {
        kept.set(store.occupiedSpace());
        countedAt = nanoTime.getAsLong();
    }
}
