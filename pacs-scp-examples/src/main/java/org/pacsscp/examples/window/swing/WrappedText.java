package org.pacsscp.examples.window.swing;

import java.awt.Color;
import java.awt.Dimension;
import javax.swing.JTextArea;
import javax.swing.UIManager;

/** A label of several lines, as wide as what it lies in. */
final class WrappedText extends JTextArea {
    private static final long serialVersionUID = 1;

    WrappedText(Color color) {
        setLineWrap(true);
        setWrapStyleWord(true);
        setEditable(false);
        setFocusable(false);
        setOpaque(false);
        setBorder(null);
        setFont(UIManager.getFont("Label.font"));
        setForeground(color);
    }

    @Override
    public Dimension getPreferredSize() {
        // The height depends on the width, which only the parent knows before the first layout.
        int width = getWidth();
        if (width == 0 && getParent() != null) {
            width = getParent().getWidth();
        }
        if (width > 0) {
            setSize(width, Short.MAX_VALUE);
        }
        return new Dimension(0, super.getPreferredSize().height);
    }

    @Override
    public Dimension getMinimumSize() {
        return getPreferredSize();
    }
}
