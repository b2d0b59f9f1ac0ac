package org.pacsscp.examples.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputPathsTest {
    private final InputPaths input = new InputPaths(InputStream.nullInputStream());

    @TempDir
    Path directory;

    private List<String> found(Path... paths) {
        input.find(List.of(paths));
        return input.sources().stream().map(Object::toString).toList();
    }

    private Path file(String name) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.resolveSibling("."));
        return Files.createFile(path);
    }

    @Test
    void takesFilesAndTheStandardInputInTheirOrder() throws IOException {
        Path file = file("b.dcm");
        Path missing = directory.resolve("a.dcm");
        assertThat(found(file, Path.of("-"), missing)).containsExactly(file.toString(), "-", missing.toString());
        assertThat(input.problems()).isEmpty();
    }

    @Test
    void takesAllInADirectoryAndBelowByName() throws IOException {
        Path deep = file("a/b/2.dcm");
        Path shallow = file("a/c");
        Path last = file("d.dcm");
        file("DICOMDIR");
        file(".hidden");
        assertThat(found(directory)).containsExactly(deep.toString(), shallow.toString(), last.toString());
        assertThat(input.problems()).isEmpty();
    }

    @Test
    void followsLinksButNotRoundInCircles() throws IOException {
        Path file = file("files/1.dcm");
        Path linked = Files.createDirectory(directory.resolve("linked"));
        Files.createSymbolicLink(linked.resolve("away"), directory.resolve("files"));
        Files.createSymbolicLink(linked.resolve("round"), linked);
        assertThat(found(linked)).containsExactly(linked.resolve("away/1.dcm").toString());
        assertThat(input.problems()).singleElement().asString().startsWith(linked.resolve("round") + ": a link");
        assertThat(file).exists();
    }

    @Test
    void tellsOfADirectoryWithoutFiles() {
        assertThat(found(directory)).isEmpty();
        assertThat(input.problems()).containsExactly(directory + ": no files in it");
    }

    @Test
    void takesTheStandardInputOnce() {
        assertThatThrownBy(() -> found(Path.of("-"), Path.of("-")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("once");
    }
}
