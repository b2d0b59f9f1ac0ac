package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.event.KeyEvent;
import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** A field that says at each key what is searched. */
final class SearchField extends JPanel {
    private static final long serialVersionUID = 1;

    private final JTextField field = new JTextField();

    /**
     * Is empty.
     *
     * @param name for tests
     * @param hint what can be searched
     * @param searched told what is in the field, at each change
     * @param down goes to what was found
     */
    SearchField(String name, String hint, Consumer<String> searched, Runnable down) {
        super(new BorderLayout(Look.scaled(8), 0));
        setOpaque(false);
        JLabel label = new JLabel("Search");
        label.setDisplayedMnemonic('h');
        label.setLabelFor(field);
        field.setName(name);
        field.setToolTipText("Each word must be in one of them; a date begins with its year, as 2026-11 does");
        field.putClientProperty("JTextField.placeholderText", hint);
        field.putClientProperty("JTextField.showClearButton", true);
        field.registerKeyboardAction(
                event -> down.run(), KeyStroke.getKeyStroke(KeyEvent.VK_DOWN, 0), JComponent.WHEN_FOCUSED);
        field.registerKeyboardAction(
                event -> field.setText(""), KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), JComponent.WHEN_FOCUSED);
        field.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                searched.accept(field.getText());
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                searched.accept(field.getText());
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                searched.accept(field.getText());
            }
        });
        add(label, BorderLayout.LINE_START);
        add(field, BorderLayout.CENTER);
    }

    @Override
    public void setEnabled(boolean enabled) {
        super.setEnabled(enabled);
        field.setEnabled(enabled);
    }
}
