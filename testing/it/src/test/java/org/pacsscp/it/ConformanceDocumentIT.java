package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.testing.document.Markdown;

/** The tables of docs/conformance.md that name a server are those that {@code conformance} prints for it. */
class ConformanceDocumentIT {
    private static final Pattern MARKED =
            Pattern.compile("<!-- conformance ([a-z-]+): (.+) -->\\n((?:\\|.*\\n)+)", Pattern.MULTILINE);

    private static final Pattern PRINTED = Pattern.compile("^## (.+)\\n\\n((?:\\|.*\\n)+)", Pattern.MULTILINE);

    static Stream<Arguments> servers() throws IOException {
        Map<String, Map<String, String>> shown = new TreeMap<>();
        Matcher tables = MARKED.matcher(Markdown.read("docs/conformance.md").text());
        while (tables.find()) {
            shown.computeIfAbsent(tables.group(1), any -> new TreeMap<>()).put(tables.group(2), tables.group(3));
        }
        assertThat(shown).containsOnlyKeys("archive-server", "echo-server", "store-server", "worklist-server");
        return shown.entrySet().stream().map(server -> Arguments.of(server.getKey(), server.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void showsWhatTheServerConformsTo(String server, Map<String, String> shown)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Artifacts.javaCommand(),
                "-cp",
                Artifacts.exampleClassPath(),
                "org.pacsscp.examples.Main",
                "conformance",
                server));
        Commands.Result result = Commands.runWell(command);
        Map<String, String> printed = new TreeMap<>();
        Matcher tables = PRINTED.matcher(result.output());
        while (tables.find()) {
            printed.put(tables.group(1), tables.group(2));
        }
        assertThat(printed).containsAllEntriesOf(shown);
    }
}
