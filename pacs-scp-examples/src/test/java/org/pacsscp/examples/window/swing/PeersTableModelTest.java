package org.pacsscp.examples.window.swing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pacsscp.examples.window.AllowedPeer;

class PeersTableModelTest {
    private final PeersTableModel model = new PeersTableModel();

    @Test
    void isEdited() {
        model.addRow();
        model.setValueAt("CT_1", 0, 0);
        model.setValueAt(" 10.1.0.0/16 ", 0, 1);
        model.setValueAt("104", 0, 2);
        assertThat(model.peers()).containsExactly(new AllowedPeer("CT_1", "10.1.0.0/16", "104"));
        assertThat(model.getValueAt(0, 1)).isEqualTo("10.1.0.0/16");
    }

    @Test
    void hasNoPeersInEmptyRows() {
        model.peers(List.of(new AllowedPeer("CT_1", "", "")));
        model.addRow();
        assertThat(model.getRowCount()).isEqualTo(2);
        assertThat(model.peers()).hasSize(1);
        model.dropBlankRows();
        assertThat(model.getRowCount()).isEqualTo(1);
    }

    @Test
    void removesRows() {
        model.peers(List.of(
                new AllowedPeer("CT_1", "", ""), new AllowedPeer("CT_2", "", ""), new AllowedPeer("CT_3", "", "")));
        model.removeRows(new int[] {0, 2});
        assertThat(model.peers()).extracting(AllowedPeer::aeTitle).containsExactly("CT_2");
    }
}
