package org.pacsscp.api;

import java.util.Optional;

/**
 * An association that a client has opened with our server.
 *
 * @since 0.1.0
 */
public interface ClientSession extends Association {
    /**
     * Returns whom the peer's user claims to be.
     *
     * @return the user identity, if one of a known type was sent; verified if the server has an {@link IdentityVerifier};
     *     its secrets are {@linkplain UserIdentity#wipe() wiped}
     */
    Optional<UserIdentity> userIdentity();
}
