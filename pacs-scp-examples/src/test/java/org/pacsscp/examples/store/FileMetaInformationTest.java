package org.pacsscp.examples.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Uid;

class FileMetaInformationTest {
    /** PS3.10 Table 7.1-1, encoded as PS3.5 section 7.1.2 has it, apart from the code. */
    private static final String GOLDEN = "00".repeat(128)
            + "4449434d" // DICM
            + "02000000 554c 0400 9c000000" // group length 156
            + "02000100 4f42 0000 02000000 0001" // version
            + "02000200 5549 1a00 312e322e3834302e31303030382e352e312e342e312e312e3200" // SOP class
            // 1.2.840.10008.5.1.4.1.1.2
            + "02000300 5549 0800 312e322e332e3435" // instance 1.2.3.45
            + "02001000 5549 1400 312e322e3834302e31303030382e312e322e3100" // transfer syntax 1.2.840.10008.1.2.1
            + "02001200 5549 0600 312e322e3300" // implementation 1.2.3
            + "02001300 5348 0400 565f3120" // its version V_1
            + "02001600 4145 0400 43545f31" // source CT_1
            + "02001700 4145 0400 43545f31" // sent by CT_1
            + "02001800 4145 0600 53544f524520"; // received by STORE

    private static final Uid LONGEST = Uid.of("2." + "1".repeat(62));
    private static final AeTitle LONGEST_TITLE = AeTitle.of("SIXTEEN_CHARS_AE");

    @Test
    void encodesTheStandardsTable() {
        FileMetaInformation meta = new FileMetaInformation(
                Uid.of("1.2.840.10008.5.1.4.1.1.2"),
                Uid.of("1.2.3.45"),
                Uid.of("1.2.840.10008.1.2.1"),
                Uid.of("1.2.3"),
                "V_1",
                AeTitle.of("CT_1"),
                AeTitle.of("STORE"));
        ByteBuffer target = ByteBuffer.allocate(FileMetaInformation.MAX_LENGTH);
        meta.encode(target);
        assertThat(HexFormat.of().formatHex(target.array(), 0, target.position()))
                .isEqualTo(GOLDEN.replace(" ", ""));
    }

    @Test
    void staysWithinItsGreatestLength() {
        ByteBuffer target = ByteBuffer.allocate(FileMetaInformation.MAX_LENGTH);
        new FileMetaInformation(LONGEST, LONGEST, LONGEST, LONGEST, "SIXTEEN_CHARS_VN", LONGEST_TITLE, LONGEST_TITLE)
                .encode(target);
        assertThat(target.position()).isLessThan(FileMetaInformation.MAX_LENGTH);
    }
}
