package org.pacsscp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.testkit.pacs.Effect;
import org.pacsscp.testkit.pacs.Place;

/** docs/testing.md shows what is run here. */
class TestingDocumentTest {
    private static final Pattern BLOCK = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private final Path top = top();
    private final String document = read(top.resolve("docs/testing.md"));

    private static Path top() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/testing.md"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> blocks() {
        return BLOCK.matcher(document).results().map(block -> block.group(1)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Inbox", "InboxTest", "SendingIT"})
    void showsWhatIsRun(String name) {
        Path source = top.resolve("pacs-scp-testkit/src/test/java/com/example/" + name + ".java");

        assertThat(blocks()).contains(read(source));
    }

    @Test
    void showsEachFault() {
        for (Class<?> effect : Effect.class.getPermittedSubclasses()) {
            assertThat(document).contains("| `" + effect.getSimpleName());
        }
        assertThat(Stream.of(Place.values()))
                .allSatisfy(place -> assertThat(document).contains("| `" + place.name() + "` |"));
    }
}
