package org.pacsscp.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.storage.internal.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the journal forget what is over. Where the index relies on the journal ({@link InstanceIndex#journaled}), an instance that
 * is in the index stays in the journal until many can be made safe there at once. Usable by any thread.
 */
final class Forgetting {
    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);

    /** Enough to share a wait for the disk, and few enough to be looked at again by the next run. */
    static final int AT_ONCE = 64;

    private final Journal journal;

    /** Relies on the journal; empty if none does. */
    private final Optional<InstanceIndex> index;

    /** The entries of what that has, and perhaps not on the disk. Guarded by itself. */
    private final List<Long> relied = new ArrayList<>();

    /** Whether somebody would be told twice of what has not ended in the journal. */
    private final boolean listened;

    Forgetting(Journal journal, Optional<InstanceIndex> index, boolean listened) {
        this.journal = journal;
        this.index = index;
        this.listened = listened;
    }

    /** Forgets what is in no index, or what an index needs no journal for. */
    void forget(long entry) {
        if (!listened) {
            journal.endSoon(entry);
            return;
        }
        try {
            journal.end(entry);
        } catch (IOException e) {
            log.error(
                    "the journal of the storage cannot be written, so something may be handed on twice: {}",
                    e.toString());
        }
    }

    /** Forgets an instance that the index has, as soon as it may. */
    void forgetInstance(long entry) {
        if (index.isEmpty()) {
            forget(entry);
            return;
        }
        boolean enough;
        synchronized (relied) {
            relied.add(entry);
            enough = relied.size() >= AT_ONCE;
        }
        if (enough) {
            forgetAll();
        }
    }

    /** Makes safe in the index what it has, and forgets that. */
    void forgetAll() {
        List<Long> entries;
        synchronized (relied) {
            entries = List.copyOf(relied);
            relied.clear();
        }
        if (index.isEmpty() || entries.isEmpty()) {
            return;
        }
        try {
            index.get().force();
        } catch (IOException | RuntimeException e) {
            // Those whose answer this would cost are stored, and the journal has to be closed.
            log.warn(
                    "the index is not on the disk, so {} instances stay in the journal until it is: {}",
                    entries.size(),
                    e.toString());
            synchronized (relied) {
                relied.addAll(entries);
            }
            return;
        }
        entries.forEach(this::forget);
    }
}
