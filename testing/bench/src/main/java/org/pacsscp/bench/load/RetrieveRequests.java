package org.pacsscp.bench.load;

import java.nio.ByteBuffer;

/** What is sent to retrieve studies of CT images. */
final class RetrieveRequests {
    private static final String STUDY_ROOT_GET = "1.2.840.10008.5.1.4.1.2.2.3";
    private static final int GET_CONTEXT = 1;
    private static final int C_GET_RQ = 0x0010;
    private static final int C_STORE_RSP = 0x8001;
    private static final int DATA_SET_FOLLOWS = 0x0000;
    private static final int NO_DATA_SET = 0x0101;

    private RetrieveRequests() {}

    /** A-ASSOCIATE-RQ (PS3.8 Table 9-11): one presentation context for C-GET, and one for C-STORE in which we are the SCP. */
    static ByteBuffer associate(String calledAeTitle, int pduLength) {
        String storage = Requests.CT_IMAGE_STORAGE;
        byte[] role =
                new Octets().u16(storage.length()).text(storage).u8(0).u8(1).toArray();
        byte[] userInformation = new Octets()
                .item(0x51, new Octets().u32(pduLength).toArray())
                .item(0x52, Requests.IMPLEMENTATION_CLASS_UID)
                .item(0x54, role)
                .item(0x55, "PACS_SCP_BENCH")
                .toArray();
        byte[] contexts = new Octets()
                .item(0x20, Requests.context(GET_CONTEXT, STUDY_ROOT_GET, Requests.IMPLICIT_VR_LITTLE_ENDIAN))
                .item(0x20, Requests.context(Requests.STORAGE_CONTEXT, storage, Requests.EXPLICIT_VR_LITTLE_ENDIAN))
                .toArray();
        return Requests.associate(calledAeTitle, contexts, userInformation);
    }

    /** C-GET-RQ (PS3.7 Table 9.3-6) of a study, with its identifier in Implicit VR Little Endian. */
    static ByteBuffer get(String studyInstanceUid) {
        byte[] command = Requests.command(new Octets()
                .bytes(Requests.uid(0x0002, STUDY_ROOT_GET))
                .bytes(Requests.number(0x0100, C_GET_RQ))
                .bytes(Requests.number(0x0110, Requests.MESSAGE_ID))
                .bytes(Requests.number(0x0700, 0))
                .bytes(Requests.number(0x0800, DATA_SET_FOLLOWS)));
        byte[] identifier = new Octets()
                .bytes(element(0x0008, 0x0052, "STUDY "))
                .bytes(element(0x0020, 0x000D, studyInstanceUid + "\0".repeat(studyInstanceUid.length() % 2)))
                .toArray();
        Octets out = new Octets();
        Requests.fragment(out, GET_CONTEXT, Requests.COMMAND | Requests.LAST, command, 0, command.length);
        Requests.fragment(out, GET_CONTEXT, Requests.LAST, identifier, 0, identifier.length);
        return out.toBuffer();
    }

    private static byte[] element(int group, int element, String value) {
        return new Octets()
                .le16(group)
                .le16(element)
                .le32(value.length())
                .text(value)
                .toArray();
    }

    /** C-STORE-RSP with success (PS3.7 Table 9.3-2). */
    static ByteBuffer stored(int messageId) {
        byte[] command = Requests.command(new Octets()
                .bytes(Requests.number(0x0100, C_STORE_RSP))
                .bytes(Requests.number(0x0120, messageId))
                .bytes(Requests.number(0x0800, NO_DATA_SET))
                .bytes(Requests.number(0x0900, 0)));
        Octets out = new Octets();
        Requests.fragment(out, Requests.STORAGE_CONTEXT, Requests.COMMAND | Requests.LAST, command, 0, command.length);
        return out.toBuffer();
    }
}
