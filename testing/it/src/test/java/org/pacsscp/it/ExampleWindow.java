package org.pacsscp.it;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.awaitility.core.ConditionFactory;

/** The example with the window as a process of its own, used through a {@link WindowAgent}. Used by one thread. */
final class ExampleWindow implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final Path errors;

    private ExampleWindow(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        commands = process.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Opens the window and waits until it is there.
     *
     * @param launch how
     * @param screen where
     * @param directory in which it works, for what is needed, and for {@code window.properties}, in which the window keeps its settings
     * @param javaOptions options of the virtual machine
     */
    static ExampleWindow open(ExampleServer.Launch launch, Xvfb screen, Path directory, String... javaOptions)
            throws IOException {
        List<String> command = new ArrayList<>(ExampleServer.command(
                launch, "", List.of("window", "--settings", settings(directory).toString())));
        command.addAll(1, Arrays.asList(javaOptions));
        command.add(1, "-javaagent:" + agentJar(directory));
        Path errors = directory.resolve("errors.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
        builder.environment().put("DISPLAY", screen.display());
        ExampleWindow window = new ExampleWindow(builder.start(), errors);
        try {
            waiting("the window is open").until(window::isOpen);
        } catch (RuntimeException e) {
            window.close();
            throw new IOException("the window did not open; it printed " + window.errors(), e);
        }
        return window;
    }

    static Path settings(Path directory) {
        return directory.resolve("window.properties");
    }

    /** Waits for something that the window shows a moment later. */
    static ConditionFactory waiting(String what) {
        return await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(50));
    }

    void click(String name) {
        ask("click", name);
    }

    /** Chooses an item of a menu with the mouse. */
    void choose(String menu, String item) {
        click(menu);
        waiting(item + " is in sight").until(() -> isVisible(item));
        click(item);
    }

    /** Chooses what closes the window, which may not live to say that it was chosen. */
    void chooseExit() {
        click("menu.server");
        waiting("Exit is in sight").until(() -> isVisible("server.exit"));
        send("click", "server.exit");
    }

    void clickRow(String table, int row) {
        ask("row", table, Integer.toString(row));
    }

    /** Returns the selected row of a table; empty if none is. */
    String selected(String table) {
        return ask("selected", table);
    }

    /** Turns the wheel of the mouse above something: notches towards the end, negative ones towards the beginning. */
    void wheel(String name, int notches) {
        ask("wheel", name, Integer.toString(notches));
    }

    /** Returns the first line of a list that is in sight. */
    String firstInSight(String list) {
        return ask("first", list);
    }

    /** Replaces the text of a field by keys. */
    void type(String name, String text) {
        ask("type", name, text);
    }

    /** Types into what has the focus; {@code >} is the tabulator. */
    void keys(String text) {
        ask("keys", text);
    }

    /** Presses a key, such as {@code "control Q"}. */
    void press(String key) {
        ask("press", key);
    }

    /** Presses a key that closes the window. */
    void pressExit(String key) {
        send("press", key);
    }

    /** Returns the name of what has the focus. */
    String focus() {
        return ask("focus", "");
    }

    String text(String name) {
        return ask("text", name);
    }

    List<String> lines(String name) {
        return text(name).lines().toList();
    }

    boolean isEnabled(String name) {
        return Boolean.parseBoolean(ask("enabled", name));
    }

    boolean isVisible(String name) {
        String answer = request("visible", name);
        return answer.equals("OK\ttrue");
    }

    String clipboard() {
        return ask("clipboard", "");
    }

    void screenshot(Path file) {
        ask("screenshot", "window", file.toString());
    }

    void awaitState(String state) {
        waiting("the state is " + state).until(() -> text("state").equals(state));
    }

    /** Waits for the end of the process; returns its exit code. */
    int awaitExit() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the window did not close; it printed " + errors());
        }
        return process.exitValue();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Returns what was printed on the standard error. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    private boolean isOpen() {
        return isVisible("state");
    }

    private String ask(String... command) {
        String answer = request(command);
        if (!answer.startsWith("OK\t")) {
            throw new IllegalStateException(String.join(" ", command) + ": " + answer);
        }
        return answer.substring(3).replace("\\n", "\n");
    }

    private void send(String... command) {
        try {
            commands.write(String.join("\t", command) + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String request(String... command) {
        send(command);
        try {
            String line = answers.readLine();
            while (line != null && !line.startsWith(WindowAgent.ANSWER)) {
                line = answers.readLine();
            }
            if (line == null) {
                throw new IOException("the window has closed; it printed " + errors());
            }
            return line.substring(WindowAgent.ANSWER.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a jar of the agent, which a virtual machine takes in no other form. */
    private static Path agentJar(Path directory) throws IOException {
        Path jar = directory.resolve("agent.jar");
        String className = WindowAgent.class.getName();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", className);
        String entry = className.replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                var in = WindowAgent.class.getResourceAsStream("WindowAgent.class")) {
            if (in == null) {
                throw new IOException(entry + " is missing");
            }
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
            out.closeEntry();
        }
        return jar;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
