package org.pacsscp.examples.window.swing;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import javax.swing.Icon;
import javax.swing.JComponent;

/** A filled shape, sharp at any scale. */
final class ShapeIcon implements Icon {
    private static final Color DISABLED = new Color(0xB8B8BC);

    private final Shape shape;
    private final Color color;
    private final int size;

    private ShapeIcon(Shape shape, Color color, int size) {
        this.shape = shape;
        this.color = color;
        this.size = size;
    }

    static ShapeIcon dot(Color color, int size) {
        int side = Look.scaled(size);
        return new ShapeIcon(new Ellipse2D.Double(0, 0, side, side), color, side);
    }

    static ShapeIcon play(Color color, int size) {
        int side = Look.scaled(size);
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(side * 0.15, 0);
        triangle.lineTo(side * 0.95, side * 0.5);
        triangle.lineTo(side * 0.15, side);
        triangle.closePath();
        return new ShapeIcon(triangle, color, side);
    }

    static ShapeIcon stop(Color color, int size) {
        int side = Look.scaled(size);
        double arc = side * 0.25;
        return new ShapeIcon(
                new RoundRectangle2D.Double(side * 0.06, side * 0.06, side * 0.88, side * 0.88, arc, arc), color, side);
    }

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.translate(x, y);
        g.setColor(component instanceof JComponent && !component.isEnabled() ? DISABLED : color);
        g.fill(shape);
        g.dispose();
    }

    @Override
    public int getIconWidth() {
        return size;
    }

    @Override
    public int getIconHeight() {
        return size;
    }
}
