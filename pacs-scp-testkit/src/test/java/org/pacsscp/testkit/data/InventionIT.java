package org.pacsscp.testkit.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.Processes;
import org.pacsscp.testkit.wire.Bytes;

/** DCMTK sees the same pixels, however they were compressed. */
class InventionIT {
    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.1.2.5, dcmdrle, 0",
        "1.2.840.10008.1.2.4.50, dcmdjpeg, 4",
        "1.2.840.10008.1.2.4.51, dcmdjpeg, 4",
        "1.2.840.10008.1.2.4.57, dcmdjpeg, 0",
        "1.2.840.10008.1.2.4.70, dcmdjpeg, 0",
        "1.2.840.10008.1.2.4.80, dcmdjpls, 0",
        "1.2.840.10008.1.2.4.81, dcmdjpls, 2"
    })
    void isAnImage(Uid syntax, String program, int loss) throws Exception {
        DataSet image = Invention.ofSeed(1).image(Modality.OT, syntax);
        Path file = Files.write(directory.resolve("compressed.dcm"), part10(image, syntax));
        Path plain = directory.resolve("plain");

        Processes.Result result = Processes.run(directory, program, "-F", "+te", file.toString(), plain.toString());

        assertThat(result.exitCode()).as("%s", result).isZero();
        DataSet read = DataSets.decode(Files.readAllBytes(plain), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        byte[] pixels = read.element(Tag.PIXEL_DATA).orElseThrow().bytes();
        byte[] original = PixelStreams.pixels(8);
        assertThat(pixels).hasSameSizeAs(original);
        for (int i = 0; i < pixels.length; i++) {
            assertThat(pixels[i] & 0xFF).isBetween((original[i] & 0xFF) - loss, (original[i] & 0xFF) + loss);
        }
    }

    /** As much of the file meta information as DCMTK needs: PS3.10 Table 7.1-1. */
    private static byte[] part10(DataSet image, Uid syntax) {
        String uid = syntax.value() + (syntax.value().length() % 2 == 0 ? "" : "\0");
        byte[] element = Bytes.join(Bytes.hex("0200 1000 5549"), Bytes.le16(uid.length()), Bytes.text(uid));
        return Bytes.join(
                Bytes.zeros(128),
                Bytes.text("DICM"),
                Bytes.hex("0200 0000 554C 0400"),
                Bytes.le32(element.length),
                element,
                DataSets.encode(image, syntax));
    }
}
