package org.pacsscp.api;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.spi.ServerProvider;

/**
 * What a server is to do; immutable.
 *
 * @since 0.1.0
 */
public final class ServerConfig {
    /** The AE title of a server that was given none. */
    public static final AeTitle DEFAULT_AE_TITLE = AeTitle.of("PACS_SCP");

    /** The port of a server that was given none. */
    public static final int DEFAULT_PORT = 11112;

    /** The TLS port of a server with TLS that was given none: registered as dicom-tls (PS3.15 B.12). */
    public static final int DEFAULT_TLS_PORT = 2762;

    /** The implementation class UID that is sent by default: a UUID-derived one of this project (PS3.5 B.2). */
    public static final Uid DEFAULT_IMPLEMENTATION_CLASS_UID = Uid.of("2.25.200481556268727506688945957308325592871");

    /** The implementation version name that is sent by default. */
    public static final String DEFAULT_IMPLEMENTATION_VERSION_NAME = "PACS_SCP_0_1";

    private final Set<AeTitle> aeTitles;
    private final boolean anyCalledAeTitle;
    private final List<InetSocketAddress> addresses;
    private final Optional<TlsConfig> tls;
    private final List<InetSocketAddress> tlsAddresses;
    private final Limits limits;
    private final Timeouts timeouts;
    private final AssociationPolicy policy;
    private final Optional<IdentityVerifier> identityVerifier;
    private final List<Peer.Network> trustedProxies;
    private final List<Peer.Network> denied;
    private final List<ApplicationEntity> applicationEntities;
    private final TransferSyntaxChoice transferSyntaxChoice;
    private final List<ActionHandler> handlers;
    private final boolean discoverHandlers;
    private final List<AssociationListener> listeners;
    private final Optional<Executor> executor;
    private final int loops;
    private final Uid implementationClassUid;
    private final String implementationVersionName;
    private final boolean rejectWithoutContext;

    private ServerConfig(Builder builder) {
        aeTitles = Collections.unmodifiableSet(builder.allAeTitles());
        anyCalledAeTitle = builder.anyCalledAeTitle;
        addresses = builder.plainAddresses();
        tls = Optional.ofNullable(builder.tls);
        tlsAddresses = builder.tlsAddresses();
        limits = builder.limits;
        timeouts = builder.timeouts;
        policy = builder.policy;
        identityVerifier = Optional.ofNullable(builder.identityVerifier);
        trustedProxies = List.copyOf(builder.trustedProxies);
        denied = List.copyOf(builder.denied);
        applicationEntities = List.copyOf(builder.applicationEntities);
        transferSyntaxChoice = builder.transferSyntaxChoice;
        handlers = List.copyOf(builder.handlers);
        discoverHandlers = builder.discoverHandlers;
        listeners = List.copyOf(builder.listeners);
        executor = Optional.ofNullable(builder.executor);
        loops = builder.loops;
        implementationClassUid = builder.implementationClassUid;
        implementationVersionName = builder.implementationVersionName;
        rejectWithoutContext = builder.rejectWithoutContext;
    }

    /**
     * Starts a configuration.
     *
     * @return a builder with every default
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the AE titles that the server answers to, those of {@link #applicationEntities()} among them.
     *
     * @return at least one, in the order in which they were given, those of application entities last; {@link
     *     #DEFAULT_AE_TITLE} by default, unless every handler belongs to an application entity
     */
    public Set<AeTitle> aeTitles() {
        return aeTitles;
    }

    /**
     * Tells whether the server answers to any called AE title.
     *
     * @return {@code false} by default
     */
    public boolean anyCalledAeTitle() {
        return anyCalledAeTitle;
    }

    /**
     * Returns the addresses to listen on without TLS.
     *
     * @return port {@link #DEFAULT_PORT} of every address by default; empty if there is no plain port
     */
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    /**
     * Returns how the server speaks TLS.
     *
     * @return the configuration; empty by default
     */
    public Optional<TlsConfig> tls() {
        return tls;
    }

    /**
     * Returns the addresses to listen on with TLS.
     *
     * @return port {@link #DEFAULT_TLS_PORT} of every address by default where there is {@link #tls()}; else empty
     */
    public List<InetSocketAddress> tlsAddresses() {
        return tlsAddresses;
    }

    /**
     * Returns how much the server takes on.
     *
     * @return the limits
     */
    public Limits limits() {
        return limits;
    }

    /**
     * Returns how long the server waits.
     *
     * @return the timeouts
     */
    public Timeouts timeouts() {
        return timeouts;
    }

    /**
     * Returns who may come in.
     *
     * @return the policy; {@link AssociationPolicy#acceptAll()} by default
     */
    public AssociationPolicy policy() {
        return policy;
    }

