package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.testing.document.Markdown;

/** The run-time image that docs/packaging.md makes of the example server answers, and is as small as it says. */
class JlinkIT {
    private static final long LIMIT_BYTES = 80L << 20;

    @TempDir
    Path directory;

    @Test
    void makesASmallImageThatAnswers() throws IOException, InterruptedException {
        EchoScu.needed();
        Path image = directory.resolve("image");
        Commands.runWell(jlink(image));
        assertThat(size(image)).isLessThan(LIMIT_BYTES);
        List<String> command =
                List.of(image.resolve("bin/pacs-scp").toString(), "echo-server", "--port", "0", "--bind", "127.0.0.1");
        try (ServerProgram server = ServerProgram.start(directory, command)) {
            EchoScu.assertVerifies(ExampleServer.AE_TITLE, server.awaitPort());
        }
    }

    /** Returns the documented command with the paths of this build. */
    private static List<String> jlink(Path image) throws IOException {
        List<String> command = new ArrayList<>(
                Markdown.read("docs/packaging.md").section("A run-time image").command("jlink"));
        command.set(0, Path.of(Artifacts.javaCommand()).resolveSibling("jlink").toString());
        replace(
                command,
                "pacs-scp-examples/target/pacs-scp-examples.jar:pacs-scp-examples/target/lib",
                Artifacts.examplePath());
        replace(command, "image", image.toString());
        return command;
    }

    private static void replace(List<String> words, String word, String with) {
        int at = words.indexOf(word);
        assertThat(at).as("'%s' in %s", word, words).isNotNegative();
        words.set(at, with);
    }

    private static long size(Path image) throws IOException {
        try (Stream<Path> files = Files.walk(image)) {
            return files.filter(Files::isRegularFile).mapToLong(JlinkIT::length).sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
