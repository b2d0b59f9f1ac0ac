package org.pacsscp.core.internal.pdu;

/**
 * Encodes a user information item, PS3.8 Table 9-16. Its sub-items ascend by type, since that table's section warns
 * that older peers expect it.
 */
final class UserInformationEncoder {
    private UserInformationEncoder() {}

    static void encode(UserInformation information, ItemWriter out) {
        int start = out.beginItem(ItemType.USER_INFORMATION);
        information.maximumLength().ifPresent(maximum -> maximumLength(maximum, out));
        // PS3.7 Tables D.3-1 and D.3-2
        textUnlessEmpty(ItemType.IMPLEMENTATION_CLASS_UID, information.implementationClassUid(), out);
        information.asynchronousOperationsWindow().ifPresent(window -> window(window, out));
        information.roleSelections().forEach(role -> roleSelection(role, out));
        // PS3.7 Tables D.3-3 and D.3-4
        textUnlessEmpty(ItemType.IMPLEMENTATION_VERSION_NAME, information.implementationVersionName(), out);
        information.extendedNegotiations().forEach(negotiation -> extendedNegotiation(negotiation, out));
        information.commonExtendedNegotiations().forEach(negotiation -> commonExtendedNegotiation(negotiation, out));
        information.userIdentityRq().ifPresent(identity -> userIdentityRq(identity, out));
        information.userIdentityAc().ifPresent(identity -> userIdentityAc(identity, out));
        out.endLength(start);
    }

    private static void textUnlessEmpty(int type, String text, ItemWriter out) {
        if (!text.isEmpty()) {
            out.textItem(type, text);
        }
    }

    /** PS3.8 Tables D.1-1 and D.1-2. */
    private static void maximumLength(long maximum, ItemWriter out) {
        int start = out.beginItem(ItemType.MAXIMUM_LENGTH);
        out.u32(maximum);
        out.endLength(start);
    }

    /** PS3.7 Tables D.3-7 and D.3-8. */
    private static void window(AsynchronousOperationsWindow window, ItemWriter out) {
        int start = out.beginItem(ItemType.ASYNCHRONOUS_OPERATIONS_WINDOW);
        out.u16(window.maximumOperationsInvoked());
        out.u16(window.maximumOperationsPerformed());
        out.endLength(start);
    }

    /** PS3.7 Tables D.3-9 and D.3-10. */
    private static void roleSelection(RoleSelection role, ItemWriter out) {
        int start = out.beginItem(ItemType.ROLE_SELECTION);
        out.lengthAndText(role.sopClassUid());
        out.u8(role.scu() ? 1 : 0);
        out.u8(role.scp() ? 1 : 0);
        out.endLength(start);
    }

    /** PS3.7 Table D.3-11. */
    private static void extendedNegotiation(SopClassExtendedNegotiation negotiation, ItemWriter out) {
        int start = out.beginItem(ItemType.EXTENDED_NEGOTIATION);
        out.lengthAndText(negotiation.sopClassUid());
        out.bytes(negotiation.serviceClassApplicationInformation().toByteArray());
        out.endLength(start);
    }

    /** PS3.7 Tables D.3-12 and D.3-13. The second byte is the sub-item's version, 0. */
    private static void commonExtendedNegotiation(SopClassCommonExtendedNegotiation negotiation, ItemWriter out) {
        int start = out.beginItem(ItemType.COMMON_EXTENDED_NEGOTIATION);
        out.lengthAndText(negotiation.sopClassUid());
        out.lengthAndText(negotiation.serviceClassUid());
        int related = out.beginLength();
        negotiation.relatedGeneralSopClassUids().forEach(out::lengthAndText);
        out.endLength(related);
        out.endLength(start);
    }

    /** PS3.7 Table D.3-14. */
    private static void userIdentityRq(UserIdentityRq identity, ItemWriter out) {
        int start = out.beginItem(ItemType.USER_IDENTITY_RQ);
        out.u8(identity.type());
        out.u8(identity.positiveResponseRequested() ? 1 : 0);
        out.lengthAndBytes(identity.primaryField().toByteArray());
        out.lengthAndBytes(identity.secondaryField().toByteArray());
        out.endLength(start);
    }

    /** PS3.7 Table D.3-15. */
    private static void userIdentityAc(UserIdentityAc identity, ItemWriter out) {
        int start = out.beginItem(ItemType.USER_IDENTITY_AC);
        out.lengthAndBytes(identity.serverResponse().toByteArray());
        out.endLength(start);
    }
}
