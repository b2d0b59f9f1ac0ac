package org.pacsscp.examples.window.swing;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.Icon;
import javax.swing.JComponent;
import javax.swing.JTable;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;

/** A table of rows, one of which may be selected, and stays so while others come and go. */
class RowTable<R> extends PlainTable {
    private static final long serialVersionUID = 1;
    private static final String OPEN = "open";

    private final RowsTableModel<R> rows;

    /**
     * Has no rows yet.
     *
     * @param name for tests
     * @param accessibleName for assistive technology
     * @param rows the model
     */
    RowTable(String name, String accessibleName, RowsTableModel<R> rows) {
        super(name, rows, "");
        this.rows = rows;
        getAccessibleContext().setAccessibleName(accessibleName);
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setDefaultRenderer(Object.class, new Renderer());
        for (int column = 0; column < rows.getColumnCount(); column++) {
            getColumnModel()
                    .getColumn(column)
                    .setPreferredWidth(Look.scaled(rows.column(column).width()));
        }
        // Else the tabulator goes from cell to cell, and never leaves the table.
        setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
    }

    /** Shows other rows. */
    final void rows(List<R> newRows) {
        Optional<Object> selected = Optional.of(getSelectedRow())
                .filter(row -> row >= 0 && row < rows.getRowCount())
                .map(rows::key);
        if (rows.rows(newRows)) {
            int row = selected.map(rows::indexOf).orElse(-1);
            if (row >= 0) {
                setRowSelectionInterval(row, row);
            }
        }
    }

    /** Returns the row that is selected. */
    Optional<R> selected() {
        int row = getSelectedRow();
        return row >= 0 && row < rows.getRowCount() ? Optional.of(rows.row(row)) : Optional.empty();
    }

    /** Does something with the selected row on a double click and on Enter. */
    void onOpen(Consumer<R> open) {
        addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2 && rowAtPoint(event.getPoint()) >= 0) {
                    selected().ifPresent(open);
                }
            }
        });
        getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT)
                .put(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, 0), OPEN);
        getActionMap().put(OPEN, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent event) {
                selected().ifPresent(open);
            }
        });
    }

    /** Takes the focus, with the first row selected if none is. */
    void focusFirst() {
        if (getRowCount() > 0) {
            if (getSelectedRow() < 0) {
                setRowSelectionInterval(0, 0);
            }
            requestFocusInWindow();
        }
    }

    /** Returns what stands before the text of a cell; nothing unless a table wants it otherwise. */
    Optional<Icon> icon(R row, int column) {
        return Optional.empty();
    }

    @Override
    int alignment(int column) {
        return rows.column(column).number() ? SwingConstants.TRAILING : SwingConstants.LEADING;
    }

    /** Shows values as they are. */
    private final class Renderer extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1;

        @Override
        public Component getTableCellRendererComponent(
                JTable of, Object value, boolean selected, boolean focused, int row, int column) {
            Look.plainText(this);
            super.getTableCellRendererComponent(of, value, selected, false, row, column);
            setHorizontalAlignment(alignment(column));
            setIconTextGap(Look.scaled(7));
            setIcon(icon(rows.row(row), column).orElse(null));
            return this;
        }
    }
}
