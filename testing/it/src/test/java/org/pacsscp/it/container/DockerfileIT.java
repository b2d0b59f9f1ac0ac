package org.pacsscp.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.Commands;
import org.pacsscp.it.ServerProgram;

/** The image of the Dockerfile in pacs-scp-examples, with this JDK. */
class DockerfileIT extends ContainerImageTests {
    private static final Path CONTEXT = Artifacts.top().resolve("pacs-scp-examples");

    @TempDir
    static Path work;

    private static Dockerfile.Stage last;
    private static ImageRoot image;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Sandbox.needed();
        Dockerfile file = new Dockerfile(Files.readString(CONTEXT.resolve("container/Dockerfile")));
        last = file.last();
        image = ImageRoot.build(file, CONTEXT, work);
    }

    @Override
    ImageRoot image() {
        return image;
    }

    @Test
    void isHealthyWhileTheServerAnswers() throws IOException, InterruptedException {
        Path volume = Sandbox.volume(image, directory.resolve("volume"));
        int port;
        try (ServerProgram server = start(volume, image.config().command(FREE_PORT.toArray(String[]::new)))) {
            port = server.awaitPort(START);
            Commands.runWell(Sandbox.command(image, volume, healthCheck(port)));
            assertThat(server.output()).contains("HEALTHCHECK");
        }
        assertThat(Commands.run(Sandbox.command(image, volume, healthCheck(port)))
                        .exitCode())
                .isOne();
    }

    private static List<String> healthCheck(int port) {
        List<String> command = last.only("HEALTHCHECK").exec();
        assertThat(command).contains("127.0.0.1:11112");
        return command.stream()
                .map(word -> word.equals("127.0.0.1:11112") ? "127.0.0.1:" + port : word)
                .toList();
    }

    @Test
    void sendsOnlyWhatIsNeededToTheDaemon() throws IOException {
        List<String> sources = new Dockerfile(Files.readString(CONTEXT.resolve("container/Dockerfile")))
                .stages().get(0).all("COPY").stream()
                        .map(line -> CopyLine.parse(line.text()).source())
                        .toList();
        List<String> ignored = Files.readAllLines(CONTEXT.resolve(".dockerignore"));
        assertThat(ignored).first().isEqualTo("*");
        assertThat(ignored.subList(1, ignored.size()))
                .containsExactlyElementsOf(
                        sources.stream().map(source -> "!" + source).toList());
    }
}
