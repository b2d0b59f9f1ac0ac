package org.pacsscp.examples.window.swing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pacsscp.examples.window.studies.Studies;
import org.pacsscp.examples.window.studies.StudyRow;

/** The patient is invented. */
class DeleteDialogTest {
    private static final StudyRow STUDY = new StudyRow(
            new StudyRow.Key("INV-1", "", "1.2.3"), "<html>Invented One", "", "2026-11-29", "Head", "CT", 1, 1200);

    @Test
    void namesWhatIsDeleted() {
        assertThat(DeleteDialog.text(STUDY, new Studies.Deletion(1200, 0)).lines())
                .containsExactly(
                        "Patient: <html>Invented One, ID INV-1",
                        "Study: 2026-11-29 Head",
                        "UID 1.2.3",
                        "1,200 instances and their files would be deleted. This cannot be undone.");
    }

    @Test
    void saysThatSomebodyReliesOnThem() {
        assertThat(DeleteDialog.text(STUDY, new Studies.Deletion(1200, 7)))
                .endsWith("Storage commitment was given for 7 of them: somebody relies on their being here.");
    }
}
