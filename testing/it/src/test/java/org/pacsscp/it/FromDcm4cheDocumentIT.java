package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.testing.document.Markdown;

/**
 * What docs/from-dcm4che.md says of pacs-scp holds; this build has no dcm4che, so Java that imports it is compiled by the tests of
 * integrations/pacs-scp-dcm4che.
 */
class FromDcm4cheDocumentIT {
    private static final String OF_DCM4CHE = "import org.dcm4che3.";
    private static final String INTERNAL = "/internal/";
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");

    /** Statements of the document, and what they may use. */
    private static final String SNIPPET = """
            import org.pacsscp.api.*;
            import org.pacsscp.dataset.*;

            final class Snippet {
                void show(Action action) throws Exception {
                    %s
                }
            }
            """;

    private final Markdown document = Markdown.read("docs/from-dcm4che.md");

    @TempDir
    Path directory;

    FromDcm4cheDocumentIT() throws IOException {}

    @Test
    void showsJavaThatCompiles() throws IOException {
        Programs programs = new Programs(directory);
        List<String> blocks = document.blocks("java").stream()
                .filter(block -> !block.contains(OF_DCM4CHE))
                .toList();
        assertThat(blocks).hasSize(2);
        for (String block : blocks) {
            programs.compile(Programs.isWhole(block) ? block : SNIPPET.formatted(block));
        }
    }

    /** The second column of the classes and the third of the options. */
    @Test
    void namesClassesAndMembersThatExist() throws IOException {
        List<String> cells = new ArrayList<>(column("Classes", 2));
        cells.addAll(column("Options", 3));
        assertThat(cells).hasSizeGreaterThan(40);
        List<Path> sources = sources();
        Set<String> names = sources.stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        for (String cell : cells) {
            for (MatchResult name : NAME.matcher(cell).results().toList()) {
                assertThat(names).as(cell).contains(name.group(1));
                if (name.group(2) != null) {
                    assertThat(sources)
                            .as(name.group())
                            .anySatisfy(file -> assertThat(file)
                                    .hasFileName(name.group(1) + ".java")
                                    .content()
                                    .containsPattern("\\b" + name.group(2) + "\\b"));
                }
            }
        }
    }

    private List<String> column(String section, int number) {
        return document.section(section)
                .text()
                .lines()
                .filter(line -> line.startsWith("| `") || line.startsWith("| none"))
                .map(line -> line.split("\\|", -1)[number])
                .toList();
    }

    /** Sources of the modules that are published, but for the engine; those that the build makes among them. */
    private static List<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : PublishedModules.withJars()) {
            for (String directory : List.of("src/main/java", "target/generated-sources/vocabulary")) {
                Path sources = Artifacts.top().resolve(module).resolve(directory);
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        found.addAll(files.filter(file -> file.toString().endsWith(".java")
                                        && !file.toString().contains(INTERNAL))
                                .toList());
                    }
                }
            }
        }
        return found;
    }
}
