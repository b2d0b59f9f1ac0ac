package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import javax.swing.Box;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** A part of the window: a title, unless a tab has it, a note beside it, controls at the right, and what it is about below. */
final class Section extends JPanel {
    private static final long serialVersionUID = 1;

    private final JLabel note = Look.plainText(new JLabel());

    Section(String title, JComponent body, JComponent... controls) {
        super(new BorderLayout(0, Look.scaled(8)));
        setOpaque(false);
        JPanel left = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, 0));
        left.setOpaque(false);
        note.setForeground(Look.QUIET);
        if (!title.isEmpty()) {
            left.add(Look.styled(new JLabel(title), "font: bold +1"));
            note.setBorder(Look.space(0, 12, 0, 0));
        }
        left.add(note);
        Box right = Box.createHorizontalBox();
        for (JComponent control : controls) {
            right.add(Box.createHorizontalStrut(Look.scaled(6)));
            right.add(control);
        }
        JPanel head = new JPanel(new BorderLayout());
        head.setOpaque(false);
        JPanel middle = new JPanel(new GridBagLayout());
        middle.setOpaque(false);
        GridBagConstraints constraints = new GridBagConstraints();
        constraints.weightx = 1;
        constraints.anchor = GridBagConstraints.LINE_START;
        middle.add(left, constraints);
        head.add(middle, BorderLayout.CENTER);
        head.add(right, BorderLayout.LINE_END);
        add(head, BorderLayout.NORTH);
        add(body, BorderLayout.CENTER);
    }

    /** Shows a note; its name is for tests and for assistive technology. */
    void note(String name, String text) {
        note.setName(name);
        note.setText(text);
    }
}
