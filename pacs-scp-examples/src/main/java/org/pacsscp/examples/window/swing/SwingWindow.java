package org.pacsscp.examples.window.swing;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.Action;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JFrame;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import javax.swing.WindowConstants;
import org.pacsscp.examples.window.AssociationRow;
import org.pacsscp.examples.window.Problem;
import org.pacsscp.examples.window.ServerState;
import org.pacsscp.examples.window.Verification;
import org.pacsscp.examples.window.WindowPresenter;
import org.pacsscp.examples.window.WindowSettings;
import org.pacsscp.examples.window.WindowView;
import org.pacsscp.examples.window.log.LogBuffer;
import org.pacsscp.examples.window.studies.StudiesView;
import org.pacsscp.examples.window.worklist.WorklistView;
import org.slf4j.event.Level;

/** The window: it puts the parts together. Belongs to the event dispatch thread. */
final class SwingWindow implements WindowView, WindowActions.Targets {
    private static final Dimension SIZE = new Dimension(1280, 760);

    private final JFrame frame = new JFrame("pacs-scp");
    private final WindowPresenter presenter;
    private final FormPanel form = new FormPanel();
    private final Banner banner = new Banner();
    private final Header header;
    private final WindowActions actions;
    private final AssociationsPanel associations;
    private final StudiesPanel studies;
    private final WorklistPanel worklist = new WorklistPanel();
    private final Tabs tabs;
    private final LogPanel log;
    private final VerifyDialog verifyDialog;

    SwingWindow(Consumer<Level> logLevel, Function<WindowView, WindowPresenter> presenters) {
        presenter = presenters.apply(this);
        actions = new WindowActions(this);
        header = new Header(actions);
        associations = new AssociationsPanel(presenter::abort);
        studies = new StudiesPanel(presenter::studies);
        tabs = new Tabs(
                associations, studies, worklist, () -> presenter.studies().refresh());
        log = new LogPanel(logLevel, List.of(actions.clear(), actions.copy(), actions.save()));
        verifyDialog = new VerifyDialog(frame, presenter::verify);
        frame.setName("window");
        frame.setIconImages(WindowIcon.images());
        frame.setJMenuBar(menuBar());
        frame.add(top(), BorderLayout.NORTH);
        frame.add(parts(), BorderLayout.CENTER);
        frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                presenter.exit();
            }
        });
    }

    WindowPresenter presenter() {
        return presenter;
    }

    /** Becomes visible. */
    void open() {
        frame.setMinimumSize(new Dimension(Look.scaled(820), Look.scaled(560)));
        frame.setLocationByPlatform(true);
        frame.setVisible(true);
    }

    private JMenuBar menuBar() {
        JMenu server = new JMenu("Server");
        server.setName("menu.server");
        server.setMnemonic('S');
        server.add(item(actions.start()));
        server.add(item(actions.stop()));
        server.addSeparator();
        server.add(item(actions.verify()));
        server.addSeparator();
        server.add(item(actions.exit()));
        JMenu logMenu = new JMenu("Log");
        logMenu.setName("menu.log");
        logMenu.setMnemonic('L');
        logMenu.add(item(actions.clear()));
        logMenu.add(item(actions.copy()));
        logMenu.add(item(actions.save()));
        JMenuBar bar = new JMenuBar();
        bar.add(server);
        bar.add(logMenu);
        return bar;
    }

    private static JMenuItem item(Action action) {
        JMenuItem item = new JMenuItem(action);
        item.setName(WindowActions.name(action));
        item.setToolTipText(null);
        return item;
    }

    private JComponent top() {
        JPanel top = new JPanel(new BorderLayout());
        top.add(header, BorderLayout.NORTH);
        top.add(banner, BorderLayout.CENTER);
        return top;
    }

    private JComponent parts() {
        JSplitPane right = new JSplitPane(JSplitPane.VERTICAL_SPLIT, tabs, log);
        right.setResizeWeight(0.6);
        right.setBorder(Look.space(12, 8, 16, 16));
        JSplitPane all = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, form, right);
        all.setBorder(null);
        tabs.setPreferredSize(new Dimension(0, Look.scaled(330)));
        form.setPreferredSize(new Dimension(Look.scaled(370), 0));
        form.setMinimumSize(new Dimension(Look.scaled(280), 0));
        return all;
    }

    @Override
    public void fill(WindowSettings settings) {
        form.form(settings.form());
        verifyDialog.form(settings.verify());
        log.level(settings.logLevel());
        Dimension size = settings.size()
                .map(chosen -> new Dimension(chosen.width(), chosen.height()))
                .orElseGet(() -> new Dimension(Look.scaled(SIZE.width), Look.scaled(SIZE.height)));
        frame.setSize(size);
    }

    @Override
    public WindowSettings settings() {
        Dimension size = frame.getSize();
        return new WindowSettings(
                form.form(),
                verifyDialog.form(),
                log.level(),
                Optional.of(new WindowSettings.Size(size.width, size.height)));
    }

    @Override
    public void state(ServerState state, String detail) {
        actions.state(state);
        header.show(state, detail);
        form.setEnabled(state == ServerState.STOPPED);
        if (state == ServerState.RUNNING) {
            tabs.show(form.form().service());
        }
    }

    @Override
    public void problems(List<Problem> problems) {
        banner.problems(problems);
        form.problems(problems);
    }

    @Override
    public void notice(String message) {
        banner.notice(message);
    }

    @Override
    public void verification(Verification verification) {
        verifyDialog.show(verification);
    }

    @Override
    public void associations(List<AssociationRow> rows, String summary) {
        associations.show(rows, summary);
    }

    @Override
    public StudiesView studies() {
        return studies;
    }

    @Override
    public WorklistView worklist() {
        return worklist;
    }

    @Override
    public void log(LogBuffer.Batch batch) {
        log.append(batch);
    }

    @Override
    public void close() {
        frame.dispose();
    }

    @Override
    public void start() {
        presenter.start();
    }

    @Override
    public void stop() {
        presenter.stop();
    }

    @Override
    public void verify() {
        verifyDialog.open();
    }

    @Override
    public void exit() {
        presenter.exit();
    }

    @Override
    public void clearLog() {
        log.clear();
    }

    @Override
    public void copyLog() {
        log.copy();
    }

    @Override
    public void saveLog() {
        JFileChooser chooser = new JFileChooser();
        chooser.setName("save");
        chooser.setDialogTitle("Save the log");
        chooser.setSelectedFile(Path.of("pacs-scp.log").toFile());
        if (chooser.showSaveDialog(frame) == JFileChooser.APPROVE_OPTION) {
            Path path = chooser.getSelectedFile().toPath();
            if (!Files.exists(path) || mayReplace(path)) {
                presenter.saveLog(path, log.text());
            }
        }
    }

    private boolean mayReplace(Path path) {
        return JOptionPane.showConfirmDialog(
                        frame, path + " exists. Replace it?", "Save the log", JOptionPane.YES_NO_OPTION)
                == JOptionPane.YES_OPTION;
    }
}
