package org.pacsscp.it;

import java.awt.AWTEvent;
import java.awt.AWTException;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Image;
import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JTable;
import javax.swing.KeyStroke;
import javax.swing.text.JTextComponent;

/**
 * Sits beside a program with a window, as an agent of its virtual machine, and does what a person would: moves the mouse,
 * presses keys, looks. It takes a command a line from the standard input, its parts separated by tabs, and answers each in
 * a line of the standard output. It knows the components by their names and nothing else of the program.
 */
public final class WindowAgent {
    /** What an answer begins with; after it comes {@code OK} or {@code FAILED}. */
    static final String ANSWER = "agent\t";

    private static final Map<Integer, Integer> MODIFIERS = Map.of(
            InputEvent.SHIFT_DOWN_MASK, KeyEvent.VK_SHIFT,
            InputEvent.CTRL_DOWN_MASK, KeyEvent.VK_CONTROL,
            InputEvent.ALT_DOWN_MASK, KeyEvent.VK_ALT);

    private static final long SEEN_LIMIT_MILLIS = 1000;

    private final Robot robot;
    private final Semaphore seen = new Semaphore(0);

    private WindowAgent(Robot robot) {
        this.robot = robot;
        Toolkit.getDefaultToolkit()
                .addAWTEventListener(
                        this::see,
                        AWTEvent.KEY_EVENT_MASK | AWTEvent.MOUSE_EVENT_MASK | AWTEvent.MOUSE_WHEEL_EVENT_MASK);
    }

    /**
     * Starts to listen; called by the virtual machine before the program's own {@code main}.
     *
     * @param options not used
     */
    public static void premain(String options) {
        PrintStream out = System.out;
        Thread thread = new Thread(() -> serve(out), "window-agent");
        thread.setDaemon(true);
        thread.start();
    }

