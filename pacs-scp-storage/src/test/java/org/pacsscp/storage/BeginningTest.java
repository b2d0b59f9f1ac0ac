package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Uid;

class BeginningTest {
    private static final String LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    private static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    private static final String META = "0200 0000 554C 0400";

    @ParameterizedTest
    @CsvSource({
        LITTLE_ENDIAN + ", 0800 0500 4353 0A00",
        LITTLE_ENDIAN + ", 0002 0000",
        BIG_ENDIAN + ", 0008 0005 4353 000A",
        DEFLATED + ", " + META,
        LITTLE_ENDIAN + ", 02",
        LITTLE_ENDIAN + ", ''"
    })
    void takesADataSet(String transferSyntax, String bytes) {
        assertThatCode(() -> check(transferSyntax, hex(bytes))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({LITTLE_ENDIAN + ", " + META, BIG_ENDIAN + ", " + META, BIG_ENDIAN + ", 0002 0000 554C 0004"})
    void refusesFileMetaInformation(String transferSyntax, String bytes) {
        assertThatThrownBy(() -> check(transferSyntax, hex(bytes)))
                .isInstanceOf(NoDataSetException.class)
                .hasMessageContaining("group 0002H");
    }

    /** PS3.10 section 7.1: whatever the preamble is, "DICM" and group 0002H follow it. */
    @ParameterizedTest
    @ValueSource(bytes = {0, 8, 'I'})
    void refusesAFile(byte inPreamble) {
        byte[] preamble = new byte[128];
        Arrays.fill(preamble, inPreamble);
        assertThatThrownBy(() -> check(LITTLE_ENDIAN, preamble, ascii("DICM"), hex(META)))
                .isInstanceOf(NoDataSetException.class)
                .hasMessageContaining("whole DICOM file")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(64));
    }

    /** Text that happens to say so is none of that. */
    @Test
    void takesADataSetWithThePrefixInItsText() {
        byte[] before = Arrays.copyOf(hex("0800 0500"), 128);
        assertThatCode(() -> {
                    check(LITTLE_ENDIAN, before, ascii("DICM"), hex("0800 0600"));
                    check(LITTLE_ENDIAN, before, ascii("DICM"));
                    check(LITTLE_ENDIAN, before, ascii("DICN"), hex(META));
                })
                .doesNotThrowAnyException();
    }

    private static void check(String transferSyntax, byte[]... parts) throws NoDataSetException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(new byte[7]);
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        Beginning.check(ByteBuffer.wrap(joined.toByteArray()).position(7), Uid.of(transferSyntax));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
