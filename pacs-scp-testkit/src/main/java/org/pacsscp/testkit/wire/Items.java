package org.pacsscp.testkit.wire;

import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.text;
import static org.pacsscp.testkit.wire.Bytes.u16;
import static org.pacsscp.testkit.wire.Bytes.u32;
import static org.pacsscp.testkit.wire.Bytes.u8;

/**
 * The bytes of items and sub-items of the A-ASSOCIATE PDUs: PS3.8 sections 9.3.2 and 9.3.3 and Annex D, PS3.7 section D.3.
 *
 * @since 0.1.0
 */
public final class Items {
    /** The DICOM application context name (PS3.7 Annex A). */
    public static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

    /** Implicit VR Little Endian, the default transfer syntax. */
    public static final String IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";

    /** Explicit VR Little Endian. */
    public static final String EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";

    /** The Verification SOP class. */
    public static final String VERIFICATION = "1.2.840.10008.1.1";

    /** The CT Image Storage SOP class. */
    public static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";

    /** The Study Root Query/Retrieve Information Model - FIND SOP class. */
    public static final String STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1";

    /** The implementation class UID of the testkit. */
    public static final String IMPLEMENTATION = "2.25.271828182845904523536028747135266249775";

    /** The maximum length that is announced unless a test wants another. */
    public static final long MAXIMUM_LENGTH = 16_384;

    private Items() {}

    /**
     * Makes an item with its right length.
     *
     * @param type the item type
     * @param value the pieces of what follows the length
     * @return the item
     */
    public static byte[] item(int type, byte[]... value) {
        byte[] bytes = join(value);
        return itemClaiming(bytes.length, type, bytes);
    }

    /**
     * Makes an item with another length than that of its value.
     *
     * @param length what the length field says
     * @param type the item type
     * @param value the pieces of what follows the length
     * @return the item
     */
    public static byte[] itemClaiming(int length, int type, byte[]... value) {
        return join(u8(type), u8(0), u16(length), join(value));
    }

    /**
     * Makes a text that its length goes before, as the UID in PS3.7 Table D.3-9.
     *
     * @param value the text
     * @return a length of two bytes, and the text
     */
    public static byte[] counted(byte[] value) {
        return join(u16(value.length), value);
    }

    /**
     * The application context of DICOM, PS3.8 Table 9-12.
     *
     * @return the item
     */
    public static byte[] applicationContext() {
        return item(0x10, text(APPLICATION_CONTEXT));
    }

    /**
     * A presentation context that is proposed, PS3.8 Table 9-13.
     *
     * @param id its number
     * @param abstractSyntax the SOP class
     * @param transferSyntaxes in the order in which they are offered
     * @return the item
     */
    public static byte[] presentationContext(int id, String abstractSyntax, String... transferSyntaxes) {
        byte[] subItems = abstractSyntax(abstractSyntax);
        for (String transferSyntax : transferSyntaxes) {
            subItems = join(subItems, transferSyntax(transferSyntax));
        }
        return presentationContextOf(id, subItems);
    }

    /**
     * A presentation context that is proposed, with any sub-items.
     *
     * @param id its number
     * @param subItems what it has
     * @return the item
     */
    public static byte[] presentationContextOf(int id, byte[]... subItems) {
        return item(0x20, u8(id), u8(0), u8(0), u8(0), join(subItems));
    }

    /**
     * PS3.8 Table 9-14.
     *
     * @param uid the SOP class
     * @return the sub-item
     */
    public static byte[] abstractSyntax(String uid) {
        return item(0x30, text(uid));
    }

    /**
     * PS3.8 Table 9-15.
     *
     * @param uid the transfer syntax
     * @return the sub-item
     */
    public static byte[] transferSyntax(String uid) {
        return item(0x40, text(uid));
    }

    /**
     * A presentation context in an A-ASSOCIATE-AC, PS3.8 Table 9-18.
     *
     * @param id its number
     * @param result 0 for acceptance, 1 to 4 for a refusal
     * @param transferSyntax the one that was chosen
     * @return the item
     */
    public static byte[] acceptedContext(int id, int result, String transferSyntax) {
        return item(0x21, u8(id), u8(0), u8(result), u8(0), transferSyntax(transferSyntax));
    }

    /**
     * PS3.8 Table 9-16.
     *
     * @param subItems what it has
     * @return the item
     */
    public static byte[] userInformation(byte[]... subItems) {
        return item(0x50, subItems);
    }

    /**
     * The user information of the testkit, unless a test is about it.
     *
     * @return maximum length and implementation class UID
     */
    public static byte[] usualUserInformation() {
        return userInformation(maximumLength(MAXIMUM_LENGTH), implementationClassUid());
    }

    /**
     * PS3.8 Table D.1-1.
     *
     * @param length bytes; 0 for no limit
     * @return the sub-item
     */
    public static byte[] maximumLength(long length) {
        return item(0x51, u32(length));
    }

    /**
     * The testkit's implementation class UID, PS3.7 Table D.3-1.
     *
     * @return the sub-item
     */
    public static byte[] implementationClassUid() {
        return item(0x52, text(IMPLEMENTATION));
    }

    /**
     * PS3.7 Table D.3-3.
     *
     * @param name up to 16 characters
     * @return the sub-item
     */
    public static byte[] implementationVersionName(String name) {
        return item(0x55, text(name));
    }

    /**
     * PS3.7 Table D.3-7.
     *
     * @param invoked how many operations the sender may invoke
     * @param performed how many it may perform
     * @return the sub-item
     */
    public static byte[] operationsWindow(int invoked, int performed) {
        return item(0x53, u16(invoked), u16(performed));
    }

    /**
     * PS3.7 Table D.3-9.
     *
     * @param sopClass the SOP class
     * @param scu 1 if the role of the SCU is proposed or accepted
     * @param scp 1 if the role of the SCP is
     * @return the sub-item
     */
    public static byte[] roleSelection(String sopClass, int scu, int scp) {
        return item(0x54, counted(text(sopClass)), u8(scu), u8(scp));
    }

    /**
     * PS3.7 Table D.3-11.
     *
     * @param sopClass the SOP class
     * @param information what its service class defines
     * @return the sub-item
     */
    public static byte[] extendedNegotiation(String sopClass, byte[] information) {
        return item(0x56, counted(text(sopClass)), information);
    }

    /**
     * PS3.7 Table D.3-14.
     *
     * @param type 1 to 5
     * @param responseRequested 1 if a positive response is wanted
     * @param primary the primary field
     * @param secondary the secondary field
     * @return the sub-item
     */
    public static byte[] userIdentity(int type, int responseRequested, byte[] primary, byte[] secondary) {
        return item(0x58, u8(type), u8(responseRequested), counted(primary), counted(secondary));
    }
}
