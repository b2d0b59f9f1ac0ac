package org.pacsscp.it.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.it.Dcmtk;

/**
 * What DCMTK's {@code dump2dcm} and {@code img2dcm} write, in each encoding and each form of lengths, is read, written again byte for
 * byte, converted as {@code dcmconv} does it, and read as PixelMed reads it.
 */
class DcmtkFilesIT {
    /** Everything that an encoding can get wrong: text, padding, numbers of each size, items in items, private elements. */
    private static final String DUMP = """
            (0008,0005) CS [ISO_IR 100]
            (0008,0016) UI =CTImageStorage
            (0008,0018) UI [1.2.826.0.1.3680043.8.498.1]
            (0008,0020) DA [20240102]
            (0008,0030) TM [101112.5]
            (0008,0060) CS [CT]
            (0008,1140) SQ
              (fffe,e000) na
                (0008,1150) UI =CTImageStorage
                (0008,1155) UI [1.2.826.0.1.3680043.8.498.2]
                (0040,a170) SQ
                  (fffe,e000) na
                    (0008,0100) SH [121324]
                    (0008,0102) SH [DCM]
                    (0008,0104) LO [Source image]
                  (fffe,e00d) na
                (fffe,e0dd) na
              (fffe,e00d) na
              (fffe,e000) na
              (fffe,e00d) na
            (fffe,e0dd) na
            (0008,1120) SQ
            (fffe,e0dd) na
            (0009,0010) LO [ACME 1.1]
            (0009,1001) OB 01\\02\\03\\04
            (0009,1002) FD 1.5\\-2.25
            (0010,0010) PN [Invented^Patient]
            (0010,0020) LO [P1]
            (0010,1010) AS [018M]
            (0018,0050) DS [1.25]
            (0018,1063) DS [33]
            (0018,9087) FD 1000
            (0020,000d) UI [1.2.826.0.1.3680043.8.498.3]
            (0020,0013) IS [-7]
            (0028,0009) AT (0018,1063)
            (0028,0010) US 2
            (0028,0011) US 2
            (0028,0100) US 16
            (0028,0103) US 1
            (0028,0106) SS -5
            (0040,a161) FD 3.25
            (0040,a162) SL -70000\\5
            (0070,0022) FL 0.5\\1.5
            (0010,4000) LT [Two lines, and a \\ in between]
            (7fe0,0010) OW 0001\\0203\\0405\\0607
            """;

    private static final List<List<String>> LENGTHS =
            List.of(List.of("+e"), List.of("-e"), List.of("+e", "+g"), List.of("-e", "+p", "512", "64"));

    @TempDir
    static Path directory;

    private static final List<Path> FILES = new ArrayList<>();

    @BeforeAll
    static void write() throws IOException, InterruptedException {
        Dcmtk.needs("dump2dcm", "img2dcm", "dcmconv");
        Path dump = Files.writeString(directory.resolve("elements.dump"), DUMP);
        for (WrittenEncoding encoding : WrittenEncoding.values()) {
            for (List<String> lengths : LENGTHS) {
                Path file = directory.resolve(encoding + String.join("", lengths) + ".dcm");
                List<String> command = new ArrayList<>(List.of("dump2dcm", encoding.option()));
                command.addAll(lengths);
                command.addAll(List.of(dump.toString(), file.toString()));
                Dcmtk.run(command);
                FILES.add(file);
            }
        }
        writeImages();
    }

    /** A JPEG stays compressed, a bitmap becomes native pixel data. */
    private static void writeImages() throws IOException, InterruptedException {
        BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 4, 0xFF8040);
        for (String format : List.of("jpeg", "bmp")) {
            Path picture = directory.resolve("picture." + format);
            assertThat(ImageIO.write(image, format, picture.toFile())).isTrue();
            for (String lengths : List.of("+e", "-e")) {
                Path file = directory.resolve(format + lengths + ".dcm");
                Dcmtk.run(List.of(
                        "img2dcm",
                        "-i",
                        format.toUpperCase(Locale.ROOT),
                        lengths,
                        picture.toString(),
                        file.toString()));
                FILES.add(file);
            }
        }
    }

    @Test
    void areWrittenAgainByteForByte() throws IOException {
        List<String> different = new ArrayList<>();
        for (Path path : FILES) {
            DicomFile file = DicomFile.read(path);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            file.writeTo(out);
            assertThat(file.dataSet().problems()).as("%s", path).isEmpty();
            if (!Arrays.equals(out.toByteArray(), Files.readAllBytes(path))) {
                different.add(path.getFileName().toString());
            }
        }
        assertThat(FILES).hasSize(20);
        // Both deflate with the same library and level, but no standard says that they must.
        assertThat(different).allMatch(name -> name.startsWith("DEFLATED"));
    }

    @ParameterizedTest
    @EnumSource
    void areConvertedAsDcmconvDoes(WrittenEncoding encoding) throws IOException, InterruptedException {
        Conversions conversions = new Conversions(directory);
        for (Path path : FILES) {
            conversions.compare(path, encoding.option(), encoding.transferSyntax());
        }
        assertThat(conversions.differences()).isEmpty();
        assertThat(conversions.compared()).isEqualTo(18);
    }

    @Test
    void areReadAsPixelmedReadsThem() throws IOException, InterruptedException {
        Pixelmed.needed();
        ForeignElements theirs = new ForeignElements(Pixelmed.elements(FILES, directory));
        Map<String, Integer> counts = new TreeMap<>();
        for (Path path : FILES) {
            String name = path.getFileName().toString();
            counts.put(
                    name,
                    theirs.compare(path.toString(), name, DicomFile.read(path).dataSet()));
        }
        // The length of a group is UL (PS3.5 section 7.2); PixelMed does not have that of each group in its dictionary.
        assertThat(theirs.differences()).containsOnlyKeys("IMPLICIT+e+g.dcm UL is UN");
        assertThat(counts.values()).allMatch(count -> count > 15);
    }
}
