package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.client.AssociationReuse;
import org.pacsscp.client.StorageContexts;
import org.pacsscp.client.StoreResult;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.testing.document.Markdown;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.junit.WithFakePacs;
import org.pacsscp.testkit.pacs.FakePacs;

/** What docs/client.md shows holds: its Java compiles, its program sends files, its tables name what there is. */
@WithFakePacs(aeTitle = "ARCHIVE")
class ClientDocumentIT {
    /** Statements of the document, and what they may use. */
    private static final String SNIPPET = """
            import java.nio.file.*;
            import java.time.Duration;
            import java.util.*;
            import org.pacsscp.api.*;
            import org.pacsscp.client.*;
            import org.pacsscp.dataset.*;

            final class Snippet {
                void show(RemoteEntity archive, Uid study, Uid series, Path directory, List<InstanceSource> instances)
                        throws Exception {
                    %s
                    %s
                }
            }
            """;

    private final Markdown document = Markdown.read("docs/client.md");

    @TempDir
    Path directory;

    ClientDocumentIT() throws IOException {}

    @Test
    void showsJavaThatCompiles() throws IOException {
        Programs programs = new Programs(directory);
        List<String> blocks = document.blocks("java");
        assertThat(blocks).hasSizeGreaterThan(7);
        for (String block : blocks) {
            programs.compile(Programs.isWhole(block) ? block : SNIPPET.formatted(given(block), block));
        }
    }

    /** What a block does not declare itself. */
    private static String given(String block) {
        StringBuilder given = new StringBuilder();
        if (!block.contains("ServiceClassUser scu =")) {
            given.append("ServiceClassUser scu = ServiceClassUser.of(Client.builder());\n");
        }
        if (!block.contains("StoreReport report =")) {
            given.append("StoreReport report = new StoreReport(List.of());\n");
        }
        return given.toString();
    }

    @Test
    void showsAProgramThatSends(FakePacs pacs) throws Exception {
        Programs programs = new Programs(directory);
        String program = programs.compile(document.section("A program").blocks("java").stream()
                .filter(Programs::isWhole)
                .findFirst()
                .orElseThrow());
        DataSet image = Invention.ofSeed(1).image(Modality.CT);
        Path file = directory.resolve("image.dcm");
        DicomFile.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(file);
        Path text = Files.writeString(directory.resolve("notes.txt"), "no instance");

        Commands.Result result = Commands.run(programs.command(
                program, "ARCHIVE", "localhost", String.valueOf(pacs.port()), file.toString(), text.toString()));

        assertThat(result.out()).contains(file + ": STORED, ", text + ": UNREADABLE, ");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(pacs.takeStored(Duration.ofSeconds(10)).dataSet()).isEqualTo(image);
    }

    @Test
    void namesEveryOutcome() {
        assertThat(document.section("Storing").text())
                .contains(Arrays.stream(StoreResult.Outcome.values())
                        .map(outcome -> "| `" + outcome + "` |")
                        .toList());
    }

    @Test
    void namesWhatHolds() {
        assertThat(StorageContexts.usual().contexts().size()).isBetween(85, 95);
        assertThat(StorageContexts.MOST).isEqualTo(127);
        assertThat(AssociationReuse.upTo(2).idle()).isEqualTo(Duration.ofSeconds(10));
    }
}
