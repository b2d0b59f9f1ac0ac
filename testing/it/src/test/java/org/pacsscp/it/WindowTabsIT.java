package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.it.ExampleWindow.waiting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.Tag;

/** The packaged window serves an archive and a worklist, and shows what they hold. All patients are invented. */
@Timeout(240)
class WindowTabsIT {
    /** The screenshots, of which those in the documents are. */
    private static final Path PICTURES = Path.of(Artifacts.property("pacsscp.window.pictures"));

    private static final String DIALOG_BUTTON = "OptionPane.button";
    private static final String UIDS = "1.2.826.0.1.3680043.8.498.61.";

    private @Nullable Xvfb screen;

    @TempDir
    Path directory;

    @BeforeEach
    void startScreen() throws IOException {
        Xvfb.needed();
        screen = Xvfb.start();
        Files.createDirectories(PICTURES);
    }

    @AfterEach
    void stopScreen() {
        if (screen != null) {
            screen.close();
        }
    }

    @Test
    void showsTheStudiesOfAnArchive() throws Exception {
        try (ExampleWindow window = serving("ARCHIVE", "archive");
                InventedModality modality = new InventedModality(WindowIT.port(window))) {
            assertThat(window.isVisible("studies")).as("the tab is in front").isTrue();
            store(modality);
            waiting("all have arrived").until(() -> window.lines("studies").size() == 9);
            assertThat(window.lines("studies").get(0))
                    .isEqualTo("Invented-Quorl Alumi|INV-101|2026-11-29 09:15|Head|ACC1001|CT, SR|2|4");
            assertThat(window.text("studies.note")).isEqualTo("9 studies");

            window.clickRow("studies", 1);
            waiting("a row is selected").until(() -> window.selected("studies").contains("INV-102"));
            window.screenshot(PICTURES.resolve("window-studies.png"));
            modality.store(10, "Invented-Zebbik^Emsy", "20261130", "Chest", "CT 1");
            waiting("a newer one has arrived")
                    .until(() -> window.lines("studies").size() == 10);
            assertThat(window.selected("studies")).as("the same row").contains("INV-102");

            window.type("studies.search", "zebbik 2026-11");
            waiting("fewer are shown").until(() -> window.lines("studies").size() == 2);
            window.press("DOWN");
            waiting("the keys go to the table").until(() -> window.focus().equals("studies"));
            showsSeries(window);
            deletes(window);
            assertThat(window.text("log"))
                    .as("nobody is named in the log")
                    .contains("studies")
                    .doesNotContain("Zebbik")
                    .doesNotContain("INV-1");
            window.choose("menu.server", "server.stop");
            window.awaitState("Stopped");
            waiting("nothing is left in sight")
                    .until(() -> window.lines("studies").isEmpty());
        }
    }

    private static void store(InventedModality modality) throws Exception {
        modality.store(1, "Invented-Quorl^Alumi", "20261129", "Head", "CT 3", "SR 1");
        modality.store(2, "Invented-Zebbik^Bertok", "20261128", "Knee left", "MR 4", "MR 4");
        modality.store(3, "Invented-Trundo^Cindra", "20261127", "Chest PA and lateral", "DX 2");
        modality.store(4, "Invented-Mellax^Dovnal", "20261127", "Abdomen", "US 6");
        modality.store(5, "Invented-Ostrin^Emsy", "20261126", "Whole body", "CT 5", "PT 5");
        modality.store(6, "Invented-Zebbik^Bertok", "20261012", "Knee left", "MR 3");
        modality.store(7, "Invented-Quorl^Dovnal", "20260930", "Hand right", "DX 2");
        modality.store(8, "Invented-Ostrin^Alumi", "20260817", "Heart", "US 4", "SR 1");
        modality.store(9, "Invented-Trundo^Bertok", "20260512", "Spine", "MR 5");
    }

    private static void showsSeries(ExampleWindow window) {
        window.clickRow("studies", 1);
        waiting("the older one is selected")
                .until(() -> window.selected("studies").contains("INV-102"));
        window.press("ENTER");
        waiting("the series").until(() -> window.isVisible("series"));
        assertThat(window.lines("series")).hasSize(2).element(1).asString().startsWith("2|MR|Knee left 2|4|");
        window.press("ESCAPE");
        waiting("they are gone").until(() -> !window.isVisible("series"));
    }

