package org.pacsscp.storage;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Uid;
import org.pacsscp.storage.StorageException.Reason;

/**
 * Keeps instances of which an index has the last word. Files come before their rows and go after them; what a crash leaves between is
 * in the journal.
 */
final class IndexKeeper implements Keeper {
    /** So often may others be quicker. */
    private static final int MOST_TRIES = 10;

    private final InstanceStore store;
    private final InstanceIndex index;
    private final NameTemplate names;
    private final Duplicates duplicates;
    private final Remover remover;
    private final HandOff handOff;
    private final InstantSource clock;

    IndexKeeper(
            InstanceStore store,
            InstanceIndex index,
            NameTemplate names,
            Duplicates duplicates,
            Remover remover,
            HandOff handOff,
            InstantSource clock) {
        this.store = store;
        this.index = index;
        this.names = names;
        this.duplicates = duplicates;
        this.remover = remover;
        this.handOff = handOff;
        this.clock = clock;
    }

    @Override
    public Expected expect(StoreRequest request) throws IOException {
        Uid uid = Uid.of(request.sopInstance());
        boolean isNew = find(uid).isEmpty();
        return (instance, incoming) -> keep(new Attempt(instance, incoming, uid, isNew));
    }

    private Optional<IndexedInstance> find(Uid uid) throws StorageException {
        try {
            return index.find(uid);
        } catch (IOException e) {
            throw new StorageException(Reason.INDEX_FAILED, e);
        }
    }

    private Outcome keep(Attempt attempt) throws IOException {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Optional<Outcome> outcome = attempt.run();
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        attempt.takeBack();
        throw new StorageException(Reason.INDEX_FAILED, "it has changed " + MOST_TRIES + " times meanwhile");
    }

    /** One instance on its way into the index. Owned by the thread that keeps it. */
    private final class Attempt {
        private final ReceivedInstance instance;
        private final IncomingInstance incoming;
        private final Uid uid;

        /** Whether the index did not know it before it came. If it does by now, it refuses to add it. */
        private boolean isNew;

        /** Once its file has its place; the number of the entry goes with it. */
        private Journaled.@Nullable Instance placed;

        private long entry;

        Attempt(ReceivedInstance instance, IncomingInstance incoming, Uid uid, boolean isNew) {
            this.instance = instance;
            this.incoming = incoming;
            this.uid = uid;
            this.isNew = isNew;
        }

        /** Returns nothing if the index has changed meanwhile. */
        Optional<Outcome> run() throws IOException {
            Optional<IndexedInstance> old = isNew ? Optional.empty() : findAgain();
            isNew = false;
            Journaled.Instance mine = placed;
            if (mine != null
                    && old.isPresent()
                    && old.get().location().equals(mine.stored().location())) {
                // The answer of a commit was lost, or who indexes the directory was quicker.
                mine.replaces().ifPresent(replaced -> remover.remove(replaced, 0));
                handOff.complete(entry, mine);
                return Optional.of(Outcome.keptWith(DimseStatus.SUCCESS));
            }
            if (old.isPresent()) {
                Optional<DimseStatus> decided = duplicates.decide(old.get(), instance, this::content);
                if (decided.isPresent()) {
                    takeBack();
                    return decided.map(Outcome::dropped);
                }
            }
            Journaled.Instance current = place(old.map(IndexedInstance::location));
            IndexResult result = tell(old, current);
            if (result instanceof IndexResult.Added added) {
                old.ifPresent(replaced -> remover.remove(replaced.location(), replaced.length()));
                handOff.complete(entry, current);
                return Optional.of(Outcome.keptWith(added.status()));
            }
            if (result instanceof IndexResult.Refused refused) {
                takeBack();
                return Optional.of(Outcome.dropped(refused.status()));
            }
            return Optional.empty();
        }

        /** What was there before it came may be gone, committed or replaced by now. */
        private Optional<IndexedInstance> findAgain() throws StorageException {
            try {
                return find(uid);
            } catch (StorageException e) {
                takeBack();
                throw e;
            }
        }

        private SeekableByteChannel content() throws IOException {
            return placed == null ? incoming.read() : store.open(placed.stored().location());
        }

        /** Whatever is thrown, it may be in the index by now, so the file stays until that is known. */
        private IndexResult tell(Optional<IndexedInstance> old, Journaled.Instance current) throws IOException {
            try {
                return old.isPresent() ? index.replace(old.get(), current.stored()) : index.add(current.stored());
            } catch (IOException e) {
                handOff.doubt(entry, current);
                throw new StorageException(Reason.INDEX_FAILED, e);
            } catch (RuntimeException e) {
                handOff.doubt(entry, current);
                throw e;
            }
        }

        private Journaled.Instance place(Optional<String> replaces) throws IOException {
            Journaled.Instance current = placed == null ? placeFile(replaces) : placed;
            if (!current.replaces().equals(replaces)) {
                current = new Journaled.Instance(current.stored(), current.study(), replaces);
                long before = entry;
                entry = handOff.begin(current);
                handOff.awaitBegun(entry);
                handOff.cancel(before);
            }
            placed = current;
            return current;
        }

        /**
         * Never where another file is, since the index points there until it knows this one; nor where one has been that was
         * replaced, so that a location says for good which of them is meant.
         */
        private Journaled.Instance placeFile(Optional<String> replaces) throws IOException {
            String wanted = names.location(instance.request(), instance.header());
            for (int tries = 1; tries <= MOST_TRIES; tries++) {
                boolean asWanted = replaces.isEmpty() && tries == 1;
                String location = asWanted ? wanted : NameTemplate.beside(wanted);
                if (!store.contains(location)) {
                    Journaled.Instance current =
                            Journaled.Instance.of(instance.storedAt(location, clock.instant()), replaces);
                    if (commit(current)) {
                        return current;
                    }
                }
            }
            throw new StorageException(Reason.OTHER, "other files have the name of this one");
        }

        private boolean commit(Journaled.Instance current) throws IOException {
            entry = handOff.begin(current);
            boolean done = false;
            try {
                // The disk takes the file and the journal at the same time.
                incoming.complete();
                handOff.awaitBegun(entry);
                incoming.commit(current.stored().location(), false);
                done = true;
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                if (!done) {
                    handOff.cancel(entry);
                }
            }
        }

        /** The index does not know it. */
        void takeBack() {
            if (placed != null) {
                remover.remove(placed.stored().location(), 0);
                handOff.cancel(entry);
                placed = null;
            }
        }
    }
}
