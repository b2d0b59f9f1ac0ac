package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.Point;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.swing.Action;
import javax.swing.BoundedRangeModel;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JViewport;
import javax.swing.ListSelectionModel;
import org.pacsscp.examples.window.log.LogBuffer;
import org.pacsscp.examples.window.log.LogLine;
import org.pacsscp.examples.window.log.WindowLoggers;
import org.slf4j.event.Level;

/** The log: it follows the newest line until somebody scrolls up. */
final class LogPanel extends JPanel {
    private static final long serialVersionUID = 1;

    private final LogListModel model = new LogListModel(WindowLoggers.CAPACITY);
    private final JList<LogLine> list = new JList<>(model);
    private final LogLineRenderer renderer = new LogLineRenderer();
    private final JScrollPane scroll = new JScrollPane(list);
    private final JComboBox<Level> level = new JComboBox<>(Level.values());
    private final Section section;
    private long dropped;

    LogPanel(Consumer<Level> levelChanged, List<Action> actions) {
        super(new BorderLayout());
        setOpaque(false);
        list.setName("log");
        list.setCellRenderer(renderer);
        list.setSelectionMode(ListSelectionModel.MULTIPLE_INTERVAL_SELECTION);
        // Both fixed, or each change would measure every line.
        list.setFixedCellHeight(renderer.rowHeight());
        list.setFixedCellWidth(1);
        list.setTransferHandler(null);
        scroll.getViewport().setScrollMode(JViewport.BLIT_SCROLL_MODE);
        level.setName("log.level");
        level.setToolTipText("How much is logged from now on; DEBUG has a line for each PDU");
        level.addActionListener(event -> levelChanged.accept(level()));
        JButton[] buttons = actions.stream().map(WindowActions::button).toArray(JButton[]::new);
        JComponent[] controls = new JComponent[buttons.length + 1];
        controls[0] = level;
        System.arraycopy(buttons, 0, controls, 1, buttons.length);
        section = new Section("Log", scroll, controls);
        add(section, BorderLayout.CENTER);
    }

    Level level() {
        return (Level) level.getSelectedItem();
    }

    void level(Level newLevel) {
        level.setSelectedItem(newLevel);
    }

    void append(LogBuffer.Batch batch) {
        boolean follow = atEnd();
        int removed = model.append(batch.lines());
        int widest = batch.lines().stream().mapToInt(renderer::width).max().orElse(0);
        list.setFixedCellWidth(Math.max(list.getFixedCellWidth(), widest));
        dropped += batch.dropped() + removed;
        note();
        if (follow) {
            scrollToEnd();
        } else if (removed > 0) {
            keepPlace(removed);
        }
    }

    void clear() {
        model.clear();
        list.setFixedCellWidth(1);
        dropped = 0;
        note();
    }

    /** Copies the selected lines, all if none is. */
    void copy() {
        List<LogLine> chosen = list.getSelectedValuesList();
        String text = String.join("\n", text(chosen.isEmpty() ? model.lines() : chosen));
        Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text + "\n"), null);
    }

    List<String> text() {
        return text(model.lines());
    }

    private static List<String> text(List<LogLine> lines) {
        return lines.stream().map(line -> line.format(ZoneId.systemDefault())).toList();
    }

    private boolean atEnd() {
        BoundedRangeModel range = scroll.getVerticalScrollBar().getModel();
        return range.getValue() + range.getExtent() >= range.getMaximum() - list.getFixedCellHeight();
    }

    private void scrollToEnd() {
        validate();
        BoundedRangeModel range = scroll.getVerticalScrollBar().getModel();
        range.setValue(range.getMaximum() - range.getExtent());
    }

    /** Keeps the same lines in sight though older ones have gone. */
    private void keepPlace(int removed) {
        validate();
        Point place = scroll.getViewport().getViewPosition();
        place.y = Math.max(0, place.y - removed * list.getFixedCellHeight());
        scroll.getViewport().setViewPosition(place);
    }

    private void note() {
        int size = model.getSize();
        String lines = size == 1 ? "1 line" : String.format(Locale.ROOT, "%,d lines", size);
        section.note(
                "log.note",
                dropped == 0 ? lines : lines + String.format(Locale.ROOT, ", %,d older ones gone", dropped));
    }
}
