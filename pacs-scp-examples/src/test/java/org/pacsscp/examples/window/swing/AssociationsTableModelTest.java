package org.pacsscp.examples.window.swing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.swing.event.TableModelEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pacsscp.examples.window.AssociationRow;

class AssociationsTableModelTest {
    private final AssociationsTableModel model = new AssociationsTableModel();
    private final List<TableModelEvent> events = new ArrayList<>();

    @BeforeEach
    void listen() {
        model.addTableModelListener(events::add);
    }

    @Test
    void showsEachValue() {
        model.rows(List.of(row(1, 1234)));
        assertThat(model.getValueAt(0, 0)).isEqualTo("CT_1");
        assertThat(model.getValueAt(0, 1)).isEqualTo("PACS");
        assertThat(model.getValueAt(0, 2)).isEqualTo("192.0.2.1:40000");
        assertThat(model.getValueAt(0, 3)).asString().matches("\\d\\d:\\d\\d:\\d\\d");
        assertThat(model.getValueAt(0, 4)).isEqualTo("1,234");
        assertThat(model.getValueAt(0, 5)).isEqualTo(AssociationRow.State.IDLE);
    }

    @Test
    void tellsOnlyWhatHasChanged() {
        assertThat(model.rows(List.of(row(1, 0)))).isTrue();
        assertThat(model.rows(List.of(row(1, 0)))).isFalse();
        assertThat(events).hasSize(1);
        assertThat(model.rows(List.of(row(1, 1)))).isFalse();
        assertThat(events)
                .hasSize(2)
                .last()
                .extracting(TableModelEvent::getLastRow)
                .isEqualTo(0);
        assertThat(model.rows(List.of(row(2, 1)))).isTrue();
    }

    private static AssociationRow row(long id, long operations) {
        return new AssociationRow(
                id, "CT_" + id, "PACS", "192.0.2.1:40000", Instant.EPOCH, operations, AssociationRow.State.IDLE);
    }
}
