package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

/** ServedInstances of an invented patient, with noise for pixels, encoded by {@code dump2dcm}. */
final class ServedInstances {
    static final Uid CT = SopClass.CT_IMAGE_STORAGE;
    static final Uid MR = SopClass.MR_IMAGE_STORAGE;
    static final Uid PRIVATE = Uid.of("1.2.826.0.1.3680043.8.498.77");

    private static final String STUDY = "1.2.826.0.1.3680043.8.498.40";
    private static final int SIDE = 256;
    private static final String IMAGE = """
            (0008,0016) UI [%1$s]
            (0008,0018) UI [%2$s.1%3$s]
            (0008,0060) CS [OT]
            (0010,0010) PN [Invented^Patient]
            (0010,0020) LO [INV%3$s]
            (0020,000d) UI [%2$s]
            (0020,000e) UI [%2$s.1]
            (0028,0002) US 1
            (0028,0004) CS [MONOCHROME2]
            (0028,0010) US %4$d
            (0028,0011) US %4$d
            (0028,0100) US 16
            (0028,0101) US 16
            (0028,0102) US 15
            (0028,0103) US 0
            (7fe0,0010) OW =%5$s
            """;

    private final Path directory;

    ServedInstances(Path directory) {
        this.directory = directory;
    }

    /** Makes this many instances, numbered from 0. */
    List<ServedInstance> make(Uid sopClass, DataSetEncoding encoding, int count)
            throws IOException, InterruptedException {
        byte[] noise = new byte[SIDE * SIDE * 2];
        new Random(SIDE).nextBytes(noise);
        Path pixels = Files.write(Files.createTempFile(directory, "pixels", ".raw"), noise);
        NumberedDataSets dataSets = NumberedDataSets.encode(
                directory, IMAGE.formatted(sopClass, STUDY, NumberedDataSets.NUMBER, SIDE, pixels), encoding);
        List<ServedInstance> instances = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            instances.add(new ServedInstance(sopClass, uid(number), encoding.transferSyntax(), dataSets.get(number)));
        }
        return instances;
    }

    /** Returns the SOP Instance UID of the instance with a number. */
    static Uid uid(int number) {
        return Uid.of(STUDY + ".1" + NumberedDataSets.digits(number));
    }
}
