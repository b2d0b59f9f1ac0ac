package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.Color;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JPanel;
import org.pacsscp.examples.window.Place;
import org.pacsscp.examples.window.Problem;

/** Messages that belong to no field, across the window. */
final class Banner extends JPanel {
    private static final long serialVersionUID = 1;

    private final WrappedText text = new WrappedText(Color.BLACK);

    Banner() {
        super(new BorderLayout(Look.scaled(12), 0));
        setBorder(BorderFactory.createCompoundBorder(
                BorderFactory.createMatteBorder(0, 0, 1, 0, Look.LINE), Look.space(8, 16, 8, 16)));
        text.setName("banner");
        JButton close = new JButton("Dismiss");
        close.setName("banner.dismiss");
        close.addActionListener(event -> setVisible(false));
        JPanel right = new JPanel(new BorderLayout());
        right.setOpaque(false);
        right.add(close, BorderLayout.NORTH);
        add(text, BorderLayout.CENTER);
        add(right, BorderLayout.LINE_END);
        setVisible(false);
    }

    /** Shows the problems that have no place; hides itself if there are none. */
    void problems(List<Problem> problems) {
        List<String> messages = problems.stream()
                .filter(problem -> problem.place() instanceof Place.Anywhere)
                .map(Problem::message)
                .toList();
        show(String.join("\n", messages), Look.ERROR_BACKGROUND, Look.ERROR);
        setVisible(!messages.isEmpty());
    }

    void notice(String message) {
        show(message, Look.NOTICE_BACKGROUND, Look.ACTIVE);
    }

    private void show(String message, Color background, Color foreground) {
        setBackground(background);
        text.setForeground(foreground);
        text.setText(message);
        setVisible(true);
        revalidate();
    }
}
