package org.pacsscp.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.InstantSource;
import java.util.Optional;
import org.pacsscp.api.DimseStatus;

/** Keeps instances where nothing but their files says what is there: two of the same name are the same. */
final class DirectoryKeeper implements Keeper {
    /** So often may the file vanish that was there a moment before. */
    private static final int MOST_TRIES = 10;

    private final InstanceStore store;
    private final NameTemplate names;
    private final Duplicates duplicates;
    private final Optional<HandOff> handOff;
    private final InstantSource clock;

    DirectoryKeeper(
            InstanceStore store,
            NameTemplate names,
            Duplicates duplicates,
            Optional<HandOff> handOff,
            InstantSource clock) {
        this.store = store;
        this.names = names;
        this.duplicates = duplicates;
        this.handOff = handOff;
        this.clock = clock;
    }

    /** There is nothing to do before: what is named is the file, whose name needs its header. */
    @Override
    public Expected expect(StoreRequest request) {
        return this::keep;
    }

    private Outcome keep(ReceivedInstance instance, IncomingInstance incoming) throws IOException {
        String location = names.location(instance.request(), instance.header());
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            if (!duplicates.replace() && store.contains(location)) {
                Optional<DimseStatus> decided = duplicates.decide(location, instance, incoming::read);
                if (decided.isPresent()) {
                    return Outcome.dropped(decided.get());
                }
            }
            try {
                commit(instance, incoming, location);
                return Outcome.keptWith(DimseStatus.SUCCESS);
            } catch (FileAlreadyExistsException e) {
                // Another association was quicker; it is looked at.
            }
        }
        throw new StorageException(StorageException.Reason.OTHER, "something else has the name of the file");
    }

    private void commit(ReceivedInstance instance, IncomingInstance incoming, String location) throws IOException {
        if (handOff.isEmpty()) {
            incoming.commit(location, duplicates.replace());
            return;
        }
        Journaled.Instance stored =
                Journaled.Instance.of(instance.storedAt(location, clock.instant()), Optional.empty());
        long entry = handOff.get().begin(stored);
        boolean done = false;
        try {
            // The disk takes the file and the journal at the same time.
            incoming.complete();
            handOff.get().awaitBegun(entry);
            incoming.commit(location, duplicates.replace());
            done = true;
        } finally {
            if (!done) {
                handOff.get().cancel(entry);
            }
        }
        handOff.get().complete(entry, stored);
    }
}
