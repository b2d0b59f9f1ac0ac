package org.pacsscp.core.internal.pdu;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * User information item, PS3.8 Table 9-16, with the sub-items of PS3.8 Annex D and PS3.7 section D.3.3.
 *
 * @param maximumLength 51H, unsigned, 0 meaning no limit; empty when absent
 * @param implementationClassUid 52H; empty when absent
 * @param implementationVersionName 55H; empty when absent
 * @param asynchronousOperationsWindow 53H
 * @param roleSelections 54H
 * @param extendedNegotiations 56H
 * @param commonExtendedNegotiations 57H, in a request only
 * @param userIdentityRq 58H, in a request only
 * @param userIdentityAc 59H, in an acceptance only
 */
public record UserInformation(
        OptionalLong maximumLength,
        String implementationClassUid,
        String implementationVersionName,
        Optional<AsynchronousOperationsWindow> asynchronousOperationsWindow,
        List<RoleSelection> roleSelections,
        List<SopClassExtendedNegotiation> extendedNegotiations,
        List<SopClassCommonExtendedNegotiation> commonExtendedNegotiations,
        Optional<UserIdentityRq> userIdentityRq,
        Optional<UserIdentityAc> userIdentityAc) {
    /** No sub-item at all. */
    public static final UserInformation EMPTY = new UserInformation(
            OptionalLong.empty(),
            "",
            "",
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    public UserInformation {
        roleSelections = List.copyOf(roleSelections);
        extendedNegotiations = List.copyOf(extendedNegotiations);
        commonExtendedNegotiations = List.copyOf(commonExtendedNegotiations);
    }
}
