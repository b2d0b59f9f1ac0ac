package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.storage.DuplicatePolicy;
import org.pacsscp.storage.NameTemplate;
import org.pacsscp.storage.Refusal;
import org.pacsscp.testing.document.Markdown;
import org.pacsscp.testing.process.Interop;

/** What docs/storage.md shows holds: its Java compiles, its program stores what DCMTK sends, its tables name what there is. */
class StorageDocumentIT {
    private static final String IMPORTS = """
            import java.io.IOException;
            import java.nio.file.*;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import org.pacsscp.api.*;
            import org.pacsscp.dataset.*;
            import org.pacsscp.storage.*;

            """;

    /** Statements of the document, and what they may use. */
    private static final String SNIPPET = """
            final class Snippet {
                interface Outbox {
                    void put(String line) throws IOException;
                }

                void show(Outbox queue, InstanceIndex index) throws Exception {
                    %s
                }
            }
            """;

    private final Markdown document = Markdown.read("docs/storage.md");

    @TempDir
    Path directory;

    StorageDocumentIT() throws IOException {}

    @Test
    void showsJavaThatCompiles() throws IOException {
        Programs programs = new Programs(directory);
        List<String> blocks = document.blocks("java");
        assertThat(blocks).hasSizeGreaterThan(6);
        for (String block : blocks) {
            if (block.startsWith("import ")) {
                programs.compile(block);
            } else {
                programs.compile(IMPORTS + (Programs.isWhole(block) ? block : SNIPPET.formatted(block)));
            }
        }
    }

    @Test
    void showsAProgramThatStores() throws Exception {
        DicomInstances.needDcmtk();
        Interop.needs("storescu", "apt-get install dcmtk");
        Programs programs = new Programs(directory);
        String program =
                programs.compile(document.section("A program").blocks("java").get(0));
        List<Path> sent = new DicomInstances(directory).makeImages(64, 3);
        Path instances = directory.resolve("instances");
        try (ServerProgram server =
                ServerProgram.start(directory, programs.command(program, instances.toString(), "0"))) {
            List<String> storescu = new ArrayList<>(List.of("storescu", "-v", "-xe", "-aec", "STORAGE", "localhost"));
            storescu.add(Integer.toString(server.awaitPort()));
            sent.forEach(file -> storescu.add(file.toString()));
            for (int time = 0; time < 2; time++) {
                Commands.Result result = Commands.run(storescu);
                assertThat(result.exitCode()).as(result.output()).isZero();
            }
        }
        List<Path> stored;
        try (Stream<Path> files = Files.walk(instances)) {
            stored = files.filter(file -> file.toString().endsWith(".dcm")).toList();
        }
        assertThat(stored).hasSize(3);
        for (Path file : stored) {
            assertThat(sent)
                    .anySatisfy(original -> assertThat(DicomFile.read(file).dataSet())
                            .isEqualTo(DicomFile.read(original).dataSet()));
        }
    }

    @Test
    void namesEveryPolicyAndBothTemplates() {
        assertThat(document.section("Duplicates").text())
                .contains(Arrays.stream(DuplicatePolicy.values())
                        .map(policy -> "| `" + policy + "`")
                        .toList());
        assertThat(document.section("Figures and health").text())
                .contains(Arrays.stream(Refusal.values())
                        .map(refusal -> "| `" + refusal + "`")
                        .toList());
        assertThat(document.section("Names").text()).contains("NameTemplate.BY_STUDY", "NameTemplate.FLAT");
        assertThat(NameTemplate.FLAT).hasToString("{SOPInstanceUID}.dcm");
    }
}
