package org.pacsscp.api;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A peer's wish for an association, as an {@link AssociationPolicy} sees it (PS3.8 7.1.1).
 *
 * <p>The engine has checked its form before: both titles are there, the protocol version and the application context
 * are DICOM's. Immutable, usable by any thread.
 *
 * @since 0.1.0
 */
public interface AssociationRequest {
    /**
     * A presentation context that the peer proposes.
     *
     * @param id its number as sent, 0 to 255; even ones are proposed by faulty peers and refused
     * @param abstractSyntax the abstract syntax as sent; empty text if there was none
     * @param transferSyntaxes the transfer syntaxes as sent
     * @since 0.1.0
     */
    record ProposedContext(int id, String abstractSyntax, List<String> transferSyntaxes) {
        /** Copies the list. */
        public ProposedContext {
            transferSyntaxes = List.copyOf(transferSyntaxes);
        }
    }

    /**
     * How many associations are open, this request not counted.
     *
     * @param all on the server
     * @param ofCallingAeTitle from the request's calling AE title
     * @param ofAddress from the request's remote address, where a /64 of IPv6 is one
     * @since 0.1.0
     */
    record OpenAssociations(int all, int ofCallingAeTitle, int ofAddress) {}

    /**
     * What a trusted proxy says of the connection (PROXY protocol).
     *
     * @param address the proxy's own address
     * @param tlvs the type-length-values of version 2 by type, such as facts of TLS that ended at the proxy; the arrays
     *     must not be changed
     * @since 0.1.0
     */
    record Proxy(InetSocketAddress address, Map<Integer, byte[]> tlvs) {
        /** Copies the map. */
        public Proxy {
            tlvs = Map.copyOf(tlvs);
        }
    }

    /**
     * Returns how many associations are open now.
     *
     * @return counts of this moment; exact for policies that do not {@linkplain AssociationPolicy#mayBlock() block}
     */
    OpenAssociations openAssociations();

    /**
     * Returns the proxy that the connection came through.
     *
     * @return what it says; empty for a direct connection
     */
    Optional<Proxy> proxy();

    /**
     * Returns where the peer connects from, behind a trusted proxy too.
     *
     * @return a resolved address; no name service was asked
     */
    InetSocketAddress remoteAddress();

    /**
     * Returns which of our addresses it connected to.
     *
     * @return a resolved address
     */
    InetSocketAddress localAddress();

    /**
     * Returns whom the peer wants to talk to.
     *
     * @return the called AE title; under {@link ServerConfig#anyCalledAeTitle()} the first of ours if the peer has called
     *     nobody by name, and {@code ?} for each character that no AE title may have
     */
    AeTitle calledAeTitle();

    /**
     * Returns who the peer says it is.
     *
     * @return the calling AE title; nothing has proved it
     */
    AeTitle callingAeTitle();

    /**
     * Returns what the peer wants to do.
     *
     * @return the proposed contexts in the peer's order, 1 to 128
     */
    List<ProposedContext> proposedContexts();

    /**
     * Returns which implementation the peer is.
     *
     * @return its implementation class UID, if it is a valid one
     */
    Optional<Uid> implementationClassUid();

    /**
     * Returns which version of its implementation the peer is.
     *
     * @return its implementation version name, if it sent one
     */
    Optional<String> implementationVersionName();

    /**
     * Returns whom the peer claims to act for.
     *
     * @return the user identity, if it sent one of a known type
     */
    Optional<UserIdentity> userIdentity();

    /**
     * Returns what the TLS handshake told about the peer.
     *
     * @return the TLS session and the peer's certificates; empty on a plain connection
     */
    Optional<TlsPeer> tls();
}
