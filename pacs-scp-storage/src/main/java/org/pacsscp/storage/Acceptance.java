package org.pacsscp.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;

/** The way of an instance from its first byte to its answer. Usable by any thread. */
final class Acceptance {
    private final InstanceStore store;
    private final SpaceGuard space;
    private final InstanceReceiver receiver;
    private final Keeper keeper;
    private final Optional<HandOff> handOff;
    private final StorageCounts counts = new StorageCounts();

    Acceptance(
            InstanceStore store,
            SpaceGuard space,
            InstanceReceiver receiver,
            Keeper keeper,
            Optional<HandOff> handOff) {
        this.store = store;
        this.space = space;
        this.receiver = receiver;
        this.keeper = keeper;
        this.handOff = handOff;
    }

    /**
     * Takes an instance; if what is returned is no failure, it is as safe as it gets.
     *
     * @return what the peer is told
     * @throws DataSetException if the data set broke
     * @throws NoDataSetException if what came in its place is none
     * @throws StorageException if it cannot be stored
     */
    DimseStatus accept(StoreRequest request, DataSetStream dataSet) throws IOException, InterruptedException {
        if (handOff.isPresent()) {
            handOff.get().awaitRoom();
        }
        try (SpaceGuard.Share share = space.admit();
                IncomingInstance incoming = store.begin()) {
            Keeper.Expected expected = keeper.expect(request);
            ReceivedInstance instance = receiver.receive(request, dataSet, incoming, share);
            Keeper.Outcome outcome = expected.keep(instance, incoming);
            if (outcome.kept()) {
                share.keep();
                counts.stored(instance.length());
            } else {
                counts.dropped(outcome.status());
            }
            return outcome.status();
        } catch (DataSetException | NoDataSetException | StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new StorageException(StorageException.Reason.OTHER, e);
        }
    }

    /** Returns what counts what becomes of instances; who refuses one before it comes here counts it there. */
    StorageCounts counts() {
        return counts;
    }

    /**
     * Writes a little into the store, as far as anybody could see it, and takes it back.
     *
     * @throws StorageException if no instance could be stored now, for want of room
     * @throws IOException if the store cannot be written to
     */
    void check() throws IOException {
        try (SpaceGuard.Share share = space.admit();
                IncomingInstance incoming = store.begin()) {
            share.take(1);
            int unused = incoming.write(ByteBuffer.allocate(1));
        }
    }
}
