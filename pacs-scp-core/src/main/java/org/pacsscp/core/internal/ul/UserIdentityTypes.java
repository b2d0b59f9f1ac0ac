package org.pacsscp.core.internal.ul;

import java.util.Optional;
import org.pacsscp.api.UserIdentity;

/** The User-Identity-Type field of PS3.7 Table D.3-14. */
final class UserIdentityTypes {
    private UserIdentityTypes() {}

    static int code(UserIdentity.Type type) {
        return switch (type) {
            case USERNAME -> 1;
            case USERNAME_AND_PASSCODE -> 2;
            case KERBEROS -> 3;
            case SAML -> 4;
            case JWT -> 5;
        };
    }

    /** Empty where the standard has no such type. */
    static Optional<UserIdentity.Type> find(int code) {
        for (UserIdentity.Type type : UserIdentity.Type.values()) {
            if (code(type) == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
