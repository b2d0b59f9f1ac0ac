package org.pacsscp.examples.window.swing;

import java.awt.Color;
import java.awt.Component;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.ListCellRenderer;
import javax.swing.UIManager;
import javax.swing.plaf.basic.BasicGraphicsUtils;
import org.pacsscp.examples.window.log.LogLine;
import org.slf4j.event.Level;

/** Paints a line of the log in columns; one for all lines, in a font whose characters are equally wide. */
final class LogLineRenderer extends JComponent implements ListCellRenderer<LogLine> {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final int LEVEL_COLUMN = 13;
    private static final int TEXT_COLUMN = 19;
    private static final int WIDEST_TOOL_TIP = 70;

    private transient LogLine line = new LogLine(Instant.EPOCH, Level.INFO, "", "");
    private Color textColor = Color.BLACK;
    private boolean selected;

    LogLineRenderer() {
        setFont(Look.monospaced());
        // What Swing does for components with a look of their own.
        Object smoothing = UIManager.get(RenderingHints.KEY_TEXT_ANTIALIASING);
        if (smoothing != null) {
            putClientProperty(RenderingHints.KEY_TEXT_ANTIALIASING, smoothing);
        }
    }

    int rowHeight() {
        return getFontMetrics(getFont()).getHeight() + Look.scaled(2);
    }

    /** Returns how wide a line is; it need not be exact for characters that are wider than others. */
    int width(LogLine of) {
        return Look.scaled(16)
                + getFontMetrics(getFont()).charWidth('m')
                        * (TEXT_COLUMN + of.text().length());
    }

    @Override
    public Component getListCellRendererComponent(
            JList<? extends LogLine> list, LogLine value, int index, boolean isSelected, boolean focused) {
        line = value;
        selected = isSelected;
        setBackground(isSelected ? list.getSelectionBackground() : list.getBackground());
        textColor = isSelected ? list.getSelectionForeground() : list.getForeground();
        return this;
    }

    /** The end of a long line says why something happened, and may be out of sight. */
    @Override
    public String getToolTipText() {
        return toolTip(line.text());
    }

    /** Returns a text that wraps. What peers have sent stands for itself, also if it looks like HTML. */
    static String toolTip(String text) {
        String plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String width = text.length() > WIDEST_TOOL_TIP ? " width='" + Look.scaled(500) + "'" : "";
        return "<html><body" + width + ">" + plain;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        graphics.setColor(getBackground());
        graphics.fillRect(0, 0, getWidth(), getHeight());
        graphics.setFont(getFont());
        FontMetrics metrics = graphics.getFontMetrics();
        int y = Look.scaled(1) + metrics.getAscent();
        draw(graphics, TIME.format(line.time().atZone(ZoneId.systemDefault())), Look.QUIET, 0, y);
        draw(graphics, line.level().toString(), color(line.level()), LEVEL_COLUMN, y);
        draw(graphics, line.text(), line.level() == Level.ERROR ? Look.ERROR : textColor, TEXT_COLUMN, y);
    }

    private void draw(Graphics graphics, String text, Color color, int column, int y) {
        graphics.setColor(selected ? textColor : color);
        int x = Look.scaled(8) + column * graphics.getFontMetrics().charWidth('m');
        BasicGraphicsUtils.drawString(this, (Graphics2D) graphics, text, x, y);
    }

    private static Color color(Level level) {
        return switch (level) {
            case ERROR -> Look.ERROR;
            case WARN -> Look.WARNING;
            case INFO -> Look.ACTIVE;
            case DEBUG, TRACE -> Look.QUIET;
        };
    }
}
