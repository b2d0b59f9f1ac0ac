package org.pacsscp.api;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Describes a client; belongs to one thread.
 *
 * <p>A method named for a value, such as {@link #limits}, replaces what was set before. {@link #handler} and {@link
 * #listener} add.
 *
 * <pre>{@code
 * Client client = Client.builder().aeTitle("MY_PACS").tls(ClientTls.builder().trust(authority).build()).build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ClientBuilder {
    AeTitle aeTitle = ClientConfig.DEFAULT_AE_TITLE;

    @Nullable
    ClientTls tls;

    Limits limits = Limits.defaults();
    Timeouts timeouts = Timeouts.defaults();
    final List<ActionHandler> handlers = new ArrayList<>();
    final List<AssociationListener> listeners = new ArrayList<>();

    @Nullable
    Server sharedWith;

    @Nullable
    Executor executor;

    int loops = Loops.usual();

    @Nullable
    InetAddress localAddress;

    Uid implementationClassUid = ServerConfig.DEFAULT_IMPLEMENTATION_CLASS_UID;
    String implementationVersionName = ServerConfig.DEFAULT_IMPLEMENTATION_VERSION_NAME;
    boolean refuseOddLengths;

    ClientBuilder() {}

    ClientBuilder(ClientConfig config) {
        aeTitle = config.aeTitle();
        tls = config.tls().orElse(null);
        limits = config.limits();
        timeouts = config.timeouts();
        handlers.addAll(config.handlers());
        listeners.addAll(config.listeners());
        sharedWith = config.sharedWith().orElse(null);
        executor = config.executor().orElse(null);
        loops = config.loops();
        localAddress = config.localAddress().orElse(null);
        implementationClassUid = config.implementationClassUid();
        implementationVersionName = config.implementationVersionName();
        refuseOddLengths = config.refuseOddLengths();
    }

    /**
     * Sets who asks for associations: the calling AE title, where a proposal names no other.
     *
     * @param title 1 to 16 characters; {@link ClientConfig#DEFAULT_AE_TITLE} by default
     * @return this builder
     * @throws IllegalArgumentException if it is no AE title
     */
    public ClientBuilder aeTitle(String title) {
        aeTitle = AeTitle.of(title);
        return this;
    }

    /**
     * Speaks TLS with every peer, but for those whose proposals {@linkplain AssociationProposal.Builder#withoutTls(boolean) do
     * without}.
     *
     * @param config trust, keys and profile; without one everything can be read on the way
     * @return this builder
     */
    public ClientBuilder tls(ClientTls config) {
        tls = Objects.requireNonNull(config, "config");
        return this;
    }

    /**
     * Sets how much the client takes from a peer. Of the limits, those that bound who comes in do not concern a client:
     * {@link Limits#maxAssociations()}, {@link Limits#maxPendingConnections()}, {@link
     * Limits#maxPendingConnectionsPerAddress()}, {@link Limits#maxPendingBytes()} and {@link Limits#backlog()}. In place of
     * {@link Limits#maxOperations()} stands {@link AssociationProposal#maxOperationsPerformed()}.
     *
     * @param newLimits the limits
     * @return this builder
     */
    public ClientBuilder limits(Limits newLimits) {
        limits = Objects.requireNonNull(newLimits, "limits");
        return this;
    }

    /**
     * Sets how long the client waits.
     *
     * @param newTimeouts the timeouts
     * @return this builder
     */
    public ClientBuilder timeouts(Timeouts newTimeouts) {
        timeouts = Objects.requireNonNull(newTimeouts, "timeouts");
        return this;
    }

    /**
     * Adds handlers for what peers ask of us on associations that we have opened: the C-STORE sub-operations of a C-GET,
     * an N-EVENT-REPORT. None is looked for with {@link java.util.ServiceLoader}.
     *
     * <p>A peer may ask where the proposal has, and the peer has granted, the role for it: see {@link
     * AssociationProposal.Builder#roles}.
     *
     * @param newHandlers the handlers
     * @return this builder
     */
    public ClientBuilder handler(ActionHandler... newHandlers) {
        handlers.addAll(List.of(newHandlers));
        return this;
    }

    /**
     * Adds someone who is told what happens.
     *
     * @param listener the listener
     * @return this builder
     */
    public ClientBuilder listener(AssociationListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Shares the I/O threads of a server, whose number then counts instead of {@link #loops}, and its executor, where the
     * client has none of its own. The server need not run; a stop of either does not touch the associations of the other.
     *
     * @param server a server of the same engine
     * @return this builder
     */
    public ClientBuilder sharing(Server server) {
        sharedWith = Objects.requireNonNull(server, "server");
        return this;
    }

    /**
     * Sets where handlers run that are no {@link InlineHandler}, and where host names are resolved. The client never shuts
     * it down. Without one, the client has a pool of platform threads.
     *
     * @param newExecutor the executor
     * @return this builder
     */
    public ClientBuilder executor(Executor newExecutor) {
        executor = Objects.requireNonNull(newExecutor, "executor");
        return this;
    }

    /**
     * Sets the number of I/O threads.
     *
     * @param newLoops 1 to 1024; half the processors by default
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public ClientBuilder loops(int newLoops) {
        loops = Loops.check(newLoops);
        return this;
    }

    /**
     * Sets which address of this machine connections come from; their port is any free one.
     *
     * @param address an address of one of the network interfaces; the operating system chooses by default
     * @return this builder
     */
    public ClientBuilder localAddress(InetAddress address) {
        localAddress = Objects.requireNonNull(address, "address");
        return this;
    }

    /**
     * Sets the implementation class UID that peers are told (PS3.7 D.3.3.2).
     *
     * @param uid the UID of the application
     * @return this builder
     */
    public ClientBuilder implementationClassUid(Uid uid) {
        implementationClassUid = Objects.requireNonNull(uid, "uid");
        return this;
    }

    /**
     * Sets the implementation version name that peers are told (PS3.7 D.3.3.2).
     *
     * @param name 1 to 16 characters, ASCII 20H to 7EH
     * @return this builder
     * @throws IllegalArgumentException if it is too long or has other characters
     */
    public ClientBuilder implementationVersionName(String name) {
        implementationVersionName = Implementation.checkVersionName(name);
        return this;
    }

    /**
     * Aborts the association with a peer that sends fragments of odd length (PS3.8 Annex E asks for even ones) or command
     * sets with elements of odd length (PS3.7 6.3.1), such as a UID that is not padded.
     *
     * @param refuse {@code false} by default: they are taken as they are
     * @return this builder
     */
    public ClientBuilder refuseOddLengths(boolean refuse) {
        refuseOddLengths = refuse;
        return this;
    }

    /**
     * Returns what was collected so far.
     *
     * @return an immutable configuration
     */
    public ClientConfig toConfig() {
        return new ClientConfig(this);
    }

    /**
     * Makes the client, with the engine that {@link java.util.ServiceLoader} finds first. It opens nothing and reads no
     * file before it is asked for an association.
     *
     * @return a client that can be used
     * @throws IllegalStateException if there is no engine; the message says which artifact to add
     * @throws IllegalArgumentException if there are two handlers for one operation, or a server of another engine to share
     *     with; the message names them
     */
    public Client build() {
        return Engines.provider(ClientProvider.class).create(toConfig());
    }
}
