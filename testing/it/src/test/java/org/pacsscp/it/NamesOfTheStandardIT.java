package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.RegisteredUid;
import org.pacsscp.api.Uid;
import org.pacsscp.testing.document.Markdown;

/** Nobody has to read a UID of the standard as digits where it has a name. */
class NamesOfTheStandardIT {
    private static final Pattern UID = Pattern.compile("1\\.2\\.840\\.10008(?:\\.\\d+)+");
    private static final Pattern STATUS = Pattern.compile("DimseStatus\\.of\\(0x");

    /** Where the constants themselves, or their table, are; and where bytes of the wire are written down. */
    private static final List<String> EXEMPT = List.of("pacs-scp-api/src/main/java/org/pacsscp/api/Uid.java");

    static Stream<String> documents() throws IOException {
        return DocumentsIT.documents().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentsPutTheNameBesideAUid(String document) throws IOException {
        assertThat(Files.readAllLines(Artifacts.top().resolve(document)))
                .allSatisfy(line -> assertThat(namesIn(line))
                        .allSatisfy(name -> assertThat(line).contains(name)));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentsShowNoProgramsWithUidsOrStatusesAsDigits(String document) throws IOException {
        assertThat(Markdown.read(document).blocks("java")).allSatisfy(program -> {
            assertThat(namesIn(program)).isEmpty();
            assertThat(STATUS.matcher(program).find()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/examples",
                "pacs-scp-api",
                "pacs-scp-archive",
                "pacs-scp-client",
                "pacs-scp-core",
                "pacs-scp-dataset",
                "pacs-scp-echo",
                "pacs-scp-examples",
                "pacs-scp-storage",
                "pacs-scp-worklist"
            })
    void programsNameWhatHasAName(String directory) throws IOException {
        List<Path> sources = sources(Artifacts.top().resolve(directory));

        assertThat(sources).isNotEmpty();
        for (Path source : sources) {
            String text = Files.readString(source);
            assertThat(namesIn(text)).as(source.toString()).isEmpty();
        }
    }

    @Test
    void findsUids() {
        assertThat(namesIn("Uid.of(\"1.2.840.10008.1.1\"), 1.2.840.10008.5.1.4.1.1.2."))
                .containsExactly("Verification SOP Class", "CT Image Storage");
    }

    /** Main sources: tests hold bytes of the wire. */
    private static List<Path> sources(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/"))
                    .filter(file ->
                            !EXEMPT.contains(Artifacts.top().relativize(file).toString()))
                    .toList();
        }
    }

    private static List<String> namesIn(String text) {
        return UID.matcher(text)
                .results()
                .map(found -> RegisteredUid.find(Uid.of(found.group())))
                .flatMap(Optional::stream)
                .map(RegisteredUid::name)
                .toList();
    }
}
