package org.pacsscp.examples.window.swing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/** The sign of the program: a server that listens. */
final class WindowIcon {
    private WindowIcon() {}

    /** Returns the sign in the sizes that desktops ask for. */
    static List<Image> images() {
        return IntStream.of(16, 32, 48, 64, 128).mapToObj(WindowIcon::image).toList();
    }

    private static Image image(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.scale(size / 16.0, size / 16.0);
        g.setColor(Look.ACTIVE);
        g.fill(new RoundRectangle2D.Double(0, 0, 16, 16, 5, 5));
        g.setColor(Color.WHITE);
        g.fill(new Ellipse2D.Double(2.5, 6.5, 3, 3));
        g.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(new Arc2D.Double(0, 4, 8, 8, -50, 100, Arc2D.OPEN));
        g.draw(new Arc2D.Double(-3, 1, 14, 14, -50, 100, Arc2D.OPEN));
        g.dispose();
        return image;
    }
}
