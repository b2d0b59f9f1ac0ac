package org.pacsscp.archive.retrieve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Client;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.InstanceLookup;
import org.pacsscp.storage.InstanceStore;

/**
 * Sends the instances of an archive to who asks, by C-GET, or to others, by C-MOVE (PS3.4 Annex C); Patient Root and Study Root.
 *
 * <pre>{@code
 * RetrieveService retrieve = RetrieveService.builder(catalog, store)
 *         .move(client, PeerDirectory.of(RemoteEntity.of("VIEWER_1", "viewer.example.org", 11112)))
 *         .build();
 * Server server = Server.builder().aeTitle("ARCHIVE")
 *         .handler(retrieve.handlers().toArray(ActionHandler[]::new))
 *         .build()
 *         .start();
 * }</pre>
 *
 * <p>An instance goes as it is stored where the peer takes its transfer syntax, without a pass through the heap; the next one is read
 * while the peer is at work on it. Otherwise it is converted, between the uncompressed transfer syntaxes and the deflated one, or by an {@link
 * InstanceConverter}; where that is not possible the sub-operation fails, is counted, and is in the list of the final response.
 * Up to 65,535 instances are retrieved at once, which is as far as the counts of PS3.7 Annex E go; a request for more is refused
 * with A701H. Immutable, for any thread.
 *
 * @since 0.1.0
 */
public final class RetrieveService {
    private final List<ActionHandler> handlers;
    private final RetrieveCounts counts = new RetrieveCounts();

    private RetrieveService(Builder builder) {
        List<InstanceConverter> converters = new ArrayList<>(builder.converters);
        converters.add(new UncompressedConverter());
        InstanceSender sender = new InstanceSender(builder.store, converters);
        List<ActionHandler> made = new ArrayList<>();
        made.add(new GetHandler(builder.lookup, sender, builder.sopClasses, counts));
        Optional.ofNullable(builder.client)
                .ifPresent(client -> made.add(new MoveHandler(builder.lookup, sender, builder.peers, client, counts)));
        handlers = List.copyOf(made);
    }

    /**
     * Starts to describe a service.
     *
     * @param lookup finds the instances
     * @param store has them
     * @return a builder of a service without C-MOVE
     */
    public static Builder builder(InstanceLookup lookup, InstanceStore store) {
        return new Builder(lookup, store);
    }

    /**
     * Returns the handlers for a server.
     *
     * @return one for C-GET, and one for C-MOVE if there is a client for it
     */
    public List<ActionHandler> handlers() {
        return handlers;
    }

    /**
     * Returns what became of the retrievals, for monitoring.
     *
     * @return the figures of this moment
     */
    public RetrieveFigures figures() {
        return counts.figures();
    }

    /**
     * Collects what a service needs; belongs to one thread.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final InstanceLookup lookup;
        private final InstanceStore store;
        private final List<InstanceConverter> converters = new ArrayList<>();
        private List<Uid> sopClasses = SopClass.storage();
        private PeerDirectory peers = title -> Optional.empty();
        private @Nullable Client client;

        private Builder(InstanceLookup lookup, InstanceStore store) {
            this.lookup = Objects.requireNonNull(lookup, "lookup");
            this.store = Objects.requireNonNull(store, "store");
        }

        /**
         * Serves C-MOVE, too.
         *
         * @param newClient opens the associations with destinations; it stays the caller's to close. Its AE title is not used: we
         *     call by the title by which we were called
         * @param newPeers knows the destinations
         * @return this builder
         */
        public Builder move(Client newClient, PeerDirectory newPeers) {
            client = Objects.requireNonNull(newClient, "client");
            peers = Objects.requireNonNull(newPeers, "peers");
            return this;
        }

        /**
         * Converts what the service cannot: it is asked before the service's own conversion, in the order of these calls.
         *
         * @param converter such as a codec
         * @return this builder
         */
        public Builder converter(InstanceConverter converter) {
            converters.add(Objects.requireNonNull(converter, "converter"));
            return this;
        }

        /**
         * Replaces the SOP classes that peers can be sent by C-GET.
         *
         * @param newSopClasses storage SOP classes; {@link SopClass#storage()} by default
         * @return this builder
         */
        public Builder sopClasses(Collection<Uid> newSopClasses) {
            sopClasses = List.copyOf(newSopClasses);
            return this;
        }

        /**
         * Makes the service.
         *
         * @return the service
         */
        public RetrieveService build() {
            return new RetrieveService(this);
        }
    }
}
