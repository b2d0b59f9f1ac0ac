package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.event.KeyEvent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.WindowConstants;
import org.pacsscp.examples.window.Place;
import org.pacsscp.examples.window.Place.VerifyField;
import org.pacsscp.examples.window.Problem;
import org.pacsscp.examples.window.Verification;
import org.pacsscp.examples.window.VerifyForm;

/** Where a person says which peer is to be verified, and reads what comes of it. The window can be used meanwhile. */
final class VerifyDialog {
    private static final int WIDTH = 460;

    private final JDialog dialog;
    private final Map<VerifyField, LabeledField> fields = new EnumMap<>(VerifyField.class);
    private final JButton verify = new JButton("Verify");
    private final WrappedText result = new WrappedText(Color.BLACK);

    VerifyDialog(JFrame owner, Runnable target) {
        dialog = new JDialog(owner, "Verify a peer");
        dialog.setName("verify");
        dialog.setDefaultCloseOperation(WindowConstants.HIDE_ON_CLOSE);
        fields.put(
                VerifyField.AE_TITLE,
                new LabeledField("verify.aeTitle", 'A', "AE title", "ANY-SCP", "What the peer is called"));
        fields.put(
                VerifyField.HOST,
                new LabeledField("verify.host", 'H', "Host", "localhost", "A host name, or an address"));
        fields.put(VerifyField.PORT, new LabeledField("verify.port", 'P', "Port", "11112", "1 to 65535"));
        verify.setName("verify.ask");
        verify.addActionListener(event -> target.run());
        result.setName("verify.result");
        dialog.add(content());
        dialog.getRootPane().setDefaultButton(verify);
        dialog.getRootPane()
                .registerKeyboardAction(
                        event -> dialog.setVisible(false),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        fit();
    }

    private JComponent content() {
        JPanel form = new JPanel();
        form.setLayout(new BoxLayout(form, BoxLayout.PAGE_AXIS));
        for (LabeledField field : fields.values()) {
            form.add(field);
            form.add(field.problem());
            form.add(Box.createVerticalStrut(Look.scaled(10)));
        }
        form.add(result);
        JButton close = new JButton("Close");
        close.setName("verify.close");
        close.addActionListener(event -> dialog.setVisible(false));
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, Look.scaled(8), 0));
        buttons.add(verify);
        buttons.add(close);
        JPanel content = new JPanel(new BorderLayout(0, Look.scaled(16)));
        content.setBorder(Look.space(16, 16, 16, 16));
        content.add(form, BorderLayout.NORTH);
        content.add(buttons, BorderLayout.SOUTH);
        return content;
    }

    /** Becomes visible, beside the window the first time. */
    void open() {
        if (!dialog.isVisible()) {
            dialog.setLocationRelativeTo(dialog.getOwner());
        }
        dialog.setVisible(true);
        dialog.toFront();
    }

    VerifyForm form() {
        return new VerifyForm(
                field(VerifyField.AE_TITLE).text(),
                field(VerifyField.HOST).text(),
                field(VerifyField.PORT).text());
    }

    void form(VerifyForm form) {
        field(VerifyField.AE_TITLE).text(form.aeTitle());
        field(VerifyField.HOST).text(form.host());
        field(VerifyField.PORT).text(form.port());
    }

    void show(Verification verification) {
        fields.values().forEach(LabeledField::clearProblem);
        verify.setEnabled(!(verification instanceof Verification.Asking));
        if (verification instanceof Verification.Refused refused) {
            showProblems(refused.problems());
        } else if (verification instanceof Verification.Asking asking) {
            showResult(asking.message(), Look.QUIET);
        } else if (verification instanceof Verification.Ended ended) {
            showResult(ended.message(), ended.verified() ? Look.GOOD : Look.ERROR);
        }
        fit();
    }

    private void showProblems(List<Problem> problems) {
        showResult("", Look.ERROR);
        for (Problem problem : problems) {
            if (problem.place() instanceof VerifyField place) {
                field(place).problem(problem.message());
            } else if (problem.place() instanceof Place.Anywhere) {
                showResult(problem.message(), Look.ERROR);
            }
        }
        fields.values().stream().filter(LabeledField::hasProblem).findFirst().ifPresent(LabeledField::focus);
    }

    private void showResult(String text, Color colour) {
        result.setForeground(colour);
        result.setText(text);
    }

    /** Texts are as high as their lines at this width need. */
    private void fit() {
        dialog.setMinimumSize(new Dimension(Look.scaled(WIDTH), 0));
        dialog.pack();
        dialog.pack();
    }

    private LabeledField field(VerifyField field) {
        LabeledField found = fields.get(field);
        if (found == null) {
            throw new IllegalStateException("no field " + field);
        }
        return found;
    }
}
