package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.FakePacs;

/** A client in JavaScript, npm's {@code dcmjs-dimse}, uses all that {@code archive-server} does but storage commitment. */
class ArchiveDcmjsDimseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DESTINATION = "DESTINATION";
    private static final int IMAGES = 3;

    private final InventedStudy study = Invention.ofSeed(24).study(IMAGES, Modality.CT);

    @TempDir
    Path directory;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        DcmjsDimse.install();
    }

    @Test
    void isStoredAskedAndRetrievedFrom() throws Exception {
        try (FakePacs destination = FakePacs.builder().aeTitle(DESTINATION).start();
                ExampleServer archive = ExampleServer.startArchive(
                        directory.resolve("archive"), "--peer", DESTINATION + "@127.0.0.1:" + destination.port())) {
            List<String> arguments = new ArrayList<>(List.of(
                    ExampleServer.AE_TITLE, DESTINATION, text(Tag.STUDY_INSTANCE_UID), text(Tag.SERIES_INSTANCE_UID)));
            arguments.addAll(files());
            Commands.Result result = DcmjsDimse.run("archive.js", archive.port(), arguments.toArray(String[]::new));
            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(result.out().lines()).containsExactlyInAnyOrderElementsOf(expected());
            assertThat(destination.takeStored(IMAGES, PATIENCE)).hasSize(IMAGES);
        }
    }

    private List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        for (DataSet image : study.instances()) {
            Path file = directory.resolve(image.text(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dcm");
            DicomFile.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(file);
            files.add(file.toString());
        }
        return files;
    }

    private String text(int tag) {
        return study.instances().get(0).text(tag).orElseThrow();
    }

    private List<String> expected() {
        List<String> lines = new ArrayList<>(List.of("C-ECHO 0000", "C-FIND 0000", "C-FIND 0000", "C-FIND 0000"));
        lines.add("C-FIND ff00 StudyInstanceUID=" + text(Tag.STUDY_INSTANCE_UID));
        lines.add("C-FIND ff00 SeriesInstanceUID=" + text(Tag.SERIES_INSTANCE_UID));
        for (DataSet image : study.instances()) {
            String uid = image.text(Tag.SOP_INSTANCE_UID).orElseThrow();
            lines.add("C-STORE 0000");
            lines.add("C-FIND ff00 SOPInstanceUID=" + uid);
            lines.add("received AffectedSOPInstanceUID=" + uid);
        }
        String counts = " 0000 NumberOfCompletedSuboperations=3 NumberOfFailedSuboperations=0"
                + " NumberOfWarningSuboperations=0";
        lines.add("C-MOVE" + counts);
        lines.add("C-GET" + counts);
        return lines;
    }
}
