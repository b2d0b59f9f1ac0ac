package org.pacsscp.examples.window.swing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.swing.event.TableModelEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pacsscp.examples.window.swing.RowsTableModel.Column;

class RowsTableModelTest {
    private final RowsTableModel<Thing> model = new RowsTableModel<>(
            List.of(new Column<>("Key", 10, false, Thing::key), new Column<>("Count", 10, true, Thing::count)),
            Thing::key);
    private final List<TableModelEvent> events = new ArrayList<>();

    private record Thing(String key, int count) {}

    @BeforeEach
    void listen() {
        model.addTableModelListener(events::add);
    }

    @Test
    void showsEachValue() {
        model.rows(List.of(new Thing("a", 1), new Thing("b", 2)));
        assertThat(model.getColumnName(1)).isEqualTo("Count");
        assertThat(model.getValueAt(1, 0)).isEqualTo("b");
        assertThat(model.getValueAt(1, 1)).isEqualTo(2);
        assertThat(model.indexOf("b")).isEqualTo(1);
        assertThat(model.indexOf("c")).isEqualTo(-1);
    }

    @Test
    void keepsTheRowsWhereOnlyValuesChange() {
        assertThat(model.rows(List.of(new Thing("a", 1)))).isTrue();
        assertThat(model.rows(List.of(new Thing("a", 1)))).isFalse();
        assertThat(events).hasSize(1);
        assertThat(model.rows(List.of(new Thing("a", 2)))).isFalse();
        assertThat(events).hasSize(2);
        assertThat(events.get(1).getLastRow()).isZero();
        assertThat(model.rows(List.of(new Thing("b", 2)))).isTrue();
    }
}
