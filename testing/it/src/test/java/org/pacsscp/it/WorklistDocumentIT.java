package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Client;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.Matches;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testing.document.Markdown;
import org.pacsscp.testing.process.ListeningProgram;

/** What docs/worklist.md shows holds: its Java compiles, its table becomes a worklist, its program serves that. */
class WorklistDocumentIT {
    /** Statements of the document, and what they may use. */
    private static final String SNIPPET = """
        import java.util.*;
        import javax.sql.DataSource;
        import org.pacsscp.api.*;
        import org.pacsscp.dataset.*;
        import org.pacsscp.worklist.*;
        import org.pacsscp.worklist.jdbc.*;
        import org.pacsscp.worklist.mpps.*;

        final class Snippet {
            void show(List<DataSet> orders, DataSet order, Set<Uid> held, DataSource dataSource) throws Exception {
                %s
                %s
            }
        }
        """;

    private final Markdown document = Markdown.read("docs/worklist.md");

    @TempDir
    Path directory;

    WorklistDocumentIT() throws IOException {}

    @Test
    void showsJavaThatCompiles() throws IOException {
        Programs programs = new Programs(directory);
        List<String> blocks = document.blocks("java");
        assertThat(blocks).hasSize(5);
        for (String block : blocks) {
            String given = block.contains("MppsStore performed =") ? "" : "MppsStore performed = MppsStore.inMemory();";
            programs.compile(Programs.isWhole(block) ? block : SNIPPET.formatted(given, block));
        }
    }

    @Test
    void showsATableAndAProgramThatServesIt() throws Exception {
        Path table = Files.writeString(
                directory.resolve("table.csv"), document.blocks("csv").get(0));
        Path worklist = directory.resolve("worklist");
        Commands.runWell(ExampleServer.command(
                ExampleServer.Launch.JAR,
                "",
                List.of("worklist-entries", table.toString(), "--directory", worklist.toString())));
        try (ExampleServer server = ExampleServer.startWorklist(worklist)) {
            assertThat(patients(server.port(), "PACS_SCP")).containsExactly("INV-1", "INV-2");
        }
        Programs programs = new Programs(directory);
        String program =
                programs.compile(document.section("A program").blocks("java").get(0));
        ListeningProgram.Command command =
                port -> new ProcessBuilder(programs.command(program, worklist.toString(), Integer.toString(port)));
        try (ListeningProgram server = ListeningProgram.start(directory.resolve("program.log"), command)) {
            assertThat(patients(server.port(), "RIS")).containsExactly("INV-1", "INV-2");
            assertThat(server.process().isAlive()).isTrue();
        }
    }

    private static List<String> patients(int port, String aeTitle) throws IOException, InterruptedException {
        try (ServiceClassUser modality = ServiceClassUser.of(Client.builder());
                Matches matches = modality.find(
                        RemoteEntity.of(aeTitle, "127.0.0.1", port),
                        Identifier.worklist().returning(Tag.PATIENT_ID))) {
            return matches.stream()
                    .map(match -> match.text(Tag.PATIENT_ID).orElse(""))
                    .sorted()
                    .toList();
        }
    }
}
