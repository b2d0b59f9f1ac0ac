package org.pacsscp.api;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What a server is to do; immutable. {@link Server#builder()} makes it; each option's default stands beside its accessor.
 *
 * <pre>{@code
 * ServerConfig config = Server.builder().aeTitle("MY_PACS").toConfig();
 * Server another = config.toBuilder().port(11113).build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ServerConfig {
    /** The AE title of a server that was given none. */
    public static final AeTitle DEFAULT_AE_TITLE = AeTitle.of("PACS_SCP");

    /** The implementation class UID that is sent by default: a UUID-derived one of this project (PS3.5 B.2). */
    public static final Uid DEFAULT_IMPLEMENTATION_CLASS_UID = Uid.of("2.25.200481556268727506688945957308325592871");

    /** The implementation version name that is sent by default. */
    public static final String DEFAULT_IMPLEMENTATION_VERSION_NAME = "PACS_SCP_0_1";

    private final Set<AeTitle> givenAeTitles;
    private final Set<AeTitle> aeTitles;
    private final boolean anyCalledAeTitle;
    private final List<Endpoint> endpoints;
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
    private final boolean invokeWithoutRoleSelection;
    private final WhenIdle whenIdle;
    private final boolean refuseOddLengths;

    ServerConfig(ServerBuilder builder) {
        givenAeTitles = Collections.unmodifiableSet(new LinkedHashSet<>(builder.aeTitles));
        anyCalledAeTitle = builder.anyCalledAeTitle;
        endpoints = builder.endpoints;
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
        invokeWithoutRoleSelection = builder.invokeWithoutRoleSelection;
        whenIdle = builder.whenIdle;
        refuseOddLengths = builder.refuseOddLengths;
        aeTitles = allAeTitles();
    }

    /** Handlers that belong to no application entity are the default title's, unless others are given. */
    private Set<AeTitle> allAeTitles() {
        Set<AeTitle> titles = new LinkedHashSet<>(givenAeTitles);
        if (titles.isEmpty() && (applicationEntities.isEmpty() || !handlers.isEmpty())) {
            titles.add(DEFAULT_AE_TITLE);
        }
        applicationEntities.forEach(entity -> titles.add(entity.aeTitle()));
        return Collections.unmodifiableSet(titles);
    }

    /**
     * Starts from this configuration, to make one that differs.
     *
     * @return a builder with every value of this
     */
    public ServerBuilder toBuilder() {
        return new ServerBuilder(this);
    }

    /** What the builder was given, without the titles that follow from the rest. */
    Set<AeTitle> givenAeTitles() {
        return givenAeTitles;
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
     * Tells whether the server answers to any called AE title, a blank one and one that is none among them.
     *
     * @return {@code false} by default
     */
    public boolean anyCalledAeTitle() {
        return anyCalledAeTitle;
    }

    /**
     * Returns where the server listens.
     *
     * @return at least one endpoint; port {@link Endpoint#DEFAULT_PORT} of every address, without TLS, by default
     */
    public List<Endpoint> endpoints() {
        return endpoints;
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
     * Returns where handlers run that are no {@link InlineHandler}.
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
     * Tells whether the server may be the {@link Role#INVOKER}, as a {@link ServiceCapability} has it, for a peer that
     * negotiates no role for the SOP class.
     *
     * @return {@code false} by default: without a role selection the peer is the SCU and only that (PS3.7 D.3.3.4)
     */
    public boolean invokeWithoutRoleSelection() {
        return invokeWithoutRoleSelection;
    }

    /**
     * Returns what becomes of an association whose peer is silent for longer than {@link Timeouts#idle()}.
     *
     * @return {@link WhenIdle#ABORT} by default
     */
    public WhenIdle whenIdle() {
        return whenIdle;
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
