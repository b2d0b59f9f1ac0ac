package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.testing.document.Markdown;

/** What docs/audit.md shows is compiled. */
class AuditDocumentIT {
    /** Statements of the document, and what they may use. */
    private static final String SNIPPET = """
            import java.nio.file.Path;
            import java.util.*;
            import javax.net.ssl.SSLContext;
            import org.pacsscp.api.*;
            import org.pacsscp.audit.*;
            import org.pacsscp.storage.*;

            final class Snippet {
                void show(%s) throws Exception {
                    %s
                }
            }
            """;

    private final Markdown document = Markdown.read("docs/audit.md");

    @TempDir
    Path directory;

    AuditDocumentIT() throws IOException {}

    @Test
    void showsJavaThatCompiles() throws IOException {
        Programs programs = new Programs(directory);
        List<String> blocks = document.blocks("java");
        assertThat(blocks).hasSize(3);
        for (String block : blocks) {
            String given =
                    block.contains("AuditTrail trail =") ? "ActionHandler queries, SSLContext tls" : "AuditTrail trail";
            programs.compile(
                    SNIPPET.formatted(given, block),
                    Artifacts.jar("audit").toString(),
                    System.getProperty("java.class.path"));
        }
    }
}
