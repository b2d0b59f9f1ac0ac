package org.pacsscp.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Who the peer's user claims to be (PS3.7 D.3.3.7); a claim until something has verified it.
 *
 * <p>{@link #toString()} shows the type only, so that no secret reaches a log.
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

    private final Type type;
    private final boolean responseRequested;
    private final byte[] primaryField;
    private final byte[] secondaryField;

    /**
     * Makes a claim; the fields are copied.
     *
     * @param type its form
     * @param responseRequested whether the peer wants a positive response
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
     * Returns the form of the claim.
     *
     * @return the type
     */
    public Type type() {
        return type;
    }

    /**
     * Tells whether the peer wants a positive response.
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
     * @return a copy; empty unless the type is {@link Type#USERNAME_AND_PASSCODE}
     */
    public byte[] secondaryField() {
        return secondaryField.clone();
    }

    /**
     * Overwrites the secret parts: all but the type and, of the types with a username, that. The engine calls this once it
     * is decided whether the peer may come in, whether anybody has looked at them or not.
     */
    public void wipe() {
        Arrays.fill(secondaryField, (byte) 0);
        if (type != Type.USERNAME && type != Type.USERNAME_AND_PASSCODE) {
            Arrays.fill(primaryField, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "UserIdentity[" + type + "]";
    }
}
