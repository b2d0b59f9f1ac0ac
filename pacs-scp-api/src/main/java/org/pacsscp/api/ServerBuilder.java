package org.pacsscp.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Describes a server; belongs to one thread.
 *
 * <p>A method named for a value or for several, such as {@link #limits} or {@link #endpoints}, replaces what was set
 * before. {@link #handler}, {@link #listener}, {@link #applicationEntity}, {@link #trustedProxies} and {@link #deny} add.
 *
 * <pre>{@code
 * Server server = Server.builder().aeTitle("MY_PACS").port(11112).handler(new StoreHandler(archive)).build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ServerBuilder {
    Set<AeTitle> aeTitles = Set.of();
    boolean anyCalledAeTitle;
    List<Endpoint> endpoints = List.of(Endpoint.plain(Endpoint.DEFAULT_PORT));
    Limits limits = Limits.defaults();
    Timeouts timeouts = Timeouts.defaults();
    AssociationPolicy policy = AssociationPolicy.acceptAll();

    @Nullable
    IdentityVerifier identityVerifier;

    final List<Peer.Network> trustedProxies = new ArrayList<>();
    final List<Peer.Network> denied = new ArrayList<>();
    final List<ApplicationEntity> applicationEntities = new ArrayList<>();
    TransferSyntaxChoice transferSyntaxChoice = TransferSyntaxChoice.SERVERS_ORDER;
    final List<ActionHandler> handlers = new ArrayList<>();
    boolean discoverHandlers = true;
    final List<AssociationListener> listeners = new ArrayList<>();

    @Nullable
    Executor executor;

    int loops = Loops.usual();
    Uid implementationClassUid = ServerConfig.DEFAULT_IMPLEMENTATION_CLASS_UID;
    String implementationVersionName = ServerConfig.DEFAULT_IMPLEMENTATION_VERSION_NAME;
    boolean rejectWithoutContext;
    boolean invokeWithoutRoleSelection;
    WhenIdle whenIdle = WhenIdle.ABORT;
    boolean refuseOddLengths;

    ServerBuilder() {}

    ServerBuilder(ServerConfig config) {
        aeTitles = config.givenAeTitles();
        anyCalledAeTitle = config.anyCalledAeTitle();
        endpoints = config.endpoints();
        limits = config.limits();
        timeouts = config.timeouts();
        policy = config.policy();
        identityVerifier = config.identityVerifier().orElse(null);
        trustedProxies.addAll(config.trustedProxies());
        denied.addAll(config.denied());
        applicationEntities.addAll(config.applicationEntities());
        transferSyntaxChoice = config.transferSyntaxChoice();
        handlers.addAll(config.handlers());
        discoverHandlers = config.discoverHandlers();
        listeners.addAll(config.listeners());
        executor = config.executor().orElse(null);
        loops = config.loops();
        implementationClassUid = config.implementationClassUid();
        implementationVersionName = config.implementationVersionName();
        rejectWithoutContext = config.rejectWithoutContext();
        invokeWithoutRoleSelection = config.invokeWithoutRoleSelection();
        whenIdle = config.whenIdle();
        refuseOddLengths = config.refuseOddLengths();
    }

    /**
     * Sets the AE titles that the server answers to; others get RJ(1,1,7).
     *
     * @param titles 1 to 16 characters each; they replace those that were set before
     * @return this builder
     * @throws IllegalArgumentException if one is no AE title
     */
    public ServerBuilder aeTitle(String... titles) {
        aeTitles = Arrays.stream(titles).map(AeTitle::of).collect(Collectors.toCollection(LinkedHashSet::new));
        return this;
    }

    /**
     * Lets the server answer to any called AE title, a blank one and one that is none among them.
     *
     * @param any whether it does; {@code false} by default
     * @return this builder
     */
    public ServerBuilder anyCalledAeTitle(boolean any) {
        anyCalledAeTitle = any;
        return this;
    }

    /**
     * Listens on this port of every address, without TLS: short for {@code endpoints(Endpoint.plain(port))}.
     *
     * @param port 0 to 65535; 0 takes any free port, see {@link Server#port()}; {@link Endpoint#DEFAULT_PORT} by default
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public ServerBuilder port(int port) {
        return endpoints(Endpoint.plain(port));
    }

    /**
     * Sets where the server listens.
     *
     * <pre>{@code
     * builder.endpoints(Endpoint.plain(11112), Endpoint.tls(2762, tls));
     * }</pre>
     *
     * @param newEndpoints addresses and ports, plain or with TLS; they replace those that were set before
     * @return this builder
     * @throws IllegalArgumentException if there is none
     */
    public ServerBuilder endpoints(Endpoint... newEndpoints) {
        if (newEndpoints.length == 0) {
            throw new IllegalArgumentException("no endpoint; a server must listen somewhere: give one, or port(...)");
        }
        endpoints = List.of(newEndpoints);
        return this;
    }

    /**
     * Sets how much the server takes on.
     *
     * @param newLimits the limits
     * @return this builder
     */
    public ServerBuilder limits(Limits newLimits) {
        limits = Objects.requireNonNull(newLimits, "limits");
        return this;
    }

    /**
     * Sets how long the server waits.
     *
     * @param newTimeouts the timeouts
     * @return this builder
     */
    public ServerBuilder timeouts(Timeouts newTimeouts) {
        timeouts = Objects.requireNonNull(newTimeouts, "timeouts");
        return this;
    }

    /**
     * Sets who may come in.
     *
     * @param newPolicy the policy; everyone by default
     * @return this builder
     */
    public ServerBuilder policy(AssociationPolicy newPolicy) {
        policy = Objects.requireNonNull(newPolicy, "policy");
        return this;
    }

    /**
     * Sets who verifies users' identities.
     *
     * @param verifier the verifier; without one claims are ignored
     * @return this builder
     */
    public ServerBuilder identityVerifier(IdentityVerifier verifier) {
        identityVerifier = Objects.requireNonNull(verifier, "verifier");
        return this;
    }

    /**
     * Trusts proxies, whose connections must begin with a header of the PROXY protocol, version 1 or 2. From any other
     * address such a header is no DICOM.
     *
     * @param networks the proxies' addresses, see {@link Peer.Network#parse}
     * @return this builder
     */
    public ServerBuilder trustedProxies(Peer.Network... networks) {
        trustedProxies.addAll(List.of(networks));
        return this;
    }

    /**
     * Turns addresses away: their connections are closed at once, without a byte.
     *
     * @param networks blocks of addresses, see {@link Peer.Network#parse}
     * @return this builder
     */
    public ServerBuilder deny(Peer.Network... networks) {
        denied.addAll(List.of(networks));
        return this;
    }

    /**
     * Adds an AE title that has handlers of its own. With application entities only, and neither {@link #aeTitle}
     * nor {@link #handler}, the server does not answer to {@link ServerConfig#DEFAULT_AE_TITLE}.
     *
     * @param entity the title and its handlers
     * @return this builder
     * @throws IllegalArgumentException if the title has been added before
     */
    public ServerBuilder applicationEntity(ApplicationEntity entity) {
        if (applicationEntities.stream().anyMatch(other -> other.aeTitle().equals(entity.aeTitle()))) {
            throw new IllegalArgumentException("application entity " + entity.aeTitle() + " is added twice");
        }
        applicationEntities.add(entity);
        return this;
    }

    /**
     * Sets who chooses transfer syntaxes.
     *
     * @param choice the choice; {@link TransferSyntaxChoice#SERVERS_ORDER} by default
     * @return this builder
     */
    public ServerBuilder transferSyntaxChoice(TransferSyntaxChoice choice) {
        transferSyntaxChoice = Objects.requireNonNull(choice, "choice");
        return this;
    }

    /**
     * Adds handlers; they win over those that {@link ServiceLoader} finds for the same operations.
     *
     * @param newHandlers the handlers
     * @return this builder
     */
    public ServerBuilder handler(ActionHandler... newHandlers) {
        handlers.addAll(List.of(newHandlers));
        return this;
    }

    /**
     * Sets whether handlers are looked for with {@link ServiceLoader} besides.
     *
     * @param discover {@code true} by default
     * @return this builder
     */
    public ServerBuilder discoverHandlers(boolean discover) {
        discoverHandlers = discover;
        return this;
    }

    /**
     * Adds someone who is told what happens.
     *
     * @param listener the listener
     * @return this builder
     */
    public ServerBuilder listener(AssociationListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets where handlers run that are no {@link InlineHandler}. The server never shuts it down.
     *
     * <p>Without one, the server has a pool of platform threads, which is fastest for bulk storage. An executor of
     * virtual threads (Java 21 and later) is the better choice for thousands of handlers that wait. It is asked for
     * each thread, not for each request: a thread that has answered serves the next request of its association too,
     * if that comes within a few milliseconds. A request for which it takes no task is answered with 0213H.
     *
     * @param newExecutor the executor
     * @return this builder
     */
    public ServerBuilder executor(Executor newExecutor) {
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
    public ServerBuilder loops(int newLoops) {
        loops = Loops.check(newLoops);
        return this;
    }

    /**
     * Sets the implementation class UID that peers are told (PS3.7 D.3.3.2).
     *
     * @param uid the UID of the application
     * @return this builder
     */
    public ServerBuilder implementationClassUid(Uid uid) {
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
    public ServerBuilder implementationVersionName(String name) {
        implementationVersionName = Implementation.checkVersionName(name);
        return this;
    }

    /**
     * Rejects a request with RJ(1,1,1) when none of its presentation contexts is acceptable.
     *
     * @param reject {@code false} by default: accepted with every context refused
     * @return this builder
     */
    public ServerBuilder rejectWithoutContext(boolean reject) {
        rejectWithoutContext = reject;
        return this;
    }

    /**
     * Sends requests of ours, such as the C-STORE sub-operations of a C-GET, also to a peer that negotiates no role for
     * their SOP class. Some SCUs of C-GET forget to; the standard (PS3.7 D.3.3.4) has it that they take none then, and a
     * peer that does not expect them may abort. A peer that refuses the SCP role expressly is not sent any.
     *
     * @param invoke {@code false} by default
     * @return this builder
     */
    public ServerBuilder invokeWithoutRoleSelection(boolean invoke) {
        invokeWithoutRoleSelection = invoke;
        return this;
    }

    /**
     * Sets what becomes of an association whose peer is silent for longer than {@link Timeouts#idle()}.
     *
     * @param choice {@link WhenIdle#ABORT} by default
     * @return this builder
     */
    public ServerBuilder whenIdle(WhenIdle choice) {
        whenIdle = Objects.requireNonNull(choice, "choice");
        return this;
    }

    /**
     * Aborts the association of a peer that sends fragments of odd length (PS3.8 Annex E asks for even ones) or command sets
     * with elements of odd length (PS3.7 6.3.1), such as a UID that is not padded.
     *
     * @param refuse {@code false} by default: they are taken as they are
     * @return this builder
     */
    public ServerBuilder refuseOddLengths(boolean refuse) {
        refuseOddLengths = refuse;
        return this;
    }

    /**
     * Returns what was collected so far.
     *
     * @return an immutable configuration
     */
    public ServerConfig toConfig() {
        return new ServerConfig(this);
    }

    /**
     * Makes the server, with the engine that {@link ServiceLoader} finds first.
     *
     * @return a server that is not started
     * @throws IllegalStateException if there is no engine; the message says which artifact to add
     * @throws IllegalArgumentException if there is no handler at all, or two for one operation; the message names them
     */
    public Server build() {
        return Engines.provider(ServerProvider.class).create(toConfig());
    }
}