    private void deletes(ExampleWindow window) throws IOException {
        window.click("studies.verify");
        waiting("the files are read")
                .until(() -> window.text("studies.message").equals("8 files are intact, 0 missing, 0 damaged"));
        window.click("studies.delete");
        waiting("it is asked").until(() -> window.focus().equals(DIALOG_BUTTON));
        // What has the focus keeps the study.
        window.press("SPACE");
        waiting("the window has the focus again").until(() -> !window.focus().equals(DIALOG_BUTTON));
        assertThat(window.lines("studies")).hasSize(2);
        window.click("studies.delete");
        waiting("it is asked").until(() -> window.focus().equals(DIALOG_BUTTON));
        window.press("TAB");
        window.press("SPACE");
        waiting("it is gone").until(() -> window.lines("studies").size() == 1);
        try (var files = Files.walk(directory.resolve("archive"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".dcm")))
                    .as("those of the other studies")
                    .hasSize(38);
        }
    }

    @Test
    void showsTheStepsOfAWorklist() throws Exception {
        Path worklist = Files.createDirectory(directory.resolve("worklist"));
        entry(worklist, 1, "Invented-Quorl^Alumi", "0900", "CT", "Head");
        entry(worklist, 2, "Invented-Zebbik^Bertok", "0930", "CT", "Chest");
        entry(worklist, 3, "Invented-Trundo^Cindra", "1000", "MR", "Knee left");
        entry(worklist, 4, "Invented-Mellax^Dovnal", "1030", "CT", "Abdomen");
        entry(worklist, 5, "Invented-Ostrin^Emsy", "1100", "US", "Heart");
        try (ExampleWindow window = serving("WORKLIST", "worklist");
                InventedModality modality = new InventedModality(WindowIT.port(window))) {
            assertThat(window.isVisible("worklist")).as("the tab is in front").isTrue();
            waiting("the steps").until(() -> window.lines("worklist").size() == 5);
            assertThat(window.lines("worklist").get(0))
                    .isEqualTo("2026-11-29 09:00|Invented-Quorl Alumi|INV-101|CT|CT_1|Head|scheduled");
            window.clickRow("worklist", 3);
            begin(modality, 1);
            begin(modality, 2);
            begin(modality, 4);
            waiting("they are in progress")
                    .until(() -> window.text("worklist.note").equals("5 steps: 2 scheduled, 3 in progress"));
            modality.end(Uid.of(UIDS + "1.1"), "COMPLETED");
            modality.end(Uid.of(UIDS + "4.1"), "DISCONTINUED");
            waiting("two have ended")
                    .until(() -> window.text("worklist.note")
                            .equals("5 steps: 2 scheduled, 1 in progress, 1 completed, 1 discontinued"));
            assertThat(window.selected("worklist")).as("the same row").endsWith("INV-104|CT|CT_1|Abdomen|discontinued");
            window.screenshot(PICTURES.resolve("window-worklist.png"));
            Files.delete(worklist.resolve("5.wl"));
            waiting("one is gone").until(() -> window.lines("worklist").size() == 4);
            assertThat(window.text("log")).doesNotContain("Invented-").doesNotContain("INV-1");
        }
    }

    private static void begin(InventedModality modality, int number) throws Exception {
        modality.begin(Uid.of(UIDS + number + ".1"), Uid.of(UIDS + number), "SPS" + number);
    }

    private static void entry(Path worklist, int number, String patient, String time, String modality, String what)
            throws IOException {
        Uid study = Uid.of(UIDS + number);
        DataSet step = DataSet.builder()
                .text(Tag.MODALITY, modality)
                .text(Tag.SCHEDULED_STATION_AE_TITLE, modality + "_1")
                .text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20261129")
                .text(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME, time)
                .text(Tag.SCHEDULED_PROCEDURE_STEP_DESCRIPTION, what)
                .text(Tag.SCHEDULED_PROCEDURE_STEP_ID, "SPS" + number)
                .build();
        DataSet entry = DataSet.builder()
                .text(Tag.PATIENT_NAME, patient)
                .text(Tag.PATIENT_ID, "INV-" + (100 + number))
                .uid(Tag.STUDY_INSTANCE_UID, study)
                .text(Tag.REQUESTED_PROCEDURE_ID, "RP" + number)
                .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, step)
                .build();
        FileMetaInformation meta = FileMetaInformation.of(
                SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, study, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        DicomFile.of(meta, entry).write(worklist.resolve(number + ".wl"));
    }

    /** Opens the window in two pixels a point, as the pictures of the documents are, and starts the server. */
    private ExampleWindow serving(String service, String where) throws IOException {
        Files.write(
                ExampleWindow.settings(directory),
                List.of("port=0", "address=127.0.0.1", "service=" + service, "directory=" + where));
        ExampleWindow window = ExampleWindow.open(
                ExampleServer.Launch.JAR, Objects.requireNonNull(screen), directory, "-Dsun.java2d.uiScale=2");
        window.click("button.server.start");
        window.awaitState("Running");
        return window;
    }
}
