package org.pacsscp.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An association that we want: with whom, and what for; immutable. A proposal may be used for any number of associations.
 *
 * <pre>{@code
 * AssociationProposal proposal = AssociationProposal.to("pacs.example.org", 11112)
 *         .calledAeTitle("THEIR_PACS")
 *         .context(SopClass.CT_IMAGE_STORAGE, TransferSyntax.JPEG_2000_LOSSLESS)
 *         .context(SopClass.CT_IMAGE_STORAGE,
 *                 TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
 *         .build();
 * }</pre>
 *
 * <p>Of each context the peer takes one transfer syntax at most: who can send an instance in one encoding only proposes
 * that in a context of its own. For each SOP class the default transfer syntax, Implicit VR Little Endian, should be among
 * them in some context (PS3.5 10.1).
 *
 * @since 0.1.0
 */
public final class AssociationProposal {
    /** The most presentation contexts that one association can have: their ids are odd and one byte (PS3.8 9.3.2.2). */
    public static final int MAX_CONTEXTS = 128;

    /**
     * A presentation context that is proposed.
     *
     * @param abstractSyntax the SOP class or meta SOP class
     * @param transferSyntaxes one or more, in order of preference, of which the peer may take any
     * @since 0.1.0
     */
    public record ProposedContext(Uid abstractSyntax, List<Uid> transferSyntaxes) {
        /**
         * Checks and copies.
         *
         * @throws IllegalArgumentException if there is no transfer syntax, or there are too many for an item of the PDU
         */
        public ProposedContext {
            Objects.requireNonNull(abstractSyntax, "abstractSyntax");
            transferSyntaxes = List.copyOf(transferSyntaxes);
            if (transferSyntaxes.isEmpty()) {
                throw new IllegalArgumentException("context for " + abstractSyntax + " has no transfer syntax");
            }
            ProposalSize.checkContext(abstractSyntax, transferSyntaxes);
        }
    }

    private final String host;
    private final int port;
    private final AeTitle calledAeTitle;
    private final Optional<AeTitle> callingAeTitle;
    private final List<ProposedContext> contexts;
    private final Map<Uid, Set<Role>> roles;
    private final Map<Uid, byte[]> extendedNegotiations;
    private final List<CommonExtendedNegotiation> commonExtendedNegotiations;
    private final Optional<UserIdentity> userIdentity;
    private final int maxOperationsInvoked;
    private final int maxOperationsPerformed;
    private final boolean withoutTls;
    private final Optional<String> serverName;
    private final boolean proxyHeader;

    private AssociationProposal(Builder builder, AeTitle calledAeTitle) {
        host = builder.host;
        port = builder.port;
        this.calledAeTitle = calledAeTitle;
        callingAeTitle = Optional.ofNullable(builder.callingAeTitle);
        contexts = List.copyOf(builder.contexts);
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(builder.roles));
        extendedNegotiations = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extendedNegotiations));
        commonExtendedNegotiations = List.copyOf(builder.commonExtendedNegotiations.values());
        userIdentity = Optional.ofNullable(builder.userIdentity);
        maxOperationsInvoked = builder.maxOperationsInvoked;
        maxOperationsPerformed = builder.maxOperationsPerformed;
        withoutTls = builder.withoutTls;
        serverName = Optional.ofNullable(builder.serverName);
        proxyHeader = builder.proxyHeader;
    }

    /**
     * Starts a proposal to the peer that listens there.
     *
     * @param host a host name, or an address of IPv4 or IPv6; of a name that has several, all addresses are tried in turn
     * @param port 1 to 65535
     * @return a builder
     * @throws IllegalArgumentException if the host is blank, or the port is out of range
     */
    public static Builder to(String host, int port) {
        return new Builder(host, port);
    }

    /**
     * Starts from this proposal, to make one that differs.
     *
     * @return a builder with every value of this
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Returns where the peer is.
     *
     * @return a host name, or an address; an address of IPv6 without brackets
     */
    public String host() {
        return host;
    }

    /**
     * Returns where the peer listens.
     *
     * @return 1 to 65535
     */
    public int port() {
        return port;
    }

    /**
     * Returns who is asked.
     *
     * @return the peer's AE title
     */
    public AeTitle calledAeTitle() {
        return calledAeTitle;
    }

    /**
     * Returns who asks.
     *
     * @return our AE title; empty by default: {@link ClientConfig#aeTitle()}
     */
    public Optional<AeTitle> callingAeTitle() {
        return callingAeTitle;
    }

    /**
     * Returns the presentation contexts that are proposed. Their ids are 1, 3, 5 and so on.
     *
     * @return 1 to {@link #MAX_CONTEXTS} contexts
     */
    public List<ProposedContext> contexts() {
        return contexts;
    }

    /**
     * Returns the roles that we propose to take, by SOP class (PS3.7 D.3.3.4).
     *
     * @return one or two roles each; none by default: we are the {@link Role#INVOKER}
     */
    public Map<Uid, Set<Role>> roles() {
        return roles;
    }

    /**
     * Returns what is proposed beyond the SOP classes themselves (PS3.7 D.3.3.5).
     *
     * @return application information by SOP class, in the form that each defines; none by default; the arrays must not be
     *     changed
     */
    public Map<Uid, byte[]> extendedNegotiations() {
        return extendedNegotiations;
    }

    /**
     * Returns what the peer is told of SOP classes that it may not know (PS3.7 D.3.3.6).
     *
     * @return one a SOP class at most; none by default
     */
    public List<CommonExtendedNegotiation> commonExtendedNegotiations() {
        return commonExtendedNegotiations;
    }

    /**
     * Returns whom our user claims to be (PS3.7 D.3.3.7).
     *
     * @return the claim; none by default
     */
    public Optional<UserIdentity> userIdentity() {
        return userIdentity;
    }

    /**
     * Returns how many requests of ours may be under way at once, if the peer agrees (PS3.7 D.3.3.3).
     *
     * @return 1 to 65535; 1 by default
     */
    public int maxOperationsInvoked() {
        return maxOperationsInvoked;
    }

    /**
     * Returns how many requests of the peer's may be under way at once: the most that we let it have (PS3.7 D.3.3.3).
     *
     * @return 1 to 65535; 1 by default
     */
    public int maxOperationsPerformed() {
        return maxOperationsPerformed;
    }

    /**
     * Tells whether we connect without TLS, although the client has it.
     *
     * @return {@code false} by default
     */
    public boolean withoutTls() {
        return withoutTls;
    }

    /**
     * Returns which host name we ask for with TLS (SNI), and the server's certificate must have.
     *
     * @return the name; empty by default: the {@link #host()}
     */
    public Optional<String> serverName() {
        return serverName;
    }

    /**
     * Tells whether the connection begins with a header of the PROXY protocol.
     *
     * @return {@code false} by default
     */
    public boolean proxyHeader() {
        return proxyHeader;
    }

    /** Returns the peer: its AE title, host and port. */
    @Override
    public String toString() {
        return calledAeTitle + " at " + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * Collects a proposal; belongs to one thread.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final String host;
        private final int port;
        private @Nullable AeTitle calledAeTitle;
        private @Nullable AeTitle callingAeTitle;
        private final List<ProposedContext> contexts = new ArrayList<>();
        private final Map<Uid, Set<Role>> roles = new LinkedHashMap<>();
        private final Map<Uid, byte[]> extendedNegotiations = new LinkedHashMap<>();
        private final Map<Uid, CommonExtendedNegotiation> commonExtendedNegotiations = new LinkedHashMap<>();
        private @Nullable UserIdentity userIdentity;
        private int maxOperationsInvoked = 1;
        private int maxOperationsPerformed = 1;
        private boolean withoutTls;
        private @Nullable String serverName;
        private boolean proxyHeader;

        private Builder(String host, int port) {
            if (host.isBlank()) {
                throw new IllegalArgumentException("no host to connect to; give a name or an address");
            }
            if (port < 1 || port > 0xFFFF) {
                throw new IllegalArgumentException("port " + port + " of " + host + "; it must be 1 to 65535");
            }
            boolean inBrackets = host.startsWith("[") && host.endsWith("]");
            this.host = inBrackets ? host.substring(1, host.length() - 1) : host;
            this.port = port;
        }

        private Builder(AssociationProposal proposal) {
            this(proposal.host, proposal.port);
            calledAeTitle = proposal.calledAeTitle;
            callingAeTitle = proposal.callingAeTitle.orElse(null);
            contexts.addAll(proposal.contexts);
            roles.putAll(proposal.roles);
            extendedNegotiations.putAll(proposal.extendedNegotiations);
            proposal.commonExtendedNegotiations.forEach(this::commonExtendedNegotiation);
            userIdentity = proposal.userIdentity.orElse(null);
            maxOperationsInvoked = proposal.maxOperationsInvoked;
            maxOperationsPerformed = proposal.maxOperationsPerformed;
            withoutTls = proposal.withoutTls;
            serverName = proposal.serverName.orElse(null);
            proxyHeader = proposal.proxyHeader;
        }

        /**
         * Sets who is asked; it must be given.
         *
         * @param title the peer's AE title, 1 to 16 characters
         * @return this builder
         * @throws IllegalArgumentException if it is no AE title
         */
        public Builder calledAeTitle(String title) {
            calledAeTitle = AeTitle.of(title);
            return this;
        }

        /**
         * Sets who asks, where that is not the client's own AE title.
         *
         * @param title our AE title, 1 to 16 characters
         * @return this builder
         * @throws IllegalArgumentException if it is no AE title
         */
        public Builder callingAeTitle(String title) {
            callingAeTitle = AeTitle.of(title);
            return this;
        }

        /**
         * Proposes a presentation context besides those that were proposed before. A SOP class may have several.
         *
         * @param abstractSyntax the SOP class or meta SOP class
         * @param transferSyntaxes in order of preference, of which the peer may take any; none is short for Implicit VR
         *     Little Endian
         * @return this builder
         * @throws IllegalArgumentException if there are {@link #MAX_CONTEXTS} already
         */
        public Builder context(Uid abstractSyntax, Uid... transferSyntaxes) {
            if (contexts.size() == MAX_CONTEXTS) {
                throw new IllegalArgumentException(
                        "context for " + abstractSyntax + " is one too many; an association has " + MAX_CONTEXTS
                                + " at most: open another for the rest");
            }
            contexts.add(new ProposedContext(
                    abstractSyntax,
                    transferSyntaxes.length == 0
                            ? List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                            : List.of(transferSyntaxes)));
            return this;
        }

        /**
         * Proposes roles for all contexts of a SOP class. To be the {@link Role#INVOKER} only needs no proposal. Who wants to
         * be sent instances by C-GET proposes {@link Role#PERFORMER} for each storage SOP class (PS3.4 C.5.3).
         *
         * @param sopClassUid the SOP class, for which there is a context
         * @param newRoles one role or both; they replace those that were set before
         * @return this builder
         * @throws IllegalArgumentException if there is no role
         */
        public Builder roles(Uid sopClassUid, Role... newRoles) {
            if (newRoles.length == 0) {
                throw new IllegalArgumentException(
                        "no role for " + sopClassUid + "; give one, or leave roles(...) out");
            }
            roles.put(sopClassUid, Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(newRoles))));
            return this;
        }

        /**
         * Proposes more than the SOP class itself, see {@link Association#extendedNegotiation}.
         *
         * @param sopClassUid the SOP class, for which there is a context
         * @param applicationInformation in the form that the SOP class defines; copied; it replaces what was set before
         * @return this builder
         */
        public Builder extendedNegotiation(Uid sopClassUid, byte[] applicationInformation) {
            extendedNegotiations.put(sopClassUid, applicationInformation.clone());
            return this;
        }

        /**
         * Tells the peer of a SOP class which service class it belongs to, and as which it may be treated.
         *
         * @param information about a SOP class for which there is a context; it replaces what was set before
         * @return this builder
         */
        public Builder commonExtendedNegotiation(CommonExtendedNegotiation information) {
            commonExtendedNegotiations.put(information.sopClassUid(), information);
            return this;
        }

        /**
         * Says who our user is.
         *
         * @param identity the claim; a proposal keeps it as long as it is kept itself
         * @return this builder
         */
        public Builder userIdentity(UserIdentity identity) {
            userIdentity = Objects.requireNonNull(identity, "identity");
            return this;
        }

        /**
         * Proposes that several requests are under way at once. The peer may grant fewer.
         *
         * @param invoked how many of ours, 1 to 65535; 1 by default
         * @param performed how many of the peer's, 1 to 65535; 1 by default
         * @return this builder
         * @throws IllegalArgumentException if one is out of range
         */
        public Builder asynchronousOperations(int invoked, int performed) {
            maxOperationsInvoked = checkOperations("invoked", invoked);
            maxOperationsPerformed = checkOperations("performed", performed);
            return this;
        }

        private static int checkOperations(String name, int count) {
            if (count < 1 || count > 0xFFFF) {
                throw new IllegalArgumentException(
                        "operations " + name + " at once are " + count + "; it must be 1 to 65535");
            }
            return count;
        }

        /**
         * Sets whether we connect without TLS, although the client has it.
         *
         * @param without {@code false} by default
         * @return this builder
         */
        public Builder withoutTls(boolean without) {
            withoutTls = without;
            return this;
        }

        /**
         * Sets which host name we ask for with TLS (SNI), and the server's certificate must have, where that is not the host
         * that we connect to: an address, the near end of a tunnel.
         *
         * @param name a host name
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder serverName(String name) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("serverName is blank; give a host name, or leave it out");
            }
            serverName = name;
            return this;
        }

        /**
         * Sets whether the connection begins with a header of the PROXY protocol, version 2, which says that we speak for
         * ourselves (LOCAL): for a server that takes us for a proxy it trusts. Others abort.
         *
         * @param send {@code false} by default
         * @return this builder
         */
        public Builder proxyHeader(boolean send) {
            proxyHeader = send;
            return this;
        }

        /**
         * Returns what was collected so far.
         *
         * @return an immutable proposal
         * @throws IllegalArgumentException if the called AE title is missing, or there is no context; if roles or extended
         *     negotiation name a SOP class without a context; or if all together is too long for an A-ASSOCIATE-RQ, whose
         *     user information has 65,535 bytes at most
         */
        public AssociationProposal build() {
            AeTitle called = calledAeTitle;
            if (called == null) {
                throw new IllegalArgumentException(
                        "no called AE title for " + host + "; give it with calledAeTitle(...)");
            }
            if (contexts.isEmpty()) {
                throw new IllegalArgumentException(
                        "no presentation context is proposed to " + called + "; give one with context(...)");
            }
            requireContexts("roles", roles.keySet());
            requireContexts("extendedNegotiation", extendedNegotiations.keySet());
            requireContexts("commonExtendedNegotiation", commonExtendedNegotiations.keySet());
            AssociationProposal proposal = new AssociationProposal(this, called);
            ProposalSize.checkUserInformation(proposal);
            return proposal;
        }

        private void requireContexts(String option, Set<Uid> sopClasses) {
            for (Uid sopClass : sopClasses) {
                if (contexts.stream()
                        .noneMatch(context -> context.abstractSyntax().equals(sopClass))) {
                    throw new IllegalArgumentException(option + "(...) names " + sopClass
                            + ", for which no context is proposed; add it with context(...)");
                }
            }
        }
    }
}
