package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.WindowConstants;
import org.pacsscp.examples.window.studies.SeriesRow;
import org.pacsscp.examples.window.studies.StudyRow;
import org.pacsscp.examples.window.swing.RowsTableModel.Column;

/** Shows the series of a study, as they were when it was opened. The window can be used meanwhile. */
final class SeriesDialog {
    private static final Dimension SIZE = new Dimension(780, 340);

    private static final List<Column<SeriesRow>> COLUMNS = List.of(
            new Column<>("Number", 74, true, SeriesRow::number),
            new Column<>("Modality", 84, false, SeriesRow::modality),
            new Column<>("Description", 180, false, SeriesRow::description),
            new Column<>("Instances", 90, true, row -> StudiesPanel.number(row.instances())),
            new Column<>("Series Instance UID", 280, false, SeriesRow::seriesInstanceUid));

    private SeriesDialog() {}

    static void open(Window owner, StudyRow study, List<SeriesRow> series) {
        JDialog dialog = new JDialog(owner, "Series");
        dialog.setName("series.dialog");
        dialog.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        RowTable<SeriesRow> table =
                new RowTable<>("series", "Series", new RowsTableModel<>(COLUMNS, SeriesRow::seriesInstanceUid));
        table.rows(series);
        JLabel head = Look.styled(Look.plainText(new JLabel(title(study))), "font: bold");
        head.setName("series.study");
        JPanel content = new JPanel(new BorderLayout(0, Look.scaled(10)));
        content.setBorder(Look.space(16, 16, 12, 16));
        content.add(head, BorderLayout.NORTH);
        content.add(new JScrollPane(table), BorderLayout.CENTER);
        content.add(buttons(dialog), BorderLayout.SOUTH);
        dialog.add(content);
        dialog.getRootPane()
                .registerKeyboardAction(
                        event -> dialog.dispose(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        dialog.setSize(Look.scaled(SIZE.width), Look.scaled(SIZE.height));
        dialog.setLocationRelativeTo(owner);
        dialog.setVisible(true);
        table.focusFirst();
    }

    private static JComponent buttons(JDialog dialog) {
        JButton close = new JButton("Close");
        close.setName("series.close");
        close.addActionListener(event -> dialog.dispose());
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, 0, 0));
        buttons.add(close);
        return buttons;
    }

    private static String title(StudyRow study) {
        return String.join(
                ", ",
                List.of(study.patientName(), study.date(), study.description()).stream()
                        .filter(text -> !text.isEmpty())
                        .toList());
    }
}
