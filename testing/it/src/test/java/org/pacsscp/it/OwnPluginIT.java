package org.pacsscp.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.testing.build.Javac;

/** What a plug-in of somebody else does to the server on the class path. */
class OwnPluginIT {
    private static final String SERVICE = "META-INF/services/org.pacsscp.api.ActionHandler";

    @TempDir
    Path directory;

    @Test
    void whoseConstructorThrowsIsNamedAndTheRestGoesOn() throws IOException {
        Path plugin = plugin("Broken", "if (true) throw new IllegalStateException(\"out of order\");", "1.2.3.4");
        try (ExampleServer server = ExampleServer.start(ExampleServer.Launch.CLASS_PATH, plugin.toString())) {
            assertNamedInAWarning(server, "plugin.Broken");
            assertThat(Verifier.echoOnce("127.0.0.1", server.port())).isZero();
        }
    }

    @Test
    void whoseClassIsMissingIsNamedAndTheRestGoesOn() throws IOException {
        Path plugin = jar(List.of("plugin.Missing"), List.of());
        try (ExampleServer server = ExampleServer.start(ExampleServer.Launch.CLASS_PATH, plugin.toString())) {
            assertNamedInAWarning(server, "plugin.Missing");
            assertThat(Verifier.echoOnce("127.0.0.1", server.port())).isZero();
        }
    }

    @Test
    void thatServesTheSameOperationIsAnErrorThatNamesBoth() throws IOException, InterruptedException {
        Path plugin = plugin("SecondEcho", "", "1.2.840.10008.1.1");
        Commands.Result result = Commands.run(ExampleServer.command(
                ExampleServer.Launch.CLASS_PATH, plugin.toString(), List.of("echo-server", "--port", "0")));
        assertThat(result.exitCode()).as(result.output()).isNotZero();
        assertThat(result.err()).contains("plugin.SecondEcho", "org.pacsscp.echo.VerificationHandler");
    }

    private static void assertNamedInAWarning(ExampleServer server, String handler) {
        server.awaitLog(1, handler);
        assertThat(server.log()).anyMatch(line -> line.contains("WARN") && line.contains(handler));
    }

    private Path plugin(String name, String constructor, String sopClass) throws IOException {
        Path source = Files.createDirectories(directory.resolve("plugin")).resolve(name + ".java");
        Files.writeString(source, source(name, constructor, sopClass));
        Javac.compile(
                "--release",
                "17",
                "-proc:none",
                "-cp",
                Artifacts.jar("api").toString(),
                "-d",
                directory.toString(),
                source.toString());
        return jar(List.of("plugin." + name), List.of("plugin/" + name + ".class"));
    }

    private static String source(String name, String constructor, String sopClass) {
        return """
            package plugin;

            import java.util.List;
            import org.pacsscp.api.*;

            public final class %1$s implements ActionHandler {
                public %1$s() {
                    %2$s
                }

                @Override
                public List<ServiceCapability> capabilities() {
                    return List.of(ServiceCapability.performer(Uid.of("%3$s"), CommandField.C_ECHO_RQ));
                }

                @Override
                public DimseStatus handle(Action action) {
                    return DimseStatus.SUCCESS;
                }
            }
            """.formatted(name, constructor, sopClass);
    }

    private Path jar(List<String> handlers, List<String> classes) throws IOException {
        Path jar = directory.resolve("plugin.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry(SERVICE));
            out.write((String.join("\n", handlers) + "\n").getBytes(UTF_8));
            for (String name : classes) {
                out.putNextEntry(new JarEntry(name));
                Files.copy(directory.resolve(name), out);
            }
        }
        return jar;
    }
}
