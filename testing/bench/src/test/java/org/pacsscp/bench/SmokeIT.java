package org.pacsscp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, with two associations and a moment for each measurement: nothing fails. {@code ScenariosIT} has the
 * other scenarios. What is measured here means nothing.
 */
class SmokeIT {
    private static final Pattern SCENARIO = Pattern.compile("\"scenario\": \"(\\w+)\"");
    private static final Pattern SERVER = Pattern.compile("\"server\": \"([\\w-]+)\"");

    @Test
    void measuresAndReports(@TempDir Path directory) throws Exception {
        PackagedProgram.run(
                directory,
                "run",
                "files",
                "scaling",
                "idle",
                "start",
                "--pairs=1",
                "--seconds=0.02",
                "--warm-up=0.01",
                "--max-associations=2",
                "--jvm-option=-XX:TieredStopAtLevel=1",
                "--jvm-option=-XX:+UseSerialGC",
                "--without=storescp",
                "--report=" + directory);

        String json = Files.readString(directory.resolve("report.json"));
        assertThat(json).contains("\"failures\": []");
        assertThat(found(SCENARIO, json)).contains("files", "scaling", "idle");
        assertThat(found(SERVER, json)).containsExactly("floor", "pacs-scp");
        assertThat(directory).isDirectoryContaining("glob:**/report.md");
        assertThat(directory).isDirectoryContaining("glob:**/throughput.svg");
        assertThat(directory).isDirectoryContaining("glob:**/memory.svg");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
