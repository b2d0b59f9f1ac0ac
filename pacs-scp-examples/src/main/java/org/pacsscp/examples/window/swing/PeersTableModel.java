package org.pacsscp.examples.window.swing;

import java.util.ArrayList;
import java.util.List;
import javax.swing.table.AbstractTableModel;
import org.pacsscp.examples.window.AllowedPeer;
import org.pacsscp.examples.window.Place;

/** The allowed peers as rows that can be edited. */
final class PeersTableModel extends AbstractTableModel {
    private static final long serialVersionUID = 1;
    /** The columns from left to right. */
    static final List<Place.Column> COLUMNS = List.of(Place.Column.values());

    private final transient List<AllowedPeer> peers = new ArrayList<>();

    List<AllowedPeer> peers() {
        return peers.stream().filter(peer -> !peer.isBlank()).toList();
    }

    void peers(List<AllowedPeer> newPeers) {
        peers.clear();
        peers.addAll(newPeers);
        fireTableDataChanged();
    }

    /** Removes the rows in which nothing is typed, so that the rows are those of {@link #peers()}. */
    void dropBlankRows() {
        if (peers.removeIf(AllowedPeer::isBlank)) {
            fireTableDataChanged();
        }
    }

    void addRow() {
        peers.add(AllowedPeer.NONE);
        fireTableRowsInserted(peers.size() - 1, peers.size() - 1);
    }

    /** Removes rows, given in ascending order. */
    void removeRows(int[] rows) {
        for (int i = rows.length - 1; i >= 0; i--) {
            peers.remove(rows[i]);
        }
        fireTableDataChanged();
    }

    @Override
    public int getRowCount() {
        return peers.size();
    }

    @Override
    public int getColumnCount() {
        return COLUMNS.size();
    }

    @Override
    public String getColumnName(int column) {
        return switch (COLUMNS.get(column)) {
            case AE_TITLE -> "AE title";
            case HOST -> "Host or network";
            case PORT -> "Port";
        };
    }

    @Override
    public boolean isCellEditable(int row, int column) {
        return true;
    }

    @Override
    public Object getValueAt(int row, int column) {
        AllowedPeer peer = peers.get(row);
        return switch (COLUMNS.get(column)) {
            case AE_TITLE -> peer.aeTitle();
            case HOST -> peer.host();
            case PORT -> peer.port();
        };
    }

    @Override
    public void setValueAt(Object value, int row, int column) {
        AllowedPeer old = peers.get(row);
        String text = String.valueOf(value);
        peers.set(
                row,
                switch (COLUMNS.get(column)) {
                    case AE_TITLE -> new AllowedPeer(text, old.host(), old.port());
                    case HOST -> new AllowedPeer(old.aeTitle(), text, old.port());
                    case PORT -> new AllowedPeer(old.aeTitle(), old.host(), text);
                });
        fireTableCellUpdated(row, column);
    }
}
