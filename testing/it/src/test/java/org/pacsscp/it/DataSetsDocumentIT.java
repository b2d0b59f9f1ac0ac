package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.ReadOptions;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testing.document.Markdown;

/** What docs/datasets.md shows holds: its Java compiles, its handler stores what DCMTK sends, its defaults are the defaults. */
class DataSetsDocumentIT {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String INSTANCE = "1.2.826.0.1.3680043.8.498.78";

    /** Statements of the document, and what they may use. */
    private static final String SNIPPET = """
            import java.io.*;
            import java.math.BigDecimal;
            import java.nio.file.*;
            import java.time.LocalDate;
            import java.util.*;
            import org.pacsscp.api.*;
            import org.pacsscp.api.status.*;
            import org.pacsscp.dataset.*;
            import org.pacsscp.dataset.value.*;

            final class Snippet {
                void show(Action action, List<LocalDate> dates, Path path, Path copy, InputStream in, OutputStream out)
                        throws Exception {
                    %s
                    %s
                }
            }
            """;

    private static final String GIVEN = """
            DataSet %s = DataSet.empty();
            """;

    private final Markdown document = Markdown.read("docs/datasets.md");

    @TempDir
    Path directory;

    DataSetsDocumentIT() throws IOException {}

    @Test
    void showsJavaThatCompiles() throws IOException {
        Programs programs = new Programs(directory);
        List<String> blocks = document.blocks("java");
        assertThat(blocks).hasSizeGreaterThan(6);
        for (String block : blocks) {
            programs.compile(Programs.isWhole(block) ? block : SNIPPET.formatted(given(block), block));
        }
    }

    /** What a block does not declare itself. */
    private static String given(String block) {
        StringBuilder given = new StringBuilder();
        for (String name : List.of("dataSet", "step", "match")) {
            if (!block.contains("DataSet " + name + " =") && !block.contains("DataSet " + name + " :")) {
                given.append(GIVEN.formatted(name));
            }
        }
        return given.append("Uid transferSyntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;")
                .toString();
    }

    @Test
    void showsAHandlerThatStoresAndIndexes() throws Exception {
        DicomInstances.needDcmtk();
        Dcmtk.needs("storescu");
        Path inbox = Files.createDirectories(directory.resolve("inbox"));
        Path image = new DicomInstances(directory).makeWith(CT, INSTANCE);
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {directory.toUri().toURL()});
                InProcessServer server = InProcessServer.start(handler(loader, inbox))) {
            Dcmtk.run(List.of(
                    "storescu",
                    "-R",
                    "-aec",
                    InProcessServer.AE_TITLE,
                    InProcessServer.HOST,
                    server.portText(),
                    image.toString()));
        }
        Path stored = inbox.resolve(INSTANCE + ".dcm");
        DicomFile file = DicomFile.read(stored);
        assertThat(file.meta().elements().problems()).isEmpty();
        assertThat(file.dataSet().text(Tag.SOP_INSTANCE_UID)).contains(INSTANCE);
        assertThat(Part10File.read(stored).dataSet())
                .isEqualTo(Part10File.read(image).dataSet());
    }

    private ActionHandler handler(ClassLoader loader, Path inbox) throws Exception {
        String source = document.blocks("java").stream()
                .filter(Programs::isWhole)
                .findFirst()
                .orElseThrow();
        Class<?> type = loader.loadClass(new Programs(directory).compile(source));
        return (ActionHandler)
                Objects.requireNonNull(type.getConstructor(Path.class).newInstance(inbox));
    }

    @Test
    void namesTheDefaults() {
        ReadOptions defaults = ReadOptions.defaults();
        assertThat(document.text())
                .contains("| `maxElements` | %,d |".formatted(defaults.maxElements()))
                .contains("| `maxDepth` | %d |".formatted(defaults.maxDepth()))
                .contains("| `maxLength` | %d GiB |".formatted(defaults.maxLength() >> 30));
    }
}
