package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleLogger;

/** What the README shows holds: its Java compiles against the packaged jars, its first program answers a C-ECHO. */
class ReadmeIT {
    private static final Pattern PUBLIC_CLASS = Pattern.compile("^public (?:final )?class (\\w+)", Pattern.MULTILINE);
    private static final String JAR = "pacs-scp-examples/target/pacs-scp-examples.jar";
    private static final String PORT = ".port(11112)";

    private final Markdown readme = Markdown.read("README.md");

    @TempDir
    Path directory;

    ReadmeIT() throws IOException {}

    @Test
    void showsJavaThatCompiles() throws IOException {
        assertThat(programs()).isNotEmpty();
        for (String program : programs()) {
            compile(program);
        }
    }

    @Test
    void beginsWithAShortProgram() {
        assertThat(programs().get(0).lines()).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void beginsWithAProgramThatAnswers() throws IOException, InterruptedException {
        String program = programs().get(0);
        assertThat(program).contains(PORT, "aeTitle(\"MY_PACS\")");
        String mainClass = compile(program.replace(PORT, ".port(0)"));
        List<String> command = List.of(Artifacts.javaCommand(), "-cp", runTimeClassPath(), mainClass);
        try (ServerProgram server = ServerProgram.start(directory, command);
                RawEcho client = RawEcho.connect("127.0.0.1", server.awaitPort())) {
            assertThat(client.associate("RAW_ECHO", "MY_PACS").type()).isEqualTo(0x02);
            assertThat(client.echo()).isZero();
            client.release();
            assertThat(server.output()).contains("RAW_ECHO verifies us");
        }
    }

    @Test
    void namesTheVersionThatIsBuiltAndTheJarThatIsStarted() {
        assertThat(readme.text()).contains("<version>" + Artifacts.property("pacsscp.version") + "</version>");
        assertThat(readme.text()).contains("java -jar " + JAR + " echo-server");
        assertThat(Artifacts.jar("examples")).endsWith(Path.of(JAR));
    }

    private List<String> programs() {
        return readme.blocks("java");
    }

    /** Compiles a program; returns the name of its class. */
    private String compile(String program) throws IOException {
        String name = PUBLIC_CLASS
                .matcher(program)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no public class, not a whole program:\n" + program));
        Path source = directory.resolve(name + ".java");
        Files.writeString(source, program);
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-proc:none",
                        "-cp",
                        Artifacts.jar("api").toString(),
                        "-d",
                        directory.toString(),
                        source.toString());
        assertThat(exitCode).as(program).isZero();
        return name;
    }

    private String runTimeClassPath() {
        return String.join(
                File.pathSeparator,
                directory.toString(),
                Artifacts.jar("api").toString(),
                Artifacts.jar("core").toString(),
                Artifacts.jar("echo").toString(),
                jarOf(LoggerFactory.class),
                jarOf(SimpleLogger.class));
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
