package org.pacsscp.api;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;
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
     * Returns where the peer connects from.
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
     * @return the called AE title
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
     * Returns whom the peer's TLS certificate names.
     *
     * @return the verified principal; empty without TLS or without a client certificate
     */
    Optional<Principal> tlsPrincipal();
}
