package org.pacsscp.core.internal.pdu;

/**
 * Sub-item 58H, PS3.7 Table D.3-14.
 *
 * @param type the User-Identity-Type, unjudged
 * @param positiveResponseRequested whether the requestor wants a {@link UserIdentityAc}
 * @param primaryField user name, ticket, assertion or token
 * @param secondaryField the passcode of type 2, else empty
 */
public record UserIdentityRq(int type, boolean positiveResponseRequested, Octets primaryField, Octets secondaryField) {
    /** Leaves the fields out, even their lengths: they are credentials, and records end up in logs. */
    @Override
    public String toString() {
        return "UserIdentityRq[type=" + type + ", positiveResponseRequested=" + positiveResponseRequested + "]";
    }
}
