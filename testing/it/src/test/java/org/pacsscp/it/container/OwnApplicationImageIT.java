package org.pacsscp.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.Commands;
import org.pacsscp.it.EchoScu;
import org.pacsscp.it.ServerProgram;
import org.pacsscp.testing.document.Markdown;

/** The Dockerfile that docs/containers.md shows for an application of one's own, with that of docs/packaging.md. */
class OwnApplicationImageIT {
    private static final String PORT = ".port(11112)";

    /** What the exit status of a process is that SIGTERM has ended. */
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path directory;

    @Test
    void isAnImageThatAnswers() throws IOException, InterruptedException {
        Sandbox.needed();
        EchoScu.needed();
        Dockerfile file = new Dockerfile(Markdown.read("docs/containers.md")
                .section("An application of yours")
                .blocks("dockerfile")
                .get(0));
        Path work = Files.createDirectory(directory.resolve("work"));
        ImageRoot image = ImageRoot.build(file, context(), work);
        Path volume = Files.createDirectory(directory.resolve("volume"));
        Files.createDirectory(image.directory().resolve("data"));
        try (ServerProgram server = ServerProgram.start(
                directory, Sandbox.command(image, volume, image.config().command()))) {
            EchoScu.assertVerifies("HOSPITAL", server.awaitPort(ContainerImageTests.START));
            ContainerImageTests.process(server).destroy();
            assertThat(server.awaitExit(ContainerImageTests.START)).isEqualTo(TERMINATED);
        }
    }

    /** Makes a project with its jars, as after its build. */
    private Path context() throws IOException, InterruptedException {
        List<String> sources =
                Markdown.read("docs/packaging.md").section("Modules").blocks("java");
        Path project = Files.createDirectory(directory.resolve("hospital"));
        Path source = Files.createDirectory(project.resolve("source"));
        Path libraries = Files.createDirectories(project.resolve("target/lib"));
        Path built = Artifacts.jar("examples").resolveSibling("lib");
        for (String name : List.of("pacs-scp-api", "pacs-scp-core", "pacs-scp-echo", "slf4j-")) {
            Commands.runWell(List.of("sh", "-c", "cp " + built + "/" + name + "*.jar " + libraries));
        }
        Path classes = project.resolve("classes");
        tool(
                "javac",
                "--release",
                "17",
                "-proc:none",
                "-p",
                libraries.toString(),
                "-d",
                classes.toString(),
                Files.writeString(source.resolve("module-info.java"), sources.get(0))
                        .toString(),
                Files.writeString(
                                source.resolve("Hospital.java"), sources.get(1).replace(PORT, ".port(0)"))
                        .toString());
        tool(
                "jar",
                "--create",
                "--file",
                project.resolve("target/hospital.jar").toString(),
                "-C",
                classes.toString(),
                ".");
        return project;
    }

    private static void tool(String name, String... arguments) {
        assertThat(ToolProvider.findFirst(name).orElseThrow().run(System.err, System.err, arguments))
                .as(name)
                .isZero();
    }
}
