package org.pacsscp.core.internal.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decodes the sub-items of a user information item, PS3.8 Table 9-16. They come in any order; those that are not known
 * are skipped (PS3.8 section D.2), and of a repeated one that should be single the last counts. Owned by the thread
 * that decodes; one for each item.
 */
final class UserInformationDecoder {
    private final List<RoleSelection> roleSelections = new ArrayList<>();
    private final List<SopClassExtendedNegotiation> extendedNegotiations = new ArrayList<>();
    private final List<SopClassCommonExtendedNegotiation> commonExtendedNegotiations = new ArrayList<>();
    private OptionalLong maximumLength = OptionalLong.empty();
    private String implementationClassUid = "";
    private String implementationVersionName = "";
    private Optional<AsynchronousOperationsWindow> asynchronousOperationsWindow = Optional.empty();
    private Optional<UserIdentityRq> userIdentityRq = Optional.empty();
    private Optional<UserIdentityAc> userIdentityAc = Optional.empty();

    UserInformation decode(ItemReader item) throws PduException {
        while (item.hasRemaining()) {
            subItem(item.item());
        }
        return new UserInformation(
                maximumLength,
                implementationClassUid,
                implementationVersionName,
                asynchronousOperationsWindow,
                roleSelections,
                extendedNegotiations,
                commonExtendedNegotiations,
                userIdentityRq,
                userIdentityAc);
    }

    private void subItem(ItemReader in) throws PduException {
        switch (in.type()) {
            case ItemType.MAXIMUM_LENGTH -> maximumLength = OptionalLong.of(maximumLength(in));
            // PS3.7 Tables D.3-1 and D.3-3: nothing but the name
            case ItemType.IMPLEMENTATION_CLASS_UID -> implementationClassUid = in.text();
            case ItemType.IMPLEMENTATION_VERSION_NAME -> implementationVersionName = in.text();
            case ItemType.ASYNCHRONOUS_OPERATIONS_WINDOW -> asynchronousOperationsWindow = Optional.of(window(in));
            case ItemType.ROLE_SELECTION -> roleSelections.add(roleSelection(in));
            case ItemType.EXTENDED_NEGOTIATION -> extendedNegotiations.add(extendedNegotiation(in));
            case ItemType.COMMON_EXTENDED_NEGOTIATION -> commonExtendedNegotiations.add(commonExtendedNegotiation(in));
            case ItemType.USER_IDENTITY_RQ -> userIdentityRq = Optional.of(userIdentityRq(in));
            case ItemType.USER_IDENTITY_AC -> userIdentityAc = Optional.of(userIdentityAc(in));
            default -> {}
        }
    }

    /** PS3.8 Tables D.1-1 and D.1-2. */
    private static long maximumLength(ItemReader in) throws PduException {
        in.requireLength(4, "length of item 51H");
        return in.u32("maximum length received");
    }

    /** PS3.7 Tables D.3-7 and D.3-8. */
    private static AsynchronousOperationsWindow window(ItemReader in) throws PduException {
        in.requireLength(4, "length of item 53H");
        int invoked = in.u16("maximum number of operations invoked");
        int performed = in.u16("maximum number of operations performed");
        return new AsynchronousOperationsWindow(invoked, performed);
    }

    /** PS3.7 Tables D.3-9 and D.3-10. */
    private static RoleSelection roleSelection(ItemReader in) throws PduException {
        in.charge(DecodingBudget.OBJECT);
        String sopClassUid = lengthAndUid(in, "SOP class UID of item 54H");
        boolean scu = in.u8("SCU role") == 1;
        boolean scp = in.u8("SCP role") == 1;
        in.requireEnd("SCP role");
        return new RoleSelection(sopClassUid, scu, scp);
    }

    /** PS3.7 Table D.3-11. */
    private static SopClassExtendedNegotiation extendedNegotiation(ItemReader in) throws PduException {
        in.charge(DecodingBudget.OBJECT);
        String sopClassUid = lengthAndUid(in, "SOP class UID of item 56H");
        return new SopClassExtendedNegotiation(sopClassUid, in.octets());
    }

    /** PS3.7 Table D.3-12. Bytes after its fields belong to later versions of the sub-item, hence are not tested. */
    private static SopClassCommonExtendedNegotiation commonExtendedNegotiation(ItemReader in) throws PduException {
        in.charge(2 * DecodingBudget.OBJECT);
        String sopClassUid = lengthAndUid(in, "SOP class UID of item 57H");
        String serviceClassUid = lengthAndUid(in, "service class UID");
        ItemReader related = lengthPrefixed(in, "related general SOP class identification");
        List<String> relatedUids = new ArrayList<>();
        // PS3.7 Table D.3-13
        while (related.hasRemaining()) {
            related.charge(DecodingBudget.REFERENCE);
            relatedUids.add(lengthAndUid(related, "related general SOP class UID"));
        }
        return new SopClassCommonExtendedNegotiation(sopClassUid, serviceClassUid, relatedUids);
    }

    /** PS3.7 Table D.3-14. */
    private static UserIdentityRq userIdentityRq(ItemReader in) throws PduException {
        int type = in.u8("user identity type");
        boolean positiveResponseRequested = in.u8("positive response requested") == 1;
        Octets primaryField = lengthPrefixed(in, "primary field").octets();
        Octets secondaryField = lengthPrefixed(in, "secondary field").octets();
        in.requireEnd("secondary field");
        return new UserIdentityRq(type, positiveResponseRequested, primaryField, secondaryField);
    }

    /** PS3.7 Table D.3-15. */
    private static UserIdentityAc userIdentityAc(ItemReader in) throws PduException {
        Octets serverResponse = lengthPrefixed(in, "server response").octets();
        in.requireEnd("server response");
        return new UserIdentityAc(serverResponse);
    }

    private static String lengthAndUid(ItemReader in, String field) throws PduException {
        return lengthPrefixed(in, field).text();
    }

    private static ItemReader lengthPrefixed(ItemReader in, String field) throws PduException {
        return in.slice(in.u16("length of " + field), "length of " + field);
    }
}
