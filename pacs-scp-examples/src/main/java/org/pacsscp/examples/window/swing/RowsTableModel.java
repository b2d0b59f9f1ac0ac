package org.pacsscp.examples.window.swing;

import java.util.List;
import java.util.function.Function;
import javax.swing.table.AbstractTableModel;

/** Rows of one kind, of which each column shows something. */
final class RowsTableModel<R> extends AbstractTableModel {
    private static final long serialVersionUID = 1;

    private final transient List<Column<R>> columns;
    private final transient Function<R, Object> key;
    private transient List<R> rows = List.of();

    /**
     * What a column shows.
     *
     * @param title what stands above it
     * @param width how wide it is beside the others
     * @param number whether it has numbers, which stand at its end
     * @param value what it shows of a row
     */
    record Column<R>(String title, int width, boolean number, Function<R, Object> value) {}

    /**
     * Has no rows yet.
     *
     * @param columns from left to right
     * @param key by which a row is the same although it shows something else
     */
    RowsTableModel(List<Column<R>> columns, Function<R, Object> key) {
        this.columns = List.copyOf(columns);
        this.key = key;
    }

    /** Shows other rows; says whether the rows are those of other things than before. */
    boolean rows(List<R> newRows) {
        List<R> before = rows;
        rows = List.copyOf(newRows);
        boolean same = keys(before).equals(keys(rows));
        if (!same) {
            fireTableDataChanged();
        } else if (!before.equals(rows)) {
            fireTableRowsUpdated(0, rows.size() - 1);
        }
        return !same;
    }

    private List<Object> keys(List<R> of) {
        return of.stream().map(key).toList();
    }

    R row(int index) {
        return rows.get(index);
    }

    /** Returns where the row of a key is, or -1. */
    int indexOf(Object wanted) {
        return keys(rows).indexOf(wanted);
    }

    Object key(int index) {
        return key.apply(rows.get(index));
    }

    Column<R> column(int index) {
        return columns.get(index);
    }

    @Override
    public int getRowCount() {
        return rows.size();
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public String getColumnName(int column) {
        return columns.get(column).title();
    }

    @Override
    public Object getValueAt(int row, int column) {
        return columns.get(column).value().apply(rows.get(row));
    }
}
