package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;
import org.pacsscp.examples.window.AssociationRow;

/** The associations, and a way to abort them. */
final class AssociationsPanel extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int[] WIDTHS = {130, 130, 150, 76, 94, 110};
    private static final int OPERATIONS = 4;
    private static final int STATE = 5;

    private final AssociationsTableModel model = new AssociationsTableModel();
    private final PlainTable table = new AssociationsTable(model);
    private final JButton abort = new JButton("Abort");
    private final Section section;

    AssociationsPanel(Consumer<Collection<Long>> abortThese) {
        super(new BorderLayout());
        setOpaque(false);
        setBorder(Look.space(10, 0, 4, 0));
        abort.setName("associations.abort");
        abort.setMnemonic('b');
        abort.setToolTipText("Abort the selected associations: the peers get an A-ABORT");
        abort.addActionListener(event -> abortThese.accept(selectedOpen()));
        table.getSelectionModel().addListSelectionListener(event -> enableAbort());
        table.setDefaultRenderer(Object.class, new Renderer());
        for (int column = 0; column < WIDTHS.length; column++) {
            table.getColumnModel().getColumn(column).setPreferredWidth(Look.scaled(WIDTHS[column]));
        }
        section = new Section("", new JScrollPane(table), abort);
        add(section, BorderLayout.CENTER);
        enableAbort();
    }

    void show(List<AssociationRow> rows, String summary) {
        Collection<Long> selected = selected();
        if (model.rows(rows)) {
            select(selected);
        }
        long open = rows.stream().filter(row -> row.state().open()).count();
        section.note("associations.summary", summary.isEmpty() ? "" : open + " open, " + summary);
        enableAbort();
    }

    private void select(Collection<Long> ids) {
        for (int row = 0; row < model.getRowCount(); row++) {
            if (ids.contains(model.row(row).id())) {
                table.addRowSelectionInterval(row, row);
            }
        }
    }

    private Collection<Long> selected() {
        return Arrays.stream(table.getSelectedRows())
                .mapToObj(row -> model.row(row).id())
                .toList();
    }

    private Collection<Long> selectedOpen() {
        return Arrays.stream(table.getSelectedRows())
                .mapToObj(model::row)
                .filter(row -> row.state().open())
                .map(AssociationRow::id)
                .toList();
    }

    private void enableAbort() {
        abort.setEnabled(!selectedOpen().isEmpty());
    }

    /** Has numbers at the end of their column. */
    private static final class AssociationsTable extends PlainTable {
        private static final long serialVersionUID = 1;

        AssociationsTable(AssociationsTableModel model) {
            super("associations", model, "No open associations");
        }

        @Override
        int alignment(int column) {
            return column == OPERATIONS ? SwingConstants.TRAILING : SwingConstants.LEADING;
        }
    }

    /** Colours the states; those that have ended are quiet. */
    private final class Renderer extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1;

        @Override
        public Component getTableCellRendererComponent(
                JTable of, Object value, boolean selected, boolean focused, int row, int column) {
            Look.plainText(this);
            super.getTableCellRendererComponent(of, value, selected, false, row, column);
            setHorizontalAlignment(table.alignment(column));
            AssociationRow.State state = model.row(row).state();
            setIconTextGap(Look.scaled(7));
            setIcon(column == STATE ? ShapeIcon.dot(color(state), 8) : null);
            if (!selected) {
                setForeground(state.open() ? of.getForeground() : Look.QUIET);
            }
            return this;
        }

        private static Color color(AssociationRow.State state) {
            return switch (state) {
                case IDLE -> Look.GOOD;
                case BUSY -> Look.ACTIVE;
                case RELEASED -> Look.LINE;
                case ABORTED_BY_PEER, ABORTED, TIMED_OUT -> Look.WARNING;
                case PROTOCOL_ERROR, LOST -> Look.ERROR;
            };
        }
    }
}
