package org.pacsscp.examples.window.swing;

import java.awt.Component;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.plaf.basic.BasicGraphicsUtils;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.TableCellRenderer;

/** A table that says something while it is empty. */
class PlainTable extends JTable {
    private static final long serialVersionUID = 1;

    private String emptyText;

    PlainTable(String name, AbstractTableModel model, String emptyText) {
        super(model);
        this.emptyText = emptyText;
        setName(name);
        setFillsViewportHeight(true);
        getTableHeader().setReorderingAllowed(false);
        TableCellRenderer header = getTableHeader().getDefaultRenderer();
        getTableHeader().setDefaultRenderer((table, value, selected, focused, row, column) -> {
            Component label = header.getTableCellRendererComponent(table, value, selected, focused, row, column);
            if (label instanceof JLabel text) {
                text.setHorizontalAlignment(alignment(column));
            }
            return label;
        });
    }

    /** Says something else while it is empty. */
    final void emptyText(String text) {
        emptyText = text;
        repaint();
    }

    /** Returns where the text of a column is; at the beginning unless a table wants it otherwise. */
    int alignment(int column) {
        return SwingConstants.LEADING;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (getRowCount() == 0) {
            graphics.setColor(Look.QUIET);
            graphics.setFont(getFont());
            FontMetrics metrics = graphics.getFontMetrics();
            int x = (getWidth() - metrics.stringWidth(emptyText)) / 2;
            int y = Math.min(getHeight(), Look.scaled(120)) / 2 + metrics.getAscent() / 2;
            BasicGraphicsUtils.drawString(this, (Graphics2D) graphics, emptyText, x, y);
        }
    }
}
