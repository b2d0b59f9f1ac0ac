package org.pacsscp.api;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What a client is; immutable. {@link Client#builder()} makes it; each option's default stands beside its accessor.
 *
 * <pre>{@code
 * ClientConfig config = Client.builder().aeTitle("MY_PACS").toConfig();
 * Client another = config.toBuilder().aeTitle("MY_ROUTER").build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ClientConfig {
    /** The AE title of a client that was given none. */
    public static final AeTitle DEFAULT_AE_TITLE = AeTitle.of("PACS_SCU");

    private final AeTitle aeTitle;
    private final Optional<ClientTls> tls;
    private final Limits limits;
    private final Timeouts timeouts;
    private final List<ActionHandler> handlers;
    private final List<AssociationListener> listeners;
    private final Optional<Server> sharedWith;
    private final Optional<Executor> executor;
    private final int loops;
    private final Optional<InetAddress> localAddress;
    private final Uid implementationClassUid;
    private final String implementationVersionName;
    private final boolean refuseOddLengths;

    ClientConfig(ClientBuilder builder) {
        aeTitle = builder.aeTitle;
        tls = Optional.ofNullable(builder.tls);
        limits = builder.limits;
        timeouts = builder.timeouts;
        handlers = List.copyOf(builder.handlers);
        listeners = List.copyOf(builder.listeners);
        sharedWith = Optional.ofNullable(builder.sharedWith);
        executor = Optional.ofNullable(builder.executor);
        loops = builder.loops;
        localAddress = Optional.ofNullable(builder.localAddress);
        implementationClassUid = builder.implementationClassUid;
        implementationVersionName = builder.implementationVersionName;
        refuseOddLengths = builder.refuseOddLengths;
    }

    /**
     * Starts from this configuration, to make one that differs.
     *
     * @return a builder with every value of this
     */
    public ClientBuilder toBuilder() {
        return new ClientBuilder(this);
    }

    /**
     * Returns who asks for associations: the calling AE title, where a proposal names no other.
     *
     * @return {@link #DEFAULT_AE_TITLE} by default
     */
    public AeTitle aeTitle() {
        return aeTitle;
    }

    /**
     * Returns how the client speaks TLS.
     *
     * @return trust, keys and profile; empty by default: everything can be read on the way
     */
    public Optional<ClientTls> tls() {
        return tls;
    }

    /**
     * Returns how much the client takes from a peer.
     *
     * @return the limits; {@link ClientBuilder#limits} says which of them concern a client
     */
    public Limits limits() {
        return limits;
    }

    /**
     * Returns how long the client waits.
     *
     * @return the timeouts
     */
    public Timeouts timeouts() {
        return timeouts;
    }

    /**
     * Returns the handlers of what peers ask of us.
     *
     * @return the handlers; none by default
     */
    public List<ActionHandler> handlers() {
        return handlers;
    }

    /**
     * Returns who is told what happens.
     *
     * @return the listeners; none by default
     */
    public List<AssociationListener> listeners() {
        return listeners;
    }

    /**
     * Returns the server whose I/O threads and executor the client shares.
     *
     * @return the server; empty by default: the client has its own
     */
    public Optional<Server> sharedWith() {
        return sharedWith;
    }

    /**
     * Returns where handlers run that are no {@link InlineHandler}, and where host names are resolved.
     *
     * @return the caller's executor; empty means that of the server that it shares with, else a pool of the client's own
     */
    public Optional<Executor> executor() {
        return executor;
    }

    /**
     * Returns the number of I/O threads, unless those of a server are shared.
     *
     * @return 1 and up; half the processors by default
     */
    public int loops() {
        return loops;
    }

    /**
     * Returns which address of this machine connections come from.
     *
     * @return the address; empty by default: the operating system chooses
     */
    public Optional<InetAddress> localAddress() {
        return localAddress;
    }

    /**
     * Returns the implementation class UID that peers are told (PS3.7 D.3.3.2).
     *
     * @return {@link ServerConfig#DEFAULT_IMPLEMENTATION_CLASS_UID} by default
     */
    public Uid implementationClassUid() {
        return implementationClassUid;
    }

    /**
     * Returns the implementation version name that peers are told (PS3.7 D.3.3.2).
     *
     * @return {@link ServerConfig#DEFAULT_IMPLEMENTATION_VERSION_NAME} by default
     */
    public String implementationVersionName() {
        return implementationVersionName;
    }

    /**
     * Tells whether a peer is aborted whose fragments or elements of command sets have an odd length.
     *
     * @return {@code false} by default: some peers send them, and nothing is lost
     */
    public boolean refuseOddLengths() {
        return refuseOddLengths;
    }
}
