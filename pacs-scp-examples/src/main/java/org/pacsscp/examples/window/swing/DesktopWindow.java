package org.pacsscp.examples.window.swing;

import java.awt.AWTError;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.swing.Timer;
import org.pacsscp.examples.window.SettingsFile;
import org.pacsscp.examples.window.WindowPresenter;
import org.pacsscp.examples.window.log.WindowLogProvider;
import org.pacsscp.examples.window.log.WindowLoggers;
import org.slf4j.LoggerFactory;

/** Opens the window and waits until it is closed. */
public final class DesktopWindow {
    /** Often enough to look alive, seldom enough to cost nothing. */
    private static final int TICK_MILLIS = 200;

    private DesktopWindow() {}

    /**
     * Tells what keeps the window from being opened.
     *
     * @return what is missing, and what to do; empty if nothing is
     */
    public static Optional<String> obstacle() {
        if (GraphicsEnvironment.isHeadless()) {
            return Optional.of("there is no screen, or this Java has no windows; start it in a desktop session, with a"
                    + " Java that is not headless (Debian: openjdk-17-jre instead of openjdk-17-jre-headless), or use"
                    + " echo-server");
        }
        try {
            GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
            return Optional.empty();
        } catch (AWTError e) {
            return Optional.of("the screen cannot be used: " + e.getMessage()
                    + "; start it in a desktop session, or use echo-server");
        }
    }

    /**
     * Opens the window and returns when it was closed. A signal that ends the process closes the server, too.
     *
     * @param file where settings are kept
     * @param atEnd is given what closes the server, to be done before the process ends
     * @throws InterruptedException if the thread is interrupted
     */
    public static void run(SettingsFile file, Consumer<Runnable> atEnd) throws InterruptedException {
        WindowLoggers loggers = WindowLogProvider.bind();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> LoggerFactory.getLogger(DesktopWindow.class).error("internal error", e));
        ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "window-worker"));
        ExecutorService callers = Executors.newCachedThreadPool(DesktopWindow::caller);
        try {
            WindowPresenter presenter = CompletableFuture.supplyAsync(
                            () -> open(file, loggers, worker, callers), EventQueue::invokeLater)
                    .join();
            atEnd.accept(presenter::closeServer);
            presenter.awaitClosed();
        } finally {
            worker.shutdown();
            callers.shutdownNow();
        }
    }

    /** A peer that does not answer keeps no process from ending. */
    private static Thread caller(Runnable task) {
        Thread thread = new Thread(task, "window-caller");
        thread.setDaemon(true);
        return thread;
    }

    private static WindowPresenter open(
            SettingsFile file, WindowLoggers loggers, ExecutorService worker, ExecutorService callers) {
        Look.install();
        WindowPresenter.Threads threads = new WindowPresenter.Threads(EventQueue::invokeLater, worker, callers);
        SwingWindow window =
                new SwingWindow(loggers::level, view -> new WindowPresenter(view, file, loggers.buffer(), threads));
        WindowPresenter presenter = window.presenter();
        presenter.open();
        window.open();
        new Timer(TICK_MILLIS, tick -> presenter.tick()).start();
        return presenter;
    }
}
