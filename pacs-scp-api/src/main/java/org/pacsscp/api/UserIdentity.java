package org.pacsscp.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Who a user claims to be (PS3.7 D.3.3.7): the user of a peer that opens an association with us, or ours, where we open
 * one; a claim until something has verified it.
 *
 * <p>{@link #toString()} shows the type only, so that no secret reaches a log.
 *
 * <pre>{@code
 * proposal.userIdentity(UserIdentity.usernameAndPasscode("router", passcode).withResponseRequested());
 * }</pre>
 *
 * @since 0.1.0
 */
public final class UserIdentity {
    /**
     * The forms of a claim.
     *
     * @since 0.1.0
     */
    public enum Type {
        /** A username (1). */
        USERNAME,
        /** A username and a passcode (2). */
        USERNAME_AND_PASSCODE,
        /** A Kerberos service ticket (3). */
        KERBEROS,
        /** A SAML assertion (4). */
        SAML,
        /** A JSON web token (5). */
        JWT
    }

    private static final byte[] NOTHING = {};

    private final Type type;
    private final boolean responseRequested;
    private volatile byte[] primaryField;
    private volatile byte[] secondaryField;

    /**
     * Makes a claim; the fields are copied.
     *
     * @param type its form
     * @param responseRequested whether a positive response is wanted
     * @param primaryField username, ticket, assertion or token
     * @param secondaryField the passcode of {@link Type#USERNAME_AND_PASSCODE}, else empty
     */
    public UserIdentity(Type type, boolean responseRequested, byte[] primaryField, byte[] secondaryField) {
        this.type = Objects.requireNonNull(type, "type");
        this.responseRequested = responseRequested;
        this.primaryField = primaryField.clone();
        this.secondaryField = secondaryField.clone();
    }

    /**
     * Claims to be the user of this name, and proves nothing.
     *
     * @param username the name, sent as UTF-8
     * @return the claim; it wants no response
     */
    public static UserIdentity username(String username) {
        return new UserIdentity(Type.USERNAME, false, username.getBytes(StandardCharsets.UTF_8), NOTHING);
    }

    /**
     * Claims to be the user of this name, who knows the passcode. Both can be read on the way, unless there is TLS.
     *
     * @param username the name, sent as UTF-8
     * @param passcode the passcode, sent as UTF-8
     * @return the claim; it wants no response
     */
    public static UserIdentity usernameAndPasscode(String username, String passcode) {
        return new UserIdentity(
                Type.USERNAME_AND_PASSCODE,
                false,
                username.getBytes(StandardCharsets.UTF_8),
                passcode.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes a claim of one field: a Kerberos service ticket, a SAML assertion or a JSON web token.
     *
     * @param type its form
     * @param token the primary field
     * @return the claim; it wants no response
     * @throws IllegalArgumentException if the type has a username
     */
    public static UserIdentity token(Type type, byte[] token) {
        if (type == Type.USERNAME || type == Type.USERNAME_AND_PASSCODE) {
            throw new IllegalArgumentException(
                    type + " is no token; use username(...) or usernameAndPasscode(...) for it");
        }
        return new UserIdentity(type, false, token, NOTHING);
    }

    /**
     * Wants a positive response, without which one cannot tell a peer that has verified the claim from one that does not
     * know such claims.
     *
     * @return a new claim
     */
    public UserIdentity withResponseRequested() {
        return new UserIdentity(type, true, primaryField, secondaryField);
    }

    /**
     * Returns the form of the claim.
     *
     * @return the type
     */
    public Type type() {
        return type;
    }

    /**
     * Tells whether a positive response is wanted.
     *
     * @return the field on the wire
     */
    public boolean responseRequested() {
        return responseRequested;
    }

    /**
     * Returns the primary field as text.
     *
     * @return the field decoded as UTF-8
     */
    public String primaryText() {
        return new String(primaryField, StandardCharsets.UTF_8);
    }

    /**
     * Returns the primary field.
     *
     * @return a copy
     */
    public byte[] primaryField() {
        return primaryField.clone();
    }

    /**
     * Returns the secondary field.
     *
     * @return a copy; empty unless the type is {@link Type#USERNAME_AND_PASSCODE}, and once it is wiped
     */
    public byte[] secondaryField() {
        return secondaryField.clone();
    }

    /**
     * Overwrites the secret parts, and leaves nothing of them: all but the type and, of the types with a username, that. A
     * server's engine calls this once it is decided whether the peer may come in, whether anybody has looked at them or not;
     * a client's does not, since a proposal may be used again.
     */
    public void wipe() {
        Arrays.fill(secondaryField, (byte) 0);
        secondaryField = NOTHING;
        if (type != Type.USERNAME && type != Type.USERNAME_AND_PASSCODE) {
            Arrays.fill(primaryField, (byte) 0);
            primaryField = NOTHING;
        }
    }

    @Override
    public String toString() {
        return "UserIdentity[" + type + "]";
    }
}