    private static void serve(PrintStream out) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Optional<WindowAgent> agent = Optional.empty();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (agent.isEmpty()) {
                    agent = Optional.of(new WindowAgent(new Robot()));
                }
                out.println(ANSWER + agent.get().answer(line));
                out.flush();
            }
        } catch (IOException | AWTException e) {
            out.println(ANSWER + "FAILED\t" + e);
        }
    }

    private String answer(String line) {
        try {
            String[] parts = line.split("\t", -1);
            return "OK\t" + execute(parts).replace("\n", "\\n");
        } catch (IOException | InterruptedException | InvocationTargetException | RuntimeException e) {
            return "FAILED\t" + e;
        }
    }

    private String execute(String[] parts) throws IOException, InterruptedException, InvocationTargetException {
        String name = parts[1];
        switch (parts[0]) {
            case "click" -> click(name);
            case "type" -> type(name, parts[2]);
            case "keys" -> keys(name);
            case "wheel" -> wheel(name, Integer.parseInt(parts[2]));
            case "row" -> clickRow(name, Integer.parseInt(parts[2]));
            case "press" -> press(name);
            case "focus" -> {
                return onEventThread(WindowAgent::focus);
            }
            case "clipboard" -> {
                return clipboard();
            }
            case "screenshot" -> screenshot(name, Path.of(parts[2]));
            default -> {
                return onEventThread(() -> look(parts[0], find(name)));
            }
        }
        return "";
    }

    /** Returns the name of what has the focus. */
    private static String focus() {
        Component owner = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        return owner == null ? "" : String.valueOf(owner.getName());
    }

    private static String clipboard() throws IOException {
        try {
            return (String) Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor);
        } catch (UnsupportedFlavorException e) {
            throw new IOException(e);
        }
    }

    private static String look(String what, Component component) {
        return switch (what) {
            case "text" -> text(component);
            case "first" -> first((JList<?>) component);
            case "selected" -> selected((JTable) component);
            case "enabled" -> Boolean.toString(component.isEnabled());
            case "visible" -> Boolean.toString(component.isShowing());
            default -> throw new IllegalArgumentException("unknown command " + what);
        };
    }

    private static String text(Component component) {
        if (component instanceof JTextComponent field) {
            return field.getText();
        }
        if (component instanceof JLabel label) {
            return label.getText();
        }
        if (component instanceof AbstractButton button) {
            return button.getText();
        }
        List<String> lines = new ArrayList<>();
        if (component instanceof JTable table) {
            for (int row = 0; row < table.getRowCount(); row++) {
                lines.add(row(table, row));
            }
        } else if (component instanceof JList<?> list) {
            for (int i = 0; i < list.getModel().getSize(); i++) {
                lines.add(String.valueOf(list.getModel().getElementAt(i)));
            }
        }
        return String.join("\n", lines);
    }

    private static String row(JTable table, int row) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < table.getColumnCount(); column++) {
            cells.add(String.valueOf(table.getValueAt(row, column)));
        }
        return String.join("|", cells);
    }

    private static String selected(JTable table) {
        int row = table.getSelectedRow();
        return row < 0 ? "" : row(table, row);
    }

    /** Returns the first line in sight. */
    private static String first(JList<?> list) {
        int index = list.getFirstVisibleIndex();
        return index < 0 ? "" : String.valueOf(list.getModel().getElementAt(index));
    }

    private void wheel(String name, int notches) throws InterruptedException, InvocationTargetException {
        Point inSight = onEventThread(() -> {
            JComponent component = (JComponent) find(name);
            Rectangle visible = component.getVisibleRect();
            Point corner = component.getLocationOnScreen();
            return new Point(corner.x + (int) visible.getCenterX(), corner.y + (int) visible.getCenterY());
        });
        robot.mouseMove(inSight.x, inSight.y);
        robot.mouseWheel(notches);
        awaitSeen(1);
    }

    private void click(String name) throws InterruptedException, InvocationTargetException {
        Rectangle bounds = onEventThread(() -> {
            Component component = find(name);
            return new Rectangle(component.getLocationOnScreen(), component.getSize());
        });
        clickAt(new Point((int) bounds.getCenterX(), (int) bounds.getCenterY()));
    }

    private void clickRow(String name, int row) throws InterruptedException, InvocationTargetException {
        clickAt(onEventThread(() -> {
            JTable table = (JTable) find(name);
            Rectangle cell = table.getCellRect(row, 0, true);
            Point corner = table.getLocationOnScreen();
            return new Point(corner.x + (int) cell.getCenterX(), corner.y + (int) cell.getCenterY());
        }));
    }

    private void clickAt(Point point) throws InterruptedException, InvocationTargetException {
        robot.mouseMove(point.x, point.y);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        awaitSeen(1);
    }

    /** Replaces what a field has. */
    private void type(String name, String text) throws InterruptedException, InvocationTargetException {
        click(name);
        press("control A");
        press("DELETE");
        keys(text);
    }

    /** Types into whatever has the focus. */
    private void keys(String text) throws InterruptedException, InvocationTargetException {
        for (int i = 0; i < text.length(); i++) {
            press(key(text.charAt(i)));
        }
    }

    private static String key(char c) {
        return switch (c) {
            case '.' -> "PERIOD";
            case '/' -> "SLASH";
            case '-' -> "MINUS";
            case ' ' -> "SPACE";
            case '_' -> "shift MINUS";
            case '>' -> "TAB";
            default -> Character.isUpperCase(c) ? "shift " + c : String.valueOf(Character.toUpperCase(c));
        };
    }

    /** Presses a key, given as in {@link KeyStroke#getKeyStroke(String)}. */
    private void press(String text) throws InterruptedException, InvocationTargetException {
        KeyStroke key = KeyStroke.getKeyStroke(text);
        if (key == null) {
            throw new IllegalArgumentException("no key: " + text);
        }
        List<Integer> held = new ArrayList<>();
        MODIFIERS.forEach((mask, code) -> {
            if ((key.getModifiers() & mask) != 0) {
                held.add(code);
            }
        });
        held.forEach(robot::keyPress);
        robot.keyPress(key.getKeyCode());
        robot.keyRelease(key.getKeyCode());
        held.forEach(robot::keyRelease);
        awaitSeen(1 + held.size());
    }

    /**
     * Waits until the program has taken what the robot did, up to a limit: a window that has just closed takes nothing.
     * {@link Robot#waitForIdle()} is no help, since without a window manager it may sit out its own ten seconds each time.
     */
    private void awaitSeen(int releases) throws InterruptedException, InvocationTargetException {
        seen.tryAcquire(releases, SEEN_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        seen.drainPermits();
        onEventThread(() -> "");
    }

    private void see(AWTEvent event) {
        switch (event.getID()) {
            case KeyEvent.KEY_RELEASED, MouseEvent.MOUSE_RELEASED, MouseEvent.MOUSE_WHEEL -> seen.release();
            default -> {
                // Only what ends a movement of the hand.
            }
        }
    }

    /** Keeps what is on the screen, in all its pixels, where the window is. */
    private void screenshot(String name, Path file)
            throws IOException, InterruptedException, InvocationTargetException {
        Rectangle bounds = onEventThread(() -> find(name).getBounds());
        List<Image> variants = robot.createMultiResolutionScreenCapture(bounds).getResolutionVariants();
        Image finest = variants.get(variants.size() - 1);
        BufferedImage image =
                new BufferedImage(finest.getWidth(null), finest.getHeight(null), BufferedImage.TYPE_INT_RGB);
        image.createGraphics().drawImage(finest, 0, 0, null);
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("this Java writes no PNG");
        }
    }

    private static Component find(String name) {
        for (Window window : Window.getWindows()) {
            Optional<Component> found = window.isShowing() ? find(window, name) : Optional.empty();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IllegalStateException("no component in sight has the name " + name);
    }

    private static Optional<Component> find(Component component, String name) {
        if (name.equals(component.getName())) {
            return Optional.of(component);
        }
        if (component instanceof Container container) {
            for (Component child : container.getComponents()) {
                Optional<Component> found = find(child, name);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static <T> T onEventThread(Callable<T> task) throws InterruptedException, InvocationTargetException {
        FutureTask<T> future = new FutureTask<>(task);
        EventQueue.invokeAndWait(future);
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new InvocationTargetException(e.getCause(), String.valueOf(e.getCause()));
        }
    }
}
