package org.pacsscp.dcm4che;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/from-dcm4che.md shows of this module compiles. Its handler that is still one of dcm4che-net cannot: that is not here. */
class MigrationDocumentTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\R(.*?)^```$");
    private static final Pattern CLASS = Pattern.compile("(?m)^public final class (\\w+)");

    @TempDir
    Path directory;

    @Test
    void showsJavaThatCompiles() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("../../docs/from-dcm4che.md")))
                .results()
                .map(found -> found.group(1))
                .filter(block -> block.contains("import org.pacsscp.dcm4che."))
                .toList();
        assertThat(blocks).hasSize(2);
        for (String block : blocks) {
            compile(block);
        }
    }

    private void compile(String source) throws IOException {
        String name = CLASS.matcher(source).results().findFirst().orElseThrow().group(1);
        Path file = Files.writeString(directory.resolve(name + ".java"), source);
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        file.toString());
        assertThat(exitCode).as(source).isZero();
    }
}
