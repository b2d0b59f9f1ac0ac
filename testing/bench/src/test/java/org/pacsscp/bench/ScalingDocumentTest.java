package org.pacsscp.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pacsscp.bench.hospital.day.HospitalDay;
import picocli.CommandLine;

/** What docs/scaling.md shows of the load program is so: its commands, options, and the hospital that they are about. */
class ScalingDocumentTest {
    private static final Pattern COMMAND = Pattern.compile(
            "^java -jar testing/bench/target/pacs-scp-bench\\.jar ((?:.*\\\\\\R)*.*)$", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("^\\| `(--[a-z-]+)[^`]*`", Pattern.MULTILINE);

    private final String document = Files.readString(Path.of("../../docs/scaling.md"));

    ScalingDocumentTest() throws IOException {}

    @Test
    void showsCommandsThatTheProgramTakes() {
        List<String> commands = COMMAND.matcher(document)
                .results()
                .map(found -> found.group(1).replaceAll("\\\\\\R", " ").strip())
                .toList();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(2);
        for (String command : commands) {
            assertThatCode(() -> Main.commandLine().parseArgs(command.split("\\s+")))
                    .as(command)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void listsEveryOption() {
        CommandLine hospital =
                Objects.requireNonNull(Main.commandLine().getSubcommands().get("hospital"));
        Set<String> there = hospital.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(CommandLine.Model.OptionSpec::longestName)
                .collect(Collectors.toSet());

        assertThat(OPTION.matcher(document).results().map((MatchResult found) -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void saysWhatAHospitalMakes() throws IOException {
        HospitalDay day = HospitalDay.builtIn();

        assertThat(document)
                .contains(String.format(
                        Locale.ROOT,
                        "%.0f studies, %,.0f images, %.1f GB",
                        day.studies(),
                        day.images(),
                        day.bytes() / 1e9))
                .contains(String.format(
                        Locale.ROOT,
                        "%.2f images and %.2f MB a second",
                        day.peakImagesASecond(),
                        day.peakBytesASecond() / 1e6));
    }
}
