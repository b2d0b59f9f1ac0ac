package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

class StoreRequestTest {
    private static final HexFormat HEX = HexFormat.of();

    /** PS3.10 Table 7.1-1, encoded as PS3.5 section 7.1.2 has it, apart from the code; the length of the group is 202. */
    private static final String GOLDEN = "00".repeat(128)
            + "4449434d" // DICM
            + "02000000 554c 0400 ca000000"
            + "02000100 4f42 0000 02000000 0001" // version
            + "02000200 5549 1a00 312e322e3834302e31303030382e352e312e342e312e312e3200" // SOP class
            // 1.2.840.10008.5.1.4.1.1.2
            + "02000300 5549 0800 312e322e332e3435" // instance 1.2.3.45
            + "02001000 5549 1400 312e322e3834302e31303030382e312e322e3100" // transfer syntax 1.2.840.10008.1.2.1
            + "02001200 5549 2c00" + ascii("2.25.200481556268727506688945957308325592871")
            + "02001300 5348 0c00" + ascii("PACS_SCP_0_1")
            + "02001600 4145 0400 43545f31" // source CT_1
            + "02001700 4145 0400 43545f31" // sent by CT_1
            + "02001800 4145 0600 53544f524520"; // received by STORE

    private static final Uid LONGEST = Uid.of("2." + "1".repeat(62));
    private static final AeTitle LONGEST_TITLE = AeTitle.of("SIXTEEN_CHARS_AE");

    @Test
    void makesTheStandardsTable() throws IOException {
        assertThat(HEX.formatHex(fileMetaInformation(of("1.2.3.45")))).isEqualTo(GOLDEN.replace(" ", ""));
    }

    /** As some devices send them; the option of the server lets them in. */
    @Test
    void keepsAnInstanceUidThatIsNone() throws IOException {
        String encoded = HEX.formatHex(fileMetaInformation(of("CT/7 <b>a")));
        assertThat(encoded)
                .contains("02000300" + ascii("UI") + "0a00" + ascii("CT/7 <b>a") + "00" + "02001000")
                .contains("02000000" + ascii("UL") + "0400" + "cc000000");
    }

    /** What begins a file leaves room for data in the first chunk, whatever the peer is called. */
    @Test
    void isShort() throws IOException {
        StoreRequest longest = new StoreRequest(LONGEST, LONGEST.value(), LONGEST, LONGEST_TITLE, LONGEST_TITLE);
        assertThat(fileMetaInformation(longest)).hasSizeLessThan(1024);
    }

    private static StoreRequest of(String uid) {
        return new StoreRequest(
                SopClass.CT_IMAGE_STORAGE,
                uid,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                AeTitle.of("CT_1"),
                AeTitle.of("STORE"));
    }

    private static byte[] fileMetaInformation(StoreRequest instance) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        instance.fileMetaInformation().writeTo(bytes);
        return bytes.toByteArray();
    }

    private static String ascii(String text) {
        return HEX.formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
