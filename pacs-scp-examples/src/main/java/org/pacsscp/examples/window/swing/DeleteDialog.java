package org.pacsscp.examples.window.swing;

import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JOptionPane;
import org.pacsscp.examples.window.studies.Studies;
import org.pacsscp.examples.window.studies.StudyRow;

/** Asks whether a study may be deleted, and says what that would be. */
final class DeleteDialog {
    private static final String DELETE = "Delete";
    private static final String KEEP = "Keep";

    private DeleteDialog() {}

    static boolean confirm(Window owner, StudyRow study, Studies.Deletion deletion) {
        int answer = JOptionPane.showOptionDialog(
                owner,
                text(study, deletion),
                "Delete a study",
                JOptionPane.YES_NO_OPTION,
                JOptionPane.WARNING_MESSAGE,
                null,
                new Object[] {DELETE, KEEP},
                KEEP);
        return answer == JOptionPane.YES_OPTION;
    }

    /** No line begins with what a peer has chosen: it might be taken for HTML. */
    static String text(StudyRow study, Studies.Deletion deletion) {
        List<String> lines = new ArrayList<>();
        lines.add("Patient: " + study.patientName() + ", ID " + study.key().patientId());
        lines.add("Study: " + study.date() + " " + study.description());
        lines.add("UID " + study.key().studyInstanceUid());
        lines.add(StudiesPanel.number(deletion.instances())
                + " instances and their files would be deleted. This cannot be undone.");
        if (deletion.committed() > 0) {
            lines.add("Storage commitment was given for " + StudiesPanel.number(deletion.committed())
                    + " of them: somebody relies on their being here.");
        }
        return String.join("\n", lines);
    }
}
