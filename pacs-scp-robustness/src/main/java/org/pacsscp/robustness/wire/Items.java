package org.pacsscp.robustness.wire;

import static org.pacsscp.robustness.wire.Bytes.join;
import static org.pacsscp.robustness.wire.Bytes.text;
import static org.pacsscp.robustness.wire.Bytes.u16;
import static org.pacsscp.robustness.wire.Bytes.u32;
import static org.pacsscp.robustness.wire.Bytes.u8;

/** Items and sub-items of the A-ASSOCIATE PDUs: PS3.8 sections 9.3.2 and 9.3.3 and Annex D, PS3.7 section D.3. */
public final class Items {
    public static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";
    public static final String IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";
    public static final String EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    public static final String VERIFICATION = "1.2.840.10008.1.1";
    public static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
    public static final String STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1";

    /** The implementation class UID of these programs. */
    public static final String IMPLEMENTATION = "2.25.271828182845904523536028747135266249775";

    /** The maximum length that is announced by default. */
    public static final long MAXIMUM_LENGTH = 16_384;

    private Items() {}

    /** Makes an item with its right length. */
    public static byte[] item(int type, byte[]... value) {
        byte[] bytes = join(value);
        return itemClaiming(bytes.length, type, bytes);
    }

    /** Makes an item with another length than that of its value. */
    public static byte[] itemClaiming(int length, int type, byte[]... value) {
        return join(u8(type), u8(0), u16(length), join(value));
    }

    /** Makes a UID, or whatever text, that its length goes before: as in PS3.7 Table D.3-9. */
    public static byte[] counted(byte[] value) {
        return join(u16(value.length), value);
    }

    public static byte[] applicationContext() {
        return item(0x10, text(APPLICATION_CONTEXT));
    }

    /** A presentation context that is proposed, PS3.8 Table 9-13. */
    public static byte[] presentationContext(int id, String abstractSyntax, String... transferSyntaxes) {
        byte[] subItems = abstractSyntax(abstractSyntax);
        for (String transferSyntax : transferSyntaxes) {
            subItems = join(subItems, transferSyntax(transferSyntax));
        }
        return presentationContextOf(id, subItems);
    }

    /** A presentation context with any sub-items. */
    public static byte[] presentationContextOf(int id, byte[]... subItems) {
        return item(0x20, u8(id), u8(0), u8(0), u8(0), join(subItems));
    }

    public static byte[] abstractSyntax(String uid) {
        return item(0x30, text(uid));
    }

    public static byte[] transferSyntax(String uid) {
        return item(0x40, text(uid));
    }

    /** A presentation context in an A-ASSOCIATE-AC, PS3.8 Table 9-18. */
    public static byte[] acceptedContext(int id, int result, String transferSyntax) {
        return item(0x21, u8(id), u8(0), u8(result), u8(0), transferSyntax(transferSyntax));
    }

    public static byte[] userInformation(byte[]... subItems) {
        return item(0x50, subItems);
    }

    /** The user information that these programs send unless a case is about it. */
    public static byte[] usualUserInformation() {
        return userInformation(maximumLength(MAXIMUM_LENGTH), implementationClassUid());
    }

    /** PS3.8 Table D.1-1. */
    public static byte[] maximumLength(long length) {
        return item(0x51, u32(length));
    }

    public static byte[] implementationClassUid() {
        return item(0x52, text(IMPLEMENTATION));
    }

    /** PS3.7 Table D.3-7. */
    public static byte[] operationsWindow(int invoked, int performed) {
        return item(0x53, u16(invoked), u16(performed));
    }

    /** PS3.7 Table D.3-9. */
    public static byte[] roleSelection(String sopClass, int scu, int scp) {
        return item(0x54, counted(text(sopClass)), u8(scu), u8(scp));
    }

    /** PS3.7 Table D.3-14. */
    public static byte[] userIdentity(int type, int responseRequested, byte[] primary, byte[] secondary) {
        return item(0x58, u8(type), u8(responseRequested), counted(primary), counted(secondary));
    }
}
