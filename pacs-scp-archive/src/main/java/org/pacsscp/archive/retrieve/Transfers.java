package org.pacsscp.archive.retrieve;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Association;
import org.pacsscp.api.CommandElements;
import org.pacsscp.archive.catalog.CatalogedInstance;
import org.pacsscp.archive.retrieve.Tally.Outcome;

/**
 * The sub-operations of one retrieval, one after the other. While the peer is at work on one, the instance of the next is read,
 * so that neither waits for the other longer than it must. Belongs to the thread of the retrieval.
 *
 * <p>Once the association has ended, or the peer has not answered in time, all else has failed (PS3.4 section C.4.2.3.1): to wait for
 * each answer anew would take hours.
 */
final class Transfers implements AutoCloseable {
    private final Association association;
    private final CommandElements elements;
    private final InstanceSender sender;
    private final Iterator<CatalogedInstance> instances;
    private final Optional<ByteBuffer> room;
    private boolean answers = true;
    private @Nullable Transfer prepared;

    /**
     * Begins with none of them.
     *
     * @param association over which instances go
     * @param elements what each command set has besides its instance
     * @param instances what is sent
     */
    Transfers(
            Association association,
            CommandElements elements,
            InstanceSender sender,
            Iterator<CatalogedInstance> instances) {
        this.association = association;
        this.elements = elements;
        this.sender = sender;
        this.instances = instances;
        room = sender.room().take();
    }

    /**
     * What became of one.
     *
     * @param instance that was to be sent
     * @param outcome of the sub-operation
     */
    record Ended(CatalogedInstance instance, Outcome outcome) {}

    boolean hasNext() {
        return prepared != null || instances.hasNext();
    }

    /** Performs the next one, and waits for its answer. */
    Ended perform() throws InterruptedException {
        try (Transfer current = prepared == null ? prepare(instances.next()) : prepared) {
            prepared = null;
            if (isUsable()) {
                current.begin(association);
            }
            if (instances.hasNext()) {
                // What was sent is in the hands of the system: there is room for the next one.
                prepared = prepare(instances.next());
            }
            Outcome outcome = current.outcome();
            answers &= outcome != Outcome.UNANSWERED;
            return new Ended(current.instance(), outcome);
        }
    }

    private Transfer prepare(CatalogedInstance instance) {
        return isUsable() ? sender.prepare(association, instance, elements, room) : Transfer.none(instance);
    }

    private boolean isUsable() {
        return answers && association.end().isEmpty();
    }

    @Override
    public void close() {
        if (prepared != null) {
            prepared.close();
        }
        room.ifPresent(sender.room()::give);
    }
}
