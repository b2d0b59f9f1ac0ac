package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** A text field with its name above, and a text for what is wrong with it, which its parent places. */
final class LabeledField extends JPanel {
    private static final long serialVersionUID = 1;

    private final JTextField field = new JTextField();
    private final WrappedText problem = new WrappedText(Look.ERROR);

    LabeledField(String name, char mnemonic, String text, String hint, String toolTip) {
        super(new BorderLayout(0, Look.scaled(3)));
        setOpaque(false);
        field.setName(name);
        field.setToolTipText(toolTip);
        field.putClientProperty("JTextField.placeholderText", hint);
        JLabel label = new JLabel(text);
        label.setLabelFor(field);
        label.setDisplayedMnemonic(mnemonic);
        problem.setName(name + ".problem");
        problem.setVisible(false);
        add(label, BorderLayout.NORTH);
        add(field, BorderLayout.CENTER);
        field.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                clearProblem();
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                clearProblem();
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                clearProblem();
            }
        });
    }

    /** Returns what says below what is wrong; it is hidden while nothing is. */
    JComponent problem() {
        return problem;
    }

    String text() {
        return field.getText();
    }

    void text(String text) {
        field.setText(text);
        field.setCaretPosition(0);
    }

    void toolTip(String text) {
        field.setToolTipText(text);
    }

    /** Puts a control at the end of the field. */
    void trailing(JComponent control) {
        field.putClientProperty("JTextField.trailingComponent", control);
    }

    void problem(String message) {
        field.putClientProperty("JComponent.outline", "error");
        problem.setText(message);
        problem.setVisible(true);
        problem.revalidate();
    }

    void clearProblem() {
        field.putClientProperty("JComponent.outline", null);
        problem.setVisible(false);
        problem.revalidate();
    }

    boolean hasProblem() {
        return problem.isVisible();
    }

    void focus() {
        field.requestFocusInWindow();
    }

    @Override
    public void setEnabled(boolean enabled) {
        super.setEnabled(enabled);
        // Not disabled: what a running server was started with must be easy to read.
        field.setEditable(enabled);
    }
}
