package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** None of these servers starts; one that did would not return before the time limit. */
@Timeout(60)
class ConformanceCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine =
                Main.commandLine(arguments).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return Main.run(commandLine, arguments);
    }

    @Test
    void describesAServerByItsOptions() {
        assertThat(run("conformance", "echo-server", "--ae-title", "HERE", "--max-pdu-length", "131072"))
                .isZero();
        assertThat(out.toString())
                .contains("| called AE titles | HERE |", "| maximum length received | 131072 |")
                .contains("| HERE | Verification SOP Class (1.2.840.10008.1.1) | SCP | C-ECHO |");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void takesOptionsOfTheServerFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("server.properties"), "ae-title = FROM_FILE\nport = 11999\n");
        assertThat(run("conformance", "--format", "markdown", "echo-server", "--port=104", "--config", file.toString()))
                .isZero();
        assertThat(out.toString()).contains("| called AE titles | FROM_FILE |", "| port 104 | without TLS |");
    }

    @Test
    void saysInWhichLineAnOptionOfTheServerIsWrong(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("server.properties"), "# ours\nprot = 104\n");
        assertThat(run("conformance", "echo-server", "--config=" + file)).isEqualTo(2);
        assertThat(err.toString()).contains(file + ":2: there is no option 'prot'; is 'port' meant?");
    }

    @Test
    void needsNoDirectory() {
        assertThat(run("conformance", "archive-server")).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("## Query of the Study Root: keys")
                .contains("| STUDY | Patient ID | (0010,0020) | single value, universal, wild card |")
                .contains("| failure reason 0119H | the instance is there with another SOP class |");
    }

    @Test
    void isJson() throws IOException {
        assertThat(run("conformance", "--format", "json", "worklist-server", "--max-matches", "7"))
                .as(err.toString())
                .isZero();
        List<String> titles = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(out.toString())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME && "title".equals(json.currentName())) {
                    titles.add(json.nextTextValue());
                }
            }
        }
        assertThat(titles).contains("Modality Worklist: keys", "Timeouts").doesNotHaveDuplicates();
        assertThat(out.toString()).contains("more than 7 match; so many were answered");
    }

    @Test
    void needsAServer() {
        assertThat(run("conformance")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing the server that is to be described");
    }
}
