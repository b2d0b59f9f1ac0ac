package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.testkit.assertj.DicomAssertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.junit.WithFakePacs;
import org.pacsscp.testkit.pacs.Effect;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.Fault;
import org.pacsscp.testkit.pacs.Place;
import org.pacsscp.testkit.pacs.StoredInstance;

@WithFakePacs(aeTitle = "ARCHIVE")
class SendingIT {
    private final DataSet image = Invention.ofSeed(1).image(Modality.CT);

    @TempDir
    private Path directory = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.write(
                directory.resolve("image.dcm"), DataSets.encode(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    /** The client under test: any program, written with any toolkit. */
    private String send(FakePacs pacs) throws IOException, InterruptedException {
        Process storescu = new ProcessBuilder(
                        "storescu", "-v", "-td", "2", "-aec", "ARCHIVE", "localhost", "" + pacs.port(), file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(storescu.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        storescu.waitFor();
        return output;
    }

    @Test
    void sendsAnImage(FakePacs pacs) throws Exception {
        String output = send(pacs);

        StoredInstance stored = pacs.takeStored(Duration.ofSeconds(5));
        assertThat(stored.sopClass()).isEqualTo(SopClass.CT_IMAGE_STORAGE);
        assertThat(stored.dataSet()).isEqualTo(image);
        assertThat(output).contains("Received Store Response (Success)");
    }

    @Test
    void saysThatTheArchiveIsFull(FakePacs pacs) throws Exception {
        pacs.onStore().respond(StorageStatus.OUT_OF_RESOURCES);

        assertThat(send(pacs)).contains("OutOfResources");
    }

    @Test
    void noticesThatTheArchiveGoesAway(FakePacs pacs) throws Exception {
        pacs.inject(Fault.at(Place.REQUEST, new Effect.CutAfter(100)).on(CommandField.C_STORE_RQ));

        assertThat(send(pacs)).contains("Store Failed");
        assertThat(pacs.stored()).isEmpty();
    }
}
