package org.pacsscp.api;

import java.util.Objects;
import java.util.Optional;

/**
 * What an {@link IdentityVerifier} says of a claim.
 *
 * @since 0.1.0
 */
public final class IdentityDecision {
    private static final IdentityDecision ACCEPTED = new IdentityDecision(true, Optional.empty(), "");

    /** The user information item has 65535 bytes, for the other answers too (PS3.8 Table 9-16). */
    private static final int MAX_RESPONSE_LENGTH = 65_000;

    private final boolean accepted;
    private final Optional<byte[]> serverResponse;
    private final String explanation;

    private IdentityDecision(boolean accepted, Optional<byte[]> serverResponse, String explanation) {
        this.accepted = accepted;
        this.serverResponse = serverResponse;
        this.explanation = explanation;
    }

    /**
     * The claim is true. A peer that wants a positive response gets an empty one.
     *
     * @return the decision
     */
    public static IdentityDecision accept() {
        return ACCEPTED;
    }

    /**
     * The claim is true, and the peer that wants a positive response gets this one; where it has claimed a username, with a
     * passcode or without, the response is always empty (PS3.7 Table D.3-15).
     *
     * @param serverResponse the Kerberos server ticket, the SAML response or the JSON web token; copied; up to 65,000
     *     bytes
     * @return the decision
     * @throws IllegalArgumentException if it is longer: the A-ASSOCIATE-AC would have no room for it
     */
    public static IdentityDecision accept(byte[] serverResponse) {
        if (serverResponse.length > MAX_RESPONSE_LENGTH) {
            throw new IllegalArgumentException("server response of " + serverResponse.length + " bytes; it may have "
                    + MAX_RESPONSE_LENGTH + " at most");
        }
        return new IdentityDecision(true, Optional.of(serverResponse.clone()), "");
    }

    /**
     * The claim is not true: the association is rejected with RJ(1,2,1), as PS3.7 D.3.3.7.3 has it: permanently, by the
     * service-provider's ACSE part.
     *
     * @param explanation what our log and listeners are told, never the peer; one line, without secrets
     * @return the decision
     */
    public static IdentityDecision refuse(String explanation) {
        return new IdentityDecision(false, Optional.empty(), Objects.requireNonNull(explanation, "explanation"));
    }

    /**
     * Tells whether the claim is true.
     *
     * @return whether the peer may come in
     */
    public boolean accepted() {
        return accepted;
    }

    /**
     * Returns what a peer gets that wants a positive response.
     *
     * @return a copy; empty if there is nothing to say
     */
    public Optional<byte[]> serverResponse() {
        return serverResponse.map(byte[]::clone);
    }

    /**
     * Returns why the claim was refused.
     *
     * @return one line; empty if it was accepted
     */
    public String explanation() {
        return explanation;
    }
}
