package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.Window;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.SwingConstants;
import javax.swing.SwingUtilities;
import org.pacsscp.examples.window.studies.SeriesRow;
import org.pacsscp.examples.window.studies.Studies;
import org.pacsscp.examples.window.studies.StudiesPresenter;
import org.pacsscp.examples.window.studies.StudiesView;
import org.pacsscp.examples.window.studies.StudyList;
import org.pacsscp.examples.window.studies.StudyRow;
import org.pacsscp.examples.window.swing.RowsTableModel.Column;

/** The tab of the studies: what is searched, what was found, and what can be done with a study. */
final class StudiesPanel extends JPanel implements StudiesView {
    private static final long serialVersionUID = 1;
    private static final String NO_ARCHIVE = "A server that serves an archive has its studies here";

    private static final List<Column<StudyRow>> COLUMNS = List.of(
            new Column<>("Patient", 176, false, StudyRow::patientName),
            new Column<>("Patient ID", 86, false, row -> row.key().patientId()),
            new Column<>("Date", 152, false, StudyRow::date),
            new Column<>("Description", 128, false, StudyRow::description),
            new Column<>("Accession", 88, false, StudyRow::accessionNumber),
            new Column<>("Modalities", 92, false, StudyRow::modalities),
            new Column<>("Series", 66, true, row -> number(row.series())),
            new Column<>("Instances", 90, true, row -> number(row.instances())));

    private final transient Supplier<StudiesPresenter> presenter;
    private final SearchField search;
    private final RowTable<StudyRow> table =
            new RowTable<>("studies", "Studies", new RowsTableModel<>(COLUMNS, StudyRow::key));
    private final JLabel note = Look.plainText(new JLabel(" "));
    private final JLabel message = Look.plainText(new JLabel(" ", SwingConstants.TRAILING));
    private final transient List<JButton> buttons;

    StudiesPanel(Supplier<StudiesPresenter> presenter) {
        super(new BorderLayout(0, Look.scaled(8)));
        this.presenter = presenter;
        setOpaque(false);
        setBorder(Look.space(10, 0, 4, 0));
        search = new SearchField(
                "studies.search",
                "Name, ID, accession number or date",
                text -> presenter.get().search(text),
                table::focusFirst);
        buttons = List.of(
                button("studies.series", "Series", "Show the series (Enter)", this::showSeries),
                button("studies.verify", "Verify", "Compare the files with what was stored", this::verify),
                button("studies.delete", "Delete…", "Delete the study, with its files", this::delete));
        note.setName("studies.note");
        message.setName("studies.message");
        JPanel below = new JPanel(new BorderLayout(Look.scaled(12), 0));
        below.setOpaque(false);
        below.add(note, BorderLayout.LINE_START);
        below.add(message, BorderLayout.CENTER);
        table.onOpen(this::showSeries);
        table.getSelectionModel().addListSelectionListener(event -> enableButtons());
        add(bar(), BorderLayout.NORTH);
        add(new JScrollPane(table), BorderLayout.CENTER);
        add(below, BorderLayout.SOUTH);
        open(false);
    }

    private JComponent bar() {
        JPanel bar = new JPanel(new BorderLayout(Look.scaled(12), 0));
        bar.setOpaque(false);
        Box right = Box.createHorizontalBox();
        for (JButton button : buttons) {
            right.add(Box.createHorizontalStrut(Look.scaled(6)));
            right.add(button);
        }
        bar.add(search, BorderLayout.CENTER);
        bar.add(right, BorderLayout.LINE_END);
        return bar;
    }

    private JButton button(String name, String text, String toolTip, Consumer<StudyRow> does) {
        JButton button = new JButton(text);
        button.setName(name);
        button.setToolTipText(toolTip);
        button.addActionListener(event -> table.selected().ifPresent(does));
        return button;
    }

    private void showSeries(StudyRow study) {
        presenter.get().showSeries(study);
    }

    private void verify(StudyRow study) {
        presenter.get().verify(study);
    }

    private void delete(StudyRow study) {
        presenter.get().delete(study);
    }

    private void enableButtons() {
        boolean selected = table.selected().isPresent();
        buttons.forEach(button -> button.setEnabled(selected));
    }

    @Override
    public void open(boolean open) {
        search.setEnabled(open);
        table.emptyText(open ? "No study was found" : NO_ARCHIVE);
        say(" ", true);
    }

    @Override
    public void show(StudyList list) {
        table.rows(list.rows());
        enableButtons();
        text(note, search.isEnabled() ? list.summary() : " ", true);
    }

    @Override
    public void failed(String why) {
        text(note, why, false);
    }

    @Override
    public void series(StudyRow study, List<SeriesRow> series) {
        SeriesDialog.open(owner(), study, series);
    }

    @Override
    public boolean confirm(StudyRow study, Studies.Deletion deletion) {
        return DeleteDialog.confirm(owner(), study, deletion);
    }

    @Override
    public void say(String what, boolean well) {
        text(message, what, well);
    }

    private static void text(JLabel label, String text, boolean well) {
        label.setForeground(well ? Look.QUIET : Look.ERROR);
        label.setText(text);
    }

    private Window owner() {
        return SwingUtilities.getWindowAncestor(this);
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
