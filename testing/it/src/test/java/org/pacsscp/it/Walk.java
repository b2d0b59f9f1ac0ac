package org.pacsscp.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pacsscp.testing.document.Markdown;

/**
 * Does what a document says, block by block: writes its files, runs its commands, compares what is printed. The last command
 * of a shell block starts a server, which lives until the next one starts. Used by the thread of one test.
 */
final class Walk implements AutoCloseable {
    private static final String DOCUMENTED_PORT = "11112";

    private static final String NOT_SHOWN = "…";

    /** Maven builds the server before it starts. */
    private static final Duration START = Duration.ofMinutes(2);

    private final Path directory;
    private final Path output;
    private final String path;
    private @Nullable ServerProgram server;

    /**
     * Begins in a directory.
     *
     * @param directory where the commands run
     * @param output where the output of servers is kept
     * @param commands a directory with commands that win over those of the system
     */
    Walk(Path directory, Path output, Path commands) {
        this.directory = directory;
        this.output = output;
        path = String.join(
                File.pathSeparator,
                commands.toString(),
                Path.of(Artifacts.property("java.home"), "bin").toString(),
                System.getenv("PATH"));
    }

    /** Does what one block says. */
    void go(Markdown.Block block) throws IOException, InterruptedException {
        if (block.file().isPresent()) {
            Path file = directory.resolve(block.file().get());
            Files.createDirectories(file.getParent());
            Files.writeString(file, block.text().replace(DOCUMENTED_PORT, "0"));
            return;
        }
        switch (block.language()) {
            case "sh" -> start(block.text());
            case "console" -> compare(block.text());
            case "text" -> awaitPrinted(block.text());
            default -> throw new IllegalStateException("a block without a file, of language " + block.language());
        }
    }

    private void start(String script) throws IOException {
        List<String> lines = script.lines().toList();
        int last = lines.size() - 1;
        assertThat(lines.get(last)).startsWith("java ");
        close();
        String before = lines.stream().limit(last).map(line -> line + "\n").collect(joining());
        server = ServerProgram.start(output, bash(before + "exec " + lines.get(last)));
    }

    /** A command after a dollar sign, then what it prints; what is not shown is an ellipsis at the beginning. */
    private void compare(String console) throws IOException, InterruptedException {
        assertThat(console).startsWith("$ ");
        String command = console.lines().limit(1).collect(joining()).substring(2);
        List<String> printed = console.lines().skip(1).toList();
        List<String> output =
                Commands.runWell(bash(onThePort(command))).output().lines().toList();
        if (!printed.isEmpty() && printed.get(0).equals(NOT_SHOWN)) {
            assertThat(output).containsAll(printed.subList(1, printed.size()));
        } else {
            assertThat(output).isEqualTo(printed);
        }
    }

    /** Peers ask the server that runs, wherever it listens. */
    private String onThePort(String command) throws IOException {
        return command.contains(DOCUMENTED_PORT)
                ? command.replace(DOCUMENTED_PORT, Integer.toString(running().awaitPort(START)))
                : command;
    }

    private void awaitPrinted(String lines) {
        await().untilAsserted(() ->
                assertThat(running().output().lines()).containsAll(lines.lines().toList()));
    }

    private ServerProgram running() {
        if (server == null) {
            throw new IllegalStateException("no server was started before");
        }
        return server;
    }

    private List<String> bash(String script) {
        return List.of("bash", "-euc", "PATH='%s'%ncd '%s'%n%s".formatted(path, directory, script));
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
