package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.pacsscp.examples.window.ServerState;

/** Says in large letters how the server is, with the buttons that change it. */
final class Header extends JPanel {
    private static final long serialVersionUID = 1;

    private final JLabel state = Look.styled(new JLabel(), "font: bold +5");
    private final JLabel detail = Look.plainText(new JLabel());
    private final JButton start;
    private final JButton stop;

    Header(WindowActions actions) {
        super(new BorderLayout());
        start = large(WindowActions.button(actions.start()));
        stop = large(WindowActions.button(actions.stop()));
        setBorder(BorderFactory.createCompoundBorder(
                BorderFactory.createMatteBorder(0, 0, 1, 0, Look.LINE), Look.space(12, 16, 12, 16)));
        setBackground(Color.WHITE);
        state.setName("state");
        state.setIconTextGap(Look.scaled(10));
        detail.setName("state.detail");
        detail.setForeground(Look.QUIET);
        Box left = Box.createHorizontalBox();
        left.add(state);
        left.add(Box.createHorizontalStrut(Look.scaled(14)));
        left.add(detail);
        Box right = Box.createHorizontalBox();
        right.add(start);
        right.add(Box.createHorizontalStrut(Look.scaled(8)));
        right.add(stop);
        add(centred(left), BorderLayout.CENTER);
        add(right, BorderLayout.LINE_END);
    }

    void show(ServerState newState, String newDetail) {
        state.setText(newState.toString());
        state.setIcon(ShapeIcon.dot(color(newState), 14));
        detail.setText(newDetail);
        // Else the focus leaves the button that was pressed for the first field.
        switch (newState) {
            case STOPPED -> start.requestFocusInWindow();
            case RUNNING -> stop.requestFocusInWindow();
            case STARTING, STOPPING -> {}
        }
    }

    private static JButton large(JButton button) {
        button.setIconTextGap(Look.scaled(8));
        return Look.styled(button, "margin: 5,16,5,16");
    }

    private static JComponent centred(JComponent component) {
        JPanel panel = new JPanel(new GridBagLayout());
        panel.setOpaque(false);
        GridBagConstraints constraints = new GridBagConstraints();
        constraints.weightx = 1;
        constraints.anchor = GridBagConstraints.LINE_START;
        panel.add(component, constraints);
        return panel;
    }

    private static Color color(ServerState state) {
        return switch (state) {
            case STOPPED -> new Color(0xA9A9AE);
            case STARTING, STOPPING -> new Color(0xE3A008);
            case RUNNING -> Look.GOOD;
        };
    }
}
