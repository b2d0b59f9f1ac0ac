package org.pacsscp.bench.load;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A C-STORE-RQ with its data set, cut into PDUs: an invented CT image.
 *
 * @param pixelBytes its size
 * @param pduLength the longest PDU, as PS3.8 section 9.3.1 counts it: without header
 */
public record StoreMessage(int pixelBytes, int pduLength) {
    /** Of the image. */
    public static final String SOP_INSTANCE_UID = "2.25.173500192643480922214437204183046524122";

    private static final String STUDY_INSTANCE_UID = "2.25.173500192643480922214437204183046524123";
    private static final String SERIES_INSTANCE_UID = "2.25.173500192643480922214437204183046524124";
    private static final int C_STORE_RQ = 0x0001;
    private static final int DATA_SET_FOLLOWS = 0x0000;
    private static final int COLUMNS = 512;

    /** The item length, presentation context and control header of a presentation data value. */
    private static final int FRAGMENT_HEADERS = 6;

    /** Made once for each size: it takes longer to make one than to send it. */
    private static final Map<StoreMessage, ByteBuffer> MADE = new ConcurrentHashMap<>();

    /** PS3.7 Table 9.3-1; the buffer's content is shared, its position is not. */
    static ByteBuffer of(int pixelBytes, int pduLength) {
        return MADE.computeIfAbsent(new StoreMessage(pixelBytes, pduLength), StoreMessage::make)
                .duplicate();
    }

    private ByteBuffer make() {
        byte[] command = Requests.command(new Octets()
                .bytes(Requests.uid(0x0002, Requests.CT_IMAGE_STORAGE))
                .bytes(Requests.number(0x0100, C_STORE_RQ))
                .bytes(Requests.number(0x0110, Requests.MESSAGE_ID))
                .bytes(Requests.number(0x0700, 0))
                .bytes(Requests.number(0x0800, DATA_SET_FOLLOWS))
                .bytes(Requests.uid(0x1000, SOP_INSTANCE_UID)));
        byte[] dataSet = dataSet(pixelBytes);
        int longest = pduLength - FRAGMENT_HEADERS;
        Octets out = new Octets();
        Requests.fragment(out, Requests.STORAGE_CONTEXT, Requests.COMMAND | Requests.LAST, command, 0, command.length);
        for (int at = 0; at < dataSet.length; at += longest) {
            int length = Math.min(longest, dataSet.length - at);
            int control = at + length == dataSet.length ? Requests.LAST : 0;
            Requests.fragment(out, Requests.STORAGE_CONTEXT, control, dataSet, at, length);
        }
        return out.toBuffer();
    }

    /** Makes the image, in Explicit VR Little Endian. */
    public static byte[] dataSet(int pixelBytes) {
        byte[] pixels = new byte[pixelBytes];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31);
        }
        return new Octets()
                .bytes(element(0x0008, 0x0016, "UI", Requests.CT_IMAGE_STORAGE))
                .bytes(element(0x0008, 0x0018, "UI", SOP_INSTANCE_UID))
                .bytes(element(0x0008, 0x0060, "CS", "CT"))
                .bytes(element(0x0010, 0x0010, "PN", "Invented^Benchmark"))
                .bytes(element(0x0010, 0x0020, "LO", "INVENTED_1"))
                .bytes(element(0x0020, 0x000D, "UI", STUDY_INSTANCE_UID))
                .bytes(element(0x0020, 0x000E, "UI", SERIES_INSTANCE_UID))
                .bytes(number(0x0028, 0x0002, 1))
                .bytes(number(0x0028, 0x0010, pixelBytes / 2 / COLUMNS))
                .bytes(number(0x0028, 0x0011, COLUMNS))
                .bytes(number(0x0028, 0x0100, 16))
                .le16(0x7FE0)
                .le16(0x0010)
                .text("OW")
                .le16(0)
                .le32(pixels.length)
                .bytes(pixels)
                .toArray();
    }

    /** An element in Explicit VR Little Endian with a length of 16 bits (PS3.5 Table 7.1-2). */
    private static byte[] element(int group, int element, String vr, String value) {
        int padding = value.length() % 2;
        return new Octets()
                .le16(group)
                .le16(element)
                .text(vr)
                .le16(value.length() + padding)
                .text(value)
                .text(vr.equals("UI") ? "\0".repeat(padding) : " ".repeat(padding))
                .toArray();
    }

    private static byte[] number(int group, int element, int value) {
        return new Octets()
                .le16(group)
                .le16(element)
                .text("US")
                .le16(2)
                .le16(value)
                .toArray();
    }
}
