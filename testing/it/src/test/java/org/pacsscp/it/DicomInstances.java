package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.pacsscp.testing.process.Interop;

/**
 * Makes instances with DCMTK: files of an invented patient, with noise for pixels, in each encoding another SOP class.
 *
 * <p>DCMTK's {@code storescu} sends a data set of these files as it stands in the file, byte for byte.
 */
public final class DicomInstances {
    /** How a data set is encoded. */
    enum Encoding {
        IMPLICIT_LITTLE("1.2.840.10008.1.2", "-xi"),
        EXPLICIT_LITTLE("1.2.840.10008.1.2.1", "-xe"),
        EXPLICIT_BIG("1.2.840.10008.1.2.2", "-xb"),
        DEFLATED("1.2.840.10008.1.2.1.99", "-xd"),
        RLE("1.2.840.10008.1.2.5", "-xr"),
        JPEG_BASELINE("1.2.840.10008.1.2.4.50", "-xy"),
        JPEG_LOSSLESS("1.2.840.10008.1.2.4.70", "-xs"),
        JPEG_LS("1.2.840.10008.1.2.4.80", "-xt");

        private final String transferSyntax;
        private final String storescuOption;

        Encoding(String transferSyntax, String storescuOption) {
            this.transferSyntax = transferSyntax;
            this.storescuOption = storescuOption;
        }

        String transferSyntax() {
            return transferSyntax;
        }

        /** Returns the option that makes {@code storescu} propose this transfer syntax first. */
        String storescuOption() {
            return storescuOption;
        }
    }

    private static final String MR = "1.2.840.10008.5.1.4.1.1.4";
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String CR = "1.2.840.10008.5.1.4.1.1.1";
    private static final String US = "1.2.840.10008.5.1.4.1.1.6.1";
    private static final String XA = "1.2.840.10008.5.1.4.1.1.12.1";
    private static final String SR = "1.2.840.10008.5.1.4.1.1.88.11";
    private static final String DX = "1.2.840.10008.5.1.4.1.1.1.1";

    private static final String HEAD = """
            (0008,0005) CS [ISO_IR 100]
            (0008,0016) UI [%s]
            (0008,0018) UI [%s]
            (0008,0020) DA [20260101]
            (0008,0030) TM [120000]
            (0008,0060) CS [OT]
            (0008,1140) SQ
            (fffe,e000) na
            (0008,1150) UI [1.2.840.10008.5.1.4.1.1.2]
            (0008,1155) UI [1.2.826.0.1.3680043.8.498.4]
            (fffe,e00d)
            (fffe,e0dd)
            (0010,0010) PN [Invented^Patient]
            (0010,0020) LO [TEST-1]
            (0010,0030) DA []
            (0010,0040) CS [O]
            (0020,000d) UI [1.2.826.0.1.3680043.8.498.2]
            (0020,000e) UI [1.2.826.0.1.3680043.8.498.3]
            (0020,0010) SH [1]
            (0020,0011) IS [1]
            (0020,0013) IS [1]
            """;

    private static final String PIXELS = """
            (0028,0002) US 1
            (0028,0004) CS [MONOCHROME2]
            (0028,0010) US %d
            (0028,0011) US %d
            (0028,0100) US 16
            (0028,0101) US 16
            (0028,0102) US 15
            (0028,0103) US 0
            (7fe0,0010) OW =%s
            """;

    private static final String REPORT = """
            (0040,a040) CS [CONTAINER]
            (0040,a050) CS [SEPARATE]
            (0040,a491) CS [COMPLETE]
            (0040,a493) CS [UNVERIFIED]
            (0040,a730) SQ
            (fffe,e000) na
            (0040,a010) CS [CONTAINS]
            (0040,a040) CS [TEXT]
            (0040,a160) UT [An invented finding, an invented finding, an invented finding.]
            (fffe,e00d)
            (fffe,e0dd)
            """;

