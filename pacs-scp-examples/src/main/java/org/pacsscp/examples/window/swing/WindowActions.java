package org.pacsscp.examples.window.swing;

import java.awt.Toolkit;
import java.awt.event.ActionEvent;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.KeyStroke;
import org.pacsscp.examples.window.ServerState;

/** What can be done by menu, key and button. */
final class WindowActions {
    private static final String NAME = "pacsscp.name";

    private final Action start;
    private final Action stop;
    private final Action verify;
    private final Action exit;
    private final Action clear;
    private final Action copy;
    private final Action save;

    /** What the actions do. */
    interface Targets {
        void start();

        void stop();

        void verify();

        void exit();

        void clearLog();

        void copyLog();

        void saveLog();
    }

    WindowActions(Targets targets) {
        int menuKey = Toolkit.getDefaultToolkit().getMenuShortcutKeyMaskEx();
        start = action("server.start", "Start", 'S', key(KeyEvent.VK_F5, 0), "Listen for peers", targets::start);
        stop = action(
                "server.stop",
                "Stop",
                'T',
                key(KeyEvent.VK_F5, InputEvent.SHIFT_DOWN_MASK),
                "Let open associations finish and stop; again: abort them",
                targets::stop);
        verify = action(
                "server.verify", "Verify…", 'V', key(KeyEvent.VK_F6, 0), "Ask a peer for C-ECHO", targets::verify);
        exit = action(
                "server.exit",
                "Exit",
                'x',
                key(KeyEvent.VK_Q, menuKey),
                "Stop the server and close the window",
                targets::exit);
        clear = action("log.clear", "Clear", 'C', key(KeyEvent.VK_L, menuKey), "Forget these lines", targets::clearLog);
        copy = action(
                "log.copy",
                "Copy",
                'o',
                key(KeyEvent.VK_C, menuKey | InputEvent.SHIFT_DOWN_MASK),
                "Copy the selected lines, or all, to the clipboard",
                targets::copyLog);
        save = action(
                "log.save", "Save…", 'S', key(KeyEvent.VK_S, menuKey), "Save these lines in a file", targets::saveLog);
        start.putValue(Action.SMALL_ICON, ShapeIcon.play(Look.GOOD, 11));
        stop.putValue(Action.SMALL_ICON, ShapeIcon.stop(Look.ERROR, 11));
        state(ServerState.STOPPED);
    }

    Action start() {
        return start;
    }

    Action stop() {
        return stop;
    }

    Action verify() {
        return verify;
    }

    Action exit() {
        return exit;
    }

    Action clear() {
        return clear;
    }

    Action copy() {
        return copy;
    }

    Action save() {
        return save;
    }

    void state(ServerState state) {
        start.setEnabled(state == ServerState.STOPPED);
        stop.setEnabled(state == ServerState.RUNNING || state == ServerState.STOPPING);
        stop.putValue(Action.NAME, state == ServerState.STOPPING ? "Stop now" : "Stop");
    }

    /** Makes a button that has a name for tests. */
    static JButton button(Action action) {
        JButton button = new JButton(action);
        button.setName("button." + action.getValue(NAME));
        // Within a menu the letter is unique, in the window it would not be.
        button.setMnemonic(0);
        return button;
    }

    /** Returns the name that a component of an action has for tests. */
    static String name(Action action) {
        return String.valueOf(action.getValue(NAME));
    }

    private static KeyStroke key(int code, int modifiers) {
        return KeyStroke.getKeyStroke(code, modifiers);
    }

    private static Action action(
            String name, String text, char mnemonic, KeyStroke accelerator, String toolTip, Runnable target) {
        Action action = new AbstractAction(text) {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent event) {
                target.run();
            }
        };
        action.putValue(NAME, name);
        action.putValue(Action.MNEMONIC_KEY, KeyEvent.getExtendedKeyCodeForChar(mnemonic));
        action.putValue(Action.ACCELERATOR_KEY, accelerator);
        action.putValue(Action.SHORT_DESCRIPTION, toolTip);
        return action;
    }
}
