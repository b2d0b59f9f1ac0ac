package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.JTableHeader;
import javax.swing.table.TableColumnModel;
import org.pacsscp.examples.window.AllowedPeer;
import org.pacsscp.examples.window.Place;
import org.pacsscp.examples.window.Problem;

/** The allowed peers: a table, and what is wrong with it below. */
final class PeersPanel extends JPanel {
    private static final long serialVersionUID = 1;

    private static final String[] TOOL_TIPS = {
        "What the peer calls itself, up to 16 characters; upper and lower case matter",
        "Where it may come from: a host such as 10.1.2.3, or a network such as 10.1.0.0/16; empty: anywhere",
        "Where the peer itself listens: an archive sends there if the peer has a host, not a network. Never checked: "
                + "a caller's system chooses another port for each connection that it opens"
    };

    private final PeersTableModel model = new PeersTableModel();
    private final JTable table = new PeersTable(model);
    private final JButton add = new JButton("Add");
    private final JButton remove = new JButton("Remove");
    private final WrappedText problemText = new WrappedText(Look.ERROR);
    private final transient List<Problem> problems = new ArrayList<>();

    PeersPanel() {
        super(new BorderLayout(0, Look.scaled(4)));
        setOpaque(false);
        add.setName("peers.add");
        add.setMnemonic('d');
        add.setToolTipText("Add a peer that may connect");
        // Later, when the button has the focus that a quick click gives it last: it would end the editing of the row.
        add.addActionListener(event -> EventQueue.invokeLater(this::addRow));
        remove.setName("peers.remove");
        remove.setMnemonic('R');
        remove.setToolTipText("Remove the selected peers");
        remove.addActionListener(event -> removeRows());
        problemText.setName("peers.problem");
        problemText.setVisible(false);
        table.putClientProperty("terminateEditOnFocusLost", true);
        table.getSelectionModel().addListSelectionListener(event -> enableButtons());
        TableColumnModel columns = table.getColumnModel();
        columns.getColumn(0).setPreferredWidth(Look.scaled(128));
        columns.getColumn(1).setPreferredWidth(Look.scaled(128));
        columns.getColumn(2).setPreferredWidth(Look.scaled(60));
        table.setDefaultRenderer(Object.class, new Renderer());
        model.addTableModelListener(event -> clearProblems());
        add(new Section("Allowed peers", new JScrollPane(table), add, remove), BorderLayout.CENTER);
        add(problemText, BorderLayout.SOUTH);
        enableButtons();
    }

    /** Returns what is typed, without empty rows, which go. */
    List<AllowedPeer> peers() {
        if (table.isEditing()) {
            table.getCellEditor().stopCellEditing();
        }
        model.dropBlankRows();
        return model.peers();
    }

    void peers(List<AllowedPeer> peers) {
        model.peers(peers);
    }

    void problem(Problem problem) {
        problems.add(problem);
        List<String> lines = new ArrayList<>();
        for (Problem each : problems) {
            if (each.place() instanceof Place.PeerCell cell) {
                lines.add("Row " + (cell.row() + 1) + ": " + each.message());
            }
        }
        problemText.setText(String.join("\n", lines));
        problemText.setVisible(true);
        revalidate();
        table.repaint();
    }

    void clearProblems() {
        problems.clear();
        problemText.setVisible(false);
        revalidate();
        table.repaint();
    }

    @Override
    public void setEnabled(boolean enabled) {
        super.setEnabled(enabled);
        table.setEnabled(enabled);
        if (!enabled) {
            table.clearSelection();
        }
        enableButtons();
    }

    private void enableButtons() {
        add.setEnabled(isEnabled());
        remove.setEnabled(isEnabled() && table.getSelectedRowCount() > 0);
    }

    private void addRow() {
        if (table.isEditing()) {
            table.getCellEditor().stopCellEditing();
        }
        model.addRow();
        int row = model.getRowCount() - 1;
        table.changeSelection(row, 0, false, false);
        table.editCellAt(row, 0);
        Component editor = table.getEditorComponent();
        if (editor != null) {
            editor.requestFocusInWindow();
        }
    }

    private void removeRows() {
        if (table.isEditing()) {
            table.getCellEditor().cancelCellEditing();
        }
        model.removeRows(table.getSelectedRows());
    }

    private boolean wrong(int row, int column) {
        Place place = new Place.PeerCell(row, PeersTableModel.COLUMNS.get(column));
        return problems.stream().anyMatch(problem -> problem.place().equals(place));
    }

    /** Explains its columns. */
    private static final class PeersTable extends PlainTable {
        private static final long serialVersionUID = 1;

        PeersTable(PeersTableModel model) {
            super("peers", model, "Everybody may connect");
        }

        @Override
        public String getToolTipText(MouseEvent event) {
            int column = columnAtPoint(event.getPoint());
            return column < 0 ? "" : TOOL_TIPS[column];
        }

        @Override
        protected JTableHeader createDefaultTableHeader() {
            return new JTableHeader(columnModel) {
                private static final long serialVersionUID = 1;

                @Override
                public String getToolTipText(MouseEvent event) {
                    int column = columnAtPoint(event.getPoint());
                    return column < 0 ? "" : TOOL_TIPS[column];
                }
            };
        }
    }

    /** Marks the cells that are wrong. */
    private final class Renderer extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1;

        @Override
        public Component getTableCellRendererComponent(
                JTable of, Object value, boolean selected, boolean focused, int row, int column) {
            Look.plainText(this);
            boolean wrong = wrong(row, column);
            setBackground(wrong ? Look.ERROR_BACKGROUND : null);
            setForeground(wrong ? Look.ERROR : null);
            super.getTableCellRendererComponent(of, value, selected && !wrong, focused, row, column);
            return this;
        }
    }
}