    /**
     * Returns who verifies users' identities.
     *
     * @return the verifier; none by default: claims are ignored
     */
    public Optional<IdentityVerifier> identityVerifier() {
        return identityVerifier;
    }

    /**
     * Returns which addresses are trusted proxies.
     *
     * @return blocks of addresses; none by default
     */
    public List<Peer.Network> trustedProxies() {
        return trustedProxies;
    }

    /**
     * Returns which addresses are turned away before they have said anything.
     *
     * @return blocks of addresses; none by default
     */
    public List<Peer.Network> denied() {
        return denied;
    }

    /**
     * Returns the AE titles that have handlers of their own.
     *
     * @return the application entities; none by default
     */
    public List<ApplicationEntity> applicationEntities() {
        return applicationEntities;
    }

    /**
     * Returns who chooses transfer syntaxes.
     *
     * @return the choice; {@link TransferSyntaxChoice#SERVERS_ORDER} by default
     */
    public TransferSyntaxChoice transferSyntaxChoice() {
        return transferSyntaxChoice;
    }

    /**
     * Returns the handlers that were given to the builder.
     *
     * @return the handlers; none by default
     */
    public List<ActionHandler> handlers() {
        return handlers;
    }

    /**
     * Tells whether handlers are looked for with {@link ServiceLoader} besides.
     *
     * @return {@code true} by default
     */
    public boolean discoverHandlers() {
        return discoverHandlers;
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
     * Returns where {@link ActionHandler.Execution#WORKER} handlers run.
     *
     * @return the caller's executor; empty means a pool of the server's own
     */
    public Optional<Executor> executor() {
        return executor;
    }

    /**
     * Returns the number of I/O threads.
     *
     * @return 1 and up; half the processors by default
     */
    public int loops() {
        return loops;
    }

    /**
     * Returns the implementation class UID that peers are told (PS3.7 D.3.3.2).
     *
     * @return {@link #DEFAULT_IMPLEMENTATION_CLASS_UID} by default
     */
    public Uid implementationClassUid() {
        return implementationClassUid;
    }

    /**
     * Returns the implementation version name that peers are told (PS3.7 D.3.3.2).
     *
     * @return {@link #DEFAULT_IMPLEMENTATION_VERSION_NAME} by default
     */
    public String implementationVersionName() {
        return implementationVersionName;
    }

    /**
     * Tells whether a request is rejected with RJ(1,1,1) when none of its presentation contexts is acceptable.
     *
     * @return {@code false} by default: it is accepted with every context refused, as PS3.8 has it
     */
    public boolean rejectWithoutContext() {
        return rejectWithoutContext;
    }

    /**
     * Collects a configuration; belongs to one thread.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final Set<AeTitle> aeTitles = new LinkedHashSet<>();
        private boolean anyCalledAeTitle;
        private final List<InetSocketAddress> addresses = new ArrayList<>();
        private @Nullable Integer port;
        private boolean plain = true;
        private @Nullable TlsConfig tls;
        private final List<InetSocketAddress> tlsAddresses = new ArrayList<>();
        private @Nullable Integer tlsPort;
        private Limits limits = Limits.defaults();
        private Timeouts timeouts = Timeouts.defaults();
        private AssociationPolicy policy = AssociationPolicy.acceptAll();
        private @Nullable IdentityVerifier identityVerifier;
        private final List<Peer.Network> trustedProxies = new ArrayList<>();
        private final List<Peer.Network> denied = new ArrayList<>();
        private final List<ApplicationEntity> applicationEntities = new ArrayList<>();
        private TransferSyntaxChoice transferSyntaxChoice = TransferSyntaxChoice.SERVERS_ORDER;
        private final List<ActionHandler> handlers = new ArrayList<>();
        private boolean discoverHandlers = true;
        private final List<AssociationListener> listeners = new ArrayList<>();
        private @Nullable Executor executor;
        private int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        private Uid implementationClassUid = DEFAULT_IMPLEMENTATION_CLASS_UID;
        private String implementationVersionName = DEFAULT_IMPLEMENTATION_VERSION_NAME;
        private boolean rejectWithoutContext;

        private Builder() {}

        /**
         * Adds AE titles that the server answers to; others get RJ(1,1,7).
         *
         * @param titles 1 to 16 characters each
         * @return this builder
         * @throws IllegalArgumentException if one is no AE title
         */
        public Builder aeTitle(String... titles) {
            Arrays.stream(titles).map(AeTitle::of).forEach(aeTitles::add);
            return this;
        }

        /**
         * Lets the server answer to any called AE title.
         *
         * @param any whether it does; {@code false} by default
         * @return this builder
         */
        public Builder anyCalledAeTitle(boolean any) {
            anyCalledAeTitle = any;
            return this;
        }

        /**
         * Listens on this port of every address, unless {@link #address} names some.
         *
         * @param newPort 0 to 65535; 0 takes any free port, see {@link Server#port()}; {@link #DEFAULT_PORT} by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder port(int newPort) {
            port = checkPort("port", newPort);
            return this;
        }

        /**
         * Adds an address to listen on, IPv4 or IPv6.
         *
         * @param address a resolved address; port 0 takes any free port
         * @return this builder
         * @throws IllegalArgumentException if its host name could not be resolved
         */
        public Builder address(InetSocketAddress address) {
            addresses.add(checkResolved(address));
            return this;
        }

        /**
         * Leaves out the plain port: the server listens with TLS only.
         *
         * @return this builder
         */
        public Builder noPlainPort() {
            plain = false;
            return this;
        }

        /**
         * Lets the server speak TLS: on port {@link #DEFAULT_TLS_PORT} of every address, unless {@link #tlsPort} or {@link
         * #tlsAddress} say otherwise, and beside the plain port, unless {@link #noPlainPort()} leaves it out.
         *
         * @param config keys, trust and profile
         * @return this builder
         */
        public Builder tls(TlsConfig config) {
            tls = Objects.requireNonNull(config, "config");
            return this;
        }

        /**
         * Listens with TLS on this port of every address, unless {@link #tlsAddress} names some.
         *
         * @param newPort 0 to 65535; 0 takes any free port, see {@link Server#tlsAddresses()}; {@link #DEFAULT_TLS_PORT}
         *     by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder tlsPort(int newPort) {
            tlsPort = checkPort("tlsPort", newPort);
            return this;
        }

        /**
         * Adds an address to listen on with TLS, IPv4 or IPv6.
         *
         * @param address a resolved address; port 0 takes any free port
         * @return this builder
         * @throws IllegalArgumentException if its host name could not be resolved
         */
        public Builder tlsAddress(InetSocketAddress address) {
            tlsAddresses.add(checkResolved(address));
            return this;
        }

        /**
         * Sets how much the server takes on.
         *
         * @param newLimits the limits
         * @return this builder
         */
        public Builder limits(Limits newLimits) {
            limits = Objects.requireNonNull(newLimits, "limits");
            return this;
        }

        /**
         * Sets how long the server waits.
         *
         * @param newTimeouts the timeouts
         * @return this builder
         */
        public Builder timeouts(Timeouts newTimeouts) {
            timeouts = Objects.requireNonNull(newTimeouts, "timeouts");
            return this;
        }

        /**
         * Sets who may come in.
         *
         * @param newPolicy the policy; everyone by default
         * @return this builder
         */
        public Builder policy(AssociationPolicy newPolicy) {
            policy = Objects.requireNonNull(newPolicy, "policy");
            return this;
        }

        /**
         * Sets who verifies users' identities.
         *
         * @param verifier the verifier; without one claims are ignored
         * @return this builder
         */
        public Builder identityVerifier(IdentityVerifier verifier) {
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
        public Builder trustedProxies(Peer.Network... networks) {
            trustedProxies.addAll(List.of(networks));
            return this;
        }

        /**
         * Turns addresses away: their connections are closed at once, without a byte.
         *
         * @param networks blocks of addresses, see {@link Peer.Network#parse}
         * @return this builder
         */
        public Builder deny(Peer.Network... networks) {
            denied.addAll(List.of(networks));
            return this;
        }

        /**
         * Adds an AE title that has handlers of its own. With application entities only, and neither {@link #aeTitle}
         * nor {@link #handler}, the server does not answer to {@link #DEFAULT_AE_TITLE}.
         *
         * @param entity the title and its handlers
         * @return this builder
         * @throws IllegalArgumentException if the title has been added before
         */
        public Builder applicationEntity(ApplicationEntity entity) {
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
        public Builder transferSyntaxChoice(TransferSyntaxChoice choice) {
            transferSyntaxChoice = Objects.requireNonNull(choice, "choice");
            return this;
        }

        /**
         * Adds a handler; it wins over one that {@link ServiceLoader} finds for the same operation.
         *
         * @param handler the handler
         * @return this builder
         */
        public Builder handler(ActionHandler handler) {
            handlers.add(Objects.requireNonNull(handler, "handler"));
            return this;
        }

        /**
         * Sets whether handlers are looked for with {@link ServiceLoader} besides.
         *
         * @param discover {@code true} by default
         * @return this builder
         */
        public Builder discoverHandlers(boolean discover) {
            discoverHandlers = discover;
            return this;
        }

        /**
         * Adds someone who is told what happens.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(AssociationListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Sets where {@link ActionHandler.Execution#WORKER} handlers run. The server never shuts it down.
         *
         * <p>Without one, the server has a pool of platform threads, which is fastest for bulk storage. An executor of
         * virtual threads (Java 21 and later) is the better choice for thousands of handlers that wait. It is asked for
         * each thread, not for each request: a thread that has answered serves the next request of its association too,
         * if that comes within a few milliseconds. A request for which it takes no task is answered with 0213H.
         *
         * @param newExecutor the executor
         * @return this builder
         */
        public Builder executor(Executor newExecutor) {
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
        public Builder loops(int newLoops) {
            if (newLoops < 1 || newLoops > 1024) {
                throw new IllegalArgumentException("loops is " + newLoops + "; it must be 1 to 1024");
            }
            loops = newLoops;
            return this;
        }

        /**
         * Sets the implementation class UID that peers are told (PS3.7 D.3.3.2).
         *
         * @param uid the UID of the application
         * @return this builder
         */
        public Builder implementationClassUid(Uid uid) {
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
        public Builder implementationVersionName(String name) {
            if (!name.matches("[\\x20-\\x7E]{1,16}")) {
                throw new IllegalArgumentException(
                        "implementation version name \"" + name + "\"; it needs 1 to 16 ASCII characters");
            }
            implementationVersionName = name;
            return this;
        }

        /**
         * Rejects a request with RJ(1,1,1) when none of its presentation contexts is acceptable.
         *
         * @param reject {@code false} by default: accepted with every context refused
         * @return this builder
         */
        public Builder rejectWithoutContext(boolean reject) {
            rejectWithoutContext = reject;
            return this;
        }

        /**
         * Returns what was collected so far.
         *
         * @return an immutable configuration
         * @throws IllegalArgumentException if there are TLS addresses but no {@link #tls}, or if {@link #noPlainPort()}
         *     comes without TLS or together with a plain port or address
         */
        public ServerConfig toConfig() {
            checkAddresses();
            return new ServerConfig(this);
        }

        /**
         * Makes the server, with the engine that {@link ServiceLoader} finds first.
         *
         * @return a server that is not started
         * @throws IllegalStateException if there is no engine; the message says which artifact to add
         * @throws IllegalArgumentException if {@link #toConfig()} throws it, if there is no handler at all, or two for one
         *     operation; the message names them
         */
        public Server build() {
            ServerProvider provider = ServiceLoader.load(ServerProvider.class)
                    .findFirst()
                    .or(() -> ServiceLoader.load(ServerProvider.class, ServerConfig.class.getClassLoader())
                            .findFirst())
                    .orElseThrow(() -> new IllegalStateException("no engine (" + ServerProvider.class.getName()
                            + ") on the class path or module path; add the dependency org.pacsscp:pacs-scp-core;"
                            + " in an OSGi framework, start a Service Loader Mediator before this bundle"));
            return provider.create(toConfig());
        }

        private void checkAddresses() {
            if (tls == null && (tlsPort != null || !tlsAddresses.isEmpty())) {
                throw new IllegalArgumentException(
                        "a TLS port or address needs keys and certificates; give tls(...), or leave it out");
            }
            if (!plain && tls == null) {
                throw new IllegalArgumentException(
                        "without a plain port and without TLS there is nothing to listen on; give tls(...)");
            }
            if (!plain && (port != null || !addresses.isEmpty())) {
                throw new IllegalArgumentException("noPlainPort() contradicts the plain port or address that was given;"
                        + " leave one of them out");
            }
        }

        /** Handlers that belong to no application entity are the default title's, unless others are given. */
        private Set<AeTitle> allAeTitles() {
            Set<AeTitle> titles = new LinkedHashSet<>(aeTitles);
            if (titles.isEmpty() && (applicationEntities.isEmpty() || !handlers.isEmpty())) {
                titles.add(DEFAULT_AE_TITLE);
            }
            applicationEntities.forEach(entity -> titles.add(entity.aeTitle()));
            return titles;
        }

        private List<InetSocketAddress> plainAddresses() {
            return plain ? listenOn(addresses, port, DEFAULT_PORT) : List.of();
        }

        private List<InetSocketAddress> tlsAddresses() {
            return tls == null ? List.of() : listenOn(tlsAddresses, tlsPort, DEFAULT_TLS_PORT);
        }

        private static List<InetSocketAddress> listenOn(
                List<InetSocketAddress> named, @Nullable Integer port, int defaultPort) {
            return named.isEmpty()
                    ? List.of(new InetSocketAddress(port == null ? defaultPort : port))
                    : List.copyOf(named);
        }

        private static int checkPort(String name, int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException(name + " " + port + "; it must be 0 to 65535");
            }
            return port;
        }

        private static InetSocketAddress checkResolved(InetSocketAddress address) {
            if (address.isUnresolved()) {
                throw new IllegalArgumentException("address \"" + address.getHostString()
                        + "\" is not known on this machine; give an address of one of its network interfaces");
            }
            return address;
        }
    }
}
