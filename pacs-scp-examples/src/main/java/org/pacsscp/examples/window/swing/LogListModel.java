package org.pacsscp.examples.window.swing;

import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractListModel;
import org.pacsscp.examples.window.log.LogLine;

/** The newest lines of the log. */
final class LogListModel extends AbstractListModel<LogLine> {
    private static final long serialVersionUID = 1;

    private final int capacity;
    private final transient List<LogLine> lines = new ArrayList<>();

    LogListModel(int capacity) {
        this.capacity = capacity;
    }

    /** Adds lines, no more than the capacity; returns how many of the oldest had to go. */
    int append(List<LogLine> added) {
        int surplus = Math.max(0, lines.size() + added.size() - capacity);
        int removed = Math.min(surplus, lines.size());
        if (removed > 0) {
            lines.subList(0, removed).clear();
            fireIntervalRemoved(this, 0, removed - 1);
        }
        int from = lines.size();
        lines.addAll(added.subList(Math.max(0, added.size() - capacity), added.size()));
        if (lines.size() > from) {
            fireIntervalAdded(this, from, lines.size() - 1);
        }
        return removed;
    }

    void clear() {
        int size = lines.size();
        lines.clear();
        if (size > 0) {
            fireIntervalRemoved(this, 0, size - 1);
        }
    }

    List<LogLine> lines() {
        return List.copyOf(lines);
    }

    @Override
    public int getSize() {
        return lines.size();
    }

    @Override
    public LogLine getElementAt(int index) {
        return lines.get(index);
    }
}
