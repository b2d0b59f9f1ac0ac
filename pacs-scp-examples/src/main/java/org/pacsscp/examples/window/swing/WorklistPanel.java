package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.Color;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import org.pacsscp.examples.window.swing.RowsTableModel.Column;
import org.pacsscp.examples.window.worklist.StepRow;
import org.pacsscp.examples.window.worklist.StepState;
import org.pacsscp.examples.window.worklist.WorklistView;

/** The tab of the worklist: the scheduled steps, and how far each is. */
final class WorklistPanel extends JPanel implements WorklistView {
    private static final long serialVersionUID = 1;
    private static final String NO_WORKLIST = "A server that serves a worklist has its steps here";

    private static final List<Column<StepRow>> COLUMNS = List.of(
            new Column<>("Start", 152, false, StepRow::start),
            new Column<>("Patient", 180, false, StepRow::patientName),
            new Column<>("Patient ID", 90, false, StepRow::patientId),
            new Column<>("Modality", 84, false, StepRow::modality),
            new Column<>("AE title", 100, false, StepRow::station),
            new Column<>("Procedure", 136, false, StepRow::procedure),
            new Column<>("State", 126, false, StepRow::state));

    private final RowTable<StepRow> table = new StepTable();
    private final JLabel note = Look.plainText(new JLabel(" "));

    WorklistPanel() {
        super(new BorderLayout(0, Look.scaled(8)));
        setOpaque(false);
        setBorder(Look.space(10, 0, 4, 0));
        note.setName("worklist.note");
        note.setForeground(Look.QUIET);
        add(new JScrollPane(table), BorderLayout.CENTER);
        add(note, BorderLayout.SOUTH);
        open(false);
    }

    @Override
    public void open(boolean open) {
        table.emptyText(open ? "No step is scheduled" : NO_WORKLIST);
        note.setText(" ");
    }

    @Override
    public void show(List<StepRow> rows) {
        table.rows(rows);
        note.setText(count(rows));
    }

    /** Such as {@code 3 steps: 2 scheduled, 1 completed}. */
    private static String count(List<StepRow> rows) {
        if (rows.isEmpty()) {
            return " ";
        }
        Map<StepState, Long> states = rows.stream()
                .collect(Collectors.groupingBy(
                        StepRow::state, () -> new EnumMap<>(StepState.class), Collectors.counting()));
        String each = Arrays.stream(StepState.values())
                .filter(states::containsKey)
                .map(state -> StudiesPanel.number(states.getOrDefault(state, 0L)) + " " + state)
                .collect(Collectors.joining(", "));
        return (rows.size() == 1 ? "1 step: " : StudiesPanel.number(rows.size()) + " steps: ") + each;
    }

    /** Has a dot in the colour of each state. */
    private static final class StepTable extends RowTable<StepRow> {
        private static final long serialVersionUID = 1;
        private static final int STATE = COLUMNS.size() - 1;

        StepTable() {
            super("worklist", "Scheduled steps", new RowsTableModel<>(COLUMNS, StepRow::key));
        }

        @Override
        Optional<Icon> icon(StepRow row, int column) {
            return column == STATE ? Optional.of(ShapeIcon.dot(color(row.state()), 8)) : Optional.empty();
        }

        private static Color color(StepState state) {
            return switch (state) {
                case SCHEDULED, ARRIVED, READY -> Look.LINE;
                case IN_PROGRESS -> Look.ACTIVE;
                case COMPLETED, DEPARTED -> Look.GOOD;
                case DISCONTINUED -> Look.WARNING;
            };
        }
    }
}