    private final Path directory;
    private int made;

    /** Makes files in this directory. */
    public DicomInstances(Path directory) {
        this.directory = directory;
    }

    /** Skips the test that needs instances, or fails it, if DCMTK is missing. */
    public static void needDcmtk() {
        for (String program : List.of("dump2dcm", "img2dcm", "dcmcrle", "dcmcjpeg", "dcmcjpls", "dcmodify")) {
            Interop.needs(program, "apt-get install dcmtk");
        }
    }

    /** Makes this many instances in an encoding, each with a UID of its own. */
    List<Path> make(Encoding encoding, int count) throws IOException, InterruptedException {
        return copies(
                switch (encoding) {
                    case IMPLICIT_LITTLE -> List.of(image(MR, "+ti", 128));
                    case EXPLICIT_LITTLE -> List.of(image(CT, "+te", 256));
                    case EXPLICIT_BIG -> List.of(image(CR, "+tb", 200));
                    case DEFLATED -> List.of(dumped(HEAD.formatted(SR, "1.2.3") + REPORT, "+td"));
                    case RLE -> List.of(compressed(image(DX, "+te", 100), "dcmcrle"));
                    case JPEG_BASELINE -> List.of(photograph("-sc"), photograph("-vlp"));
                    case JPEG_LOSSLESS -> List.of(compressed(image(XA, "+te", 128), "dcmcjpeg", "+e1"));
                    case JPEG_LS -> List.of(compressed(image(US, "+te", 128), "dcmcjpls"));
                },
                count);
    }

    /** Makes this many CT images, in Explicit VR Little Endian, of this many pixels a side. */
    public List<Path> makeImages(int side, int count) throws IOException, InterruptedException {
        return copies(List.of(image(CT, "+te", side)), count);
    }

    /** Makes an instance with these UIDs, which need not be any. */
    public Path makeWith(String sopClass, String sopInstance) throws IOException, InterruptedException {
        return dumped(HEAD.formatted(sopClass, sopInstance) + REPORT, "+te");
    }

    private Path image(String sopClass, String option, int side) throws IOException, InterruptedException {
        byte[] noise = new byte[side * side * 2];
        new Random(side).nextBytes(noise);
        Path pixels = Files.write(fresh(".raw"), noise);
        return dumped(HEAD.formatted(sopClass, "1.2.3") + PIXELS.formatted(side, side, pixels), option);
    }

    private Path dumped(String dump, String option) throws IOException, InterruptedException {
        Path file = fresh(".base");
        run("dump2dcm", option, Files.writeString(fresh(".dump"), dump).toString(), file.toString());
        return file;
    }

    private Path compressed(Path image, String... command) throws IOException, InterruptedException {
        Path file = fresh(".base");
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(image.toString(), file.toString()));
        run(arguments.toArray(String[]::new));
        return file;
    }

    private Path photograph(String option) throws IOException, InterruptedException {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, x << 16 | y << 8 | (x * y & 0xFF));
            }
        }
        Path jpeg = fresh(".jpg");
        assertThat(ImageIO.write(image, "jpg", jpeg.toFile())).isTrue();
        Path file = fresh(".base");
        run("img2dcm", option, jpeg.toString(), file.toString());
        return file;
    }

    private List<Path> copies(List<Path> originals, int count) throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        List<String> command = new ArrayList<>(List.of("dcmodify", "--no-backup", "--gen-inst-uid"));
        for (int i = 0; i < count; i++) {
            Path file = fresh(".dcm");
            Files.copy(originals.get(i % originals.size()), file);
            files.add(file);
            command.add(file.toString());
        }
        run(command.toArray(String[]::new));
        return files;
    }

    private Path fresh(String suffix) {
        made++;
        return directory.resolve("instance-" + made + suffix);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Commands.Result result = Commands.run(List.of(command));
        assertThat(result.exitCode()).as(result.toString()).isZero();
    }
}
