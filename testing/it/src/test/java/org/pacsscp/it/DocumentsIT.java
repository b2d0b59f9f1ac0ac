package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.testing.document.Markdown;

/** What documents name is there: files, headings, classes, tests, defaults, lines of the log. */
class DocumentsIT {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s:]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]\\w+)`");
    private static final Pattern DEFAULT = Pattern.compile("`(Limits|Timeouts)\\.(\\w+)` \\(([^)]*)\\)");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern LOGGED =
            Pattern.compile("log\\s*\\.(?:info|warn|error)\\(\\s*((?:" + LITERAL.pattern() + "\\s*\\+?\\s*)+)");

    /** What looks like a link in it is none. */
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");

    static List<String> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Artifacts.top().resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md"),
                            files.map(file -> Artifacts.top().relativize(file).toString())
                                    .filter(name -> name.endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void haveLinksThatLeadSomewhere(String document) throws IOException {
        Path file = Artifacts.top().resolve(document);
        List<MatchResult> links = LINK.matcher(
                        CODE_BLOCK.matcher(Files.readString(file)).replaceAll(""))
                .results()
                .toList();
        for (MatchResult link : links) {
            Path target = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1));
            assertThat(target).as("%s of %s", link.group(), document).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target))
                        .as("%s of %s", link.group(), document)
                        .contains(link.group(2));
            }
        }
    }

    /** The names by which GitHub and others link to headings. */
    private static Set<String> anchors(Path file) throws IOException {
        return HEADING.matcher(Files.readString(file))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "docs/conformance.md, PS3.4",
        "docs/conformance.md, PS3.8",
        "docs/conformance.md, PS3.7",
        "docs/conformance.md, PS3.15",
        "docs/architecture.md, The way of a byte",
        "docs/architecture.md, 'Threads, and who owns what'",
        "docs/architecture.md, Where to change what",
        "SECURITY.md, Threats"
    })
    void nameClassesAndTestsThatExist(String document, String section) throws IOException {
        Set<String> named = CLASS_NAME
                .matcher(Markdown.read(document).section(section).text())
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isNotEmpty();
        assertThat(sources("")).containsAll(named);
    }

    /** What a threat is answered with, or takes the place of another's option, is one that there is, with the default that it has. */
    @ParameterizedTest
    @CsvSource({"SECURITY.md, Threats, 21", "docs/from-dcm4che.md, Options, 15"})
    void nameDefaultsThatHold(String document, String section, int least) throws IOException {
        List<MatchResult> options = DEFAULT.matcher(
                        Markdown.read(document).section(section).text())
                .results()
                .toList();
        assertThat(options).hasSizeGreaterThanOrEqualTo(least);
        for (MatchResult option : options) {
            String table = Markdown.read("docs/configuration.md")
                    .section(option.group(1))
                    .text();
            List<String> row = table.lines()
                    .filter(line -> line.startsWith("| `" + option.group(2) + "` |"))
                    .flatMap(line -> Stream.of(line.split("\\|", -1)).map(String::strip))
                    .toList();
            assertThat(row).as("row of %s", option.group()).hasSizeGreaterThan(3);
            assertThat(row.get(3)).as("default of %s", option.group()).isEqualTo(option.group(3));
        }
    }

    private static Set<String> sources(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Artifacts.top().resolve(module))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void explainEveryLineThatTheEngineLogs() throws IOException {
        String operations = Markdown.read("docs/operations.md").text();
        Set<String> lines = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Artifacts.top().resolve("pacs-scp-core/src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                LOGGED.matcher(Files.readString(file)).results().forEach(logged -> lines.add(line(logged.group(1))));
            }
        }
        assertThat(lines)
                .hasSizeGreaterThan(40)
                .allSatisfy(line -> assertThat(operations).contains("`" + line + "`"));
    }

    /** A message with an ellipsis for each argument, from the literals that make it. */
    private static String line(String literals) {
        return LITERAL.matcher(literals)
                .results()
                .map(literal -> literal.group(1))
                .collect(Collectors.joining())
                .replace("\\\"", "\"")
                .replace("{}", "…");
    }
}
