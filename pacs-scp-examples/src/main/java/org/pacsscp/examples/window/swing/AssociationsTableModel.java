package org.pacsscp.examples.window.swing;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.swing.table.AbstractTableModel;
import org.pacsscp.examples.window.AssociationRow;

/** The associations as rows. */
final class AssociationsTableModel extends AbstractTableModel {
    private static final long serialVersionUID = 1;
    private static final List<String> COLUMNS =
            List.of("Calling AE title", "Called AE title", "Address", "Since", "Operations", "State");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private transient List<AssociationRow> rows = List.of();

    /** Shows other rows; says whether the rows are those of other associations than before. */
    boolean rows(List<AssociationRow> newRows) {
        List<AssociationRow> before = rows;
        rows = newRows;
        boolean same = ids(before).equals(ids(newRows));
        if (!same) {
            fireTableDataChanged();
        } else if (!before.equals(newRows)) {
            fireTableRowsUpdated(0, newRows.size() - 1);
        }
        return !same;
    }

    AssociationRow row(int index) {
        return rows.get(index);
    }

    private static List<Long> ids(List<AssociationRow> rows) {
        return rows.stream().map(AssociationRow::id).toList();
    }

    @Override
    public int getRowCount() {
        return rows.size();
    }

    @Override
    public int getColumnCount() {
        return COLUMNS.size();
    }

    @Override
    public String getColumnName(int column) {
        return COLUMNS.get(column);
    }

    @Override
    public Object getValueAt(int row, int column) {
        AssociationRow association = rows.get(row);
        return switch (column) {
            case 0 -> association.callingAeTitle();
            case 1 -> association.calledAeTitle();
            case 2 -> association.address();
            case 3 -> TIME.format(association.since().atZone(ZoneId.systemDefault()));
            case 4 -> String.format(Locale.ROOT, "%,d", association.operations());
            default -> association.state();
        };
    }
}
