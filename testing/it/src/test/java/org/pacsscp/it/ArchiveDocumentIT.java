package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Client;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.testing.document.Markdown;
import org.pacsscp.testing.process.Interop;

/** What docs/archive.md shows holds: its Java compiles, and its first program stores what DCMTK sends and finds it. */
class ArchiveDocumentIT {
    private static final String FOLDER = "Path.of(\"archive\")";
    private static final String PORT = ".port(11112)";

    private static final String IMPORTS = """
            import java.nio.file.*;
            import javax.sql.DataSource;
            import com.zaxxer.hikari.*;
            import org.pacsscp.api.*;
            import org.pacsscp.archive.*;
            import org.pacsscp.archive.catalog.*;
            import org.pacsscp.archive.commitment.*;
            import org.pacsscp.archive.retrieve.*;
            import org.pacsscp.client.*;
            import org.pacsscp.storage.*;

            """;

    /** Statements of the document, and what those before them have made. */
    private static final String SNIPPET = """
            class Snippet {
                Catalog catalog;
                InstanceStore store;
                Server server;
                ServerBuilder builder;
                Client client;
                PeerDirectory peers;
                DataSource dataSource;

                void show() throws Exception {
                    %s
                }
            }
            """;

    private static final String PROGRAM = """
            public final class Archive {
                public static void main(String[] args) throws Exception {
                    %s
                    server.awaitStopped();
                }
            }
            """;

    private final Markdown document = Markdown.read("docs/archive.md");

    @TempDir
    Path directory;

    ArchiveDocumentIT() throws IOException {}

    @Test
    void showsJavaThatCompiles() throws IOException {
        Programs programs = new Programs(directory);
        List<String> blocks = document.blocks("java");
        assertThat(blocks).hasSize(5);
        for (String block : blocks) {
            programs.compile(IMPORTS + SNIPPET.formatted(block), Artifacts.exampleClassPath());
        }
    }

    @Test
    void showsAnArchiveThatStoresAndFinds() throws Exception {
        DicomInstances.needDcmtk();
        Interop.needs("storescu", "apt-get install dcmtk");
        String shown = document.blocks("java").get(0);
        assertThat(shown).contains(FOLDER, PORT);
        String started = shown.replace(FOLDER, "Path.of(args[0])").replace(PORT, ".port(0)");
        String program =
                new Programs(directory).compile(IMPORTS + PROGRAM.formatted(started), Artifacts.exampleClassPath());
        Path image = new DicomInstances(directory).makeImages(64, 1).get(0);
        List<String> command = List.of(
                Artifacts.javaCommand(),
                "-cp",
                directory + File.pathSeparator + Artifacts.exampleClassPath(),
                program,
                directory.resolve("archive").toString());
        try (ServerProgram server = ServerProgram.start(directory, command)) {
            int port = server.awaitPort();
            Commands.Result stored = Commands.run(List.of(
                    "storescu", "-xe", "-aec", "ARCHIVE", "localhost", Integer.toString(port), image.toString()));
            assertThat(stored.exitCode()).as(stored.output()).isZero();
            try (ServiceClassUser asking = ServiceClassUser.of(Client.builder());
                    Matches studies = asking.find(
                            RemoteEntity.of("ARCHIVE", "localhost", port), Identifier.studyRoot(QueryLevel.STUDY))) {
                assertThat(studies.toList()).hasSize(1);
            }
        }
    }
}
