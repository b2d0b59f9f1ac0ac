package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.SopClass;
import org.pacsscp.testing.document.Markdown;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/** What the README shows holds: its Java compiles against the packaged jars, its first program answers a C-ECHO. */
class ReadmeIT {
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
            new Programs(directory).compile(program);
        }
    }

    @Test
    void beginsWithAShortProgram() {
        assertThat(programs().get(0).lines()).hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void beginsWithAProgramThatAnswers() throws IOException, InterruptedException {
        String program = programs().get(0);
        assertThat(program).contains(PORT, "aeTitle(\"MY_PACS\")");
        Programs compiler = new Programs(directory);
        String mainClass = compiler.compile(program.replace(PORT, ".port(0)"));
        try (ServerProgram server = ServerProgram.start(directory, compiler.command(mainClass));
                Requestor client = Proposal.to("MY_PACS")
                        .from(Verifier.AE_TITLE)
                        .context(SopClass.VERIFICATION)
                        .open("127.0.0.1", server.awaitPort())) {
            assertThat(Verifier.echo(client)).isZero();
            client.release();
            assertThat(server.output()).contains("VERIFIER verifies us");
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
}
