package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** None of these command lines starts a server; one that did would not return before the time limit. */
@Timeout(60)
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine =
            Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @ParameterizedTest
    @CsvSource({
        "--bind, 127.0.0.1:104, unknown host",
        "--bind, '', no address",
        "--port, 70000, 0 to 65535",
        "--port, many, not an int",
        "--ae-title, LONGER_THAN_SIXTEEN_CHARACTERS, at most 16",
        "--ae-title, '', blank",
        "--max-associations, 0, 1 or more",
        "--max-pdu-length, 7, 8 or more",
        "--artim-timeout, 30, no duration",
        "--idle-timeout, soon, no duration",
        "--write-timeout, -1s, no duration",
        "--drain, 9000h, 365 days",
        "--allow, @, blank",
        "--allow, CT_1@, no host",
        "--allow, CT_1@10.0.0.0/33, 0 to 32",
        "--deny, 10.1/16, all four numbers",
        "--trust-proxy, 10.0.0.0/x, no number of bits",
        "--loops, 1025, 1 to 1024",
        "--log-level, loud, trace"
    })
    void explainsABadValue(String option, String value, String explanation) {
        assertThat(commandLine.execute("echo-server", option + "=" + value)).isEqualTo(2);
        assertThat(err.toString().lines().findFirst())
                .get()
                .asString()
                .containsIgnoringCase(explanation)
                .contains("'" + option + "'", "'" + value + "'");
        assertThat(err.toString().lines()).hasSize(2).last().isEqualTo("Try 'pacs-scp echo-server --help'.");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--unheard-of, '--unheard-of'",
        "argument, 'argument'",
        "--port=1 --port=2, '--port'",
        "--loop, 'Possible solutions: --loops'"
    })
    void explainsABadCommandLine(String arguments, String explanation) {
        assertThat(commandLine.execute(("echo-server " + arguments).split(" ", -1)))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSizeBetween(2, 3).last().isEqualTo("Try 'pacs-scp echo-server --help'.");
        assertThat(err.toString()).contains(explanation);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void asksForASubCommand() {
        assertThat(commandLine.execute()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required subcommand", "Usage: pacs-scp", "echo-server");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void makesTheAskedServerOnlyAndEverySubCommandOtherwise() {
        assertThat(Main.commandLine("store-server", "--help").getSubcommands()).containsOnlyKeys("store-server");
        for (String first : List.of("--help", "generate-completion", "ping")) {
            assertThat(Main.commandLine(first).getSubcommands().keySet())
                    .as(first)
                    .containsExactly(
                            "echo-server",
                            "store-server",
                            "archive-server",
                            "worklist-server",
                            "window",
                            "echo",
                            "store",
                            "find",
                            "move",
                            "get",
                            "dump",
                            "convert",
                            "json",
                            "worklist-entries",
                            "index",
                            "verify",
                            "delete",
                            "conformance",
                            "generate-completion");
        }
    }

    @Test
    void listsEveryServerInItsHelp() {
        assertThat(commandLine.execute("--help")).isZero();
        assertThat(out.toString())
                .containsSubsequence(
                        "Commands:",
                        "echo-server",
                        "store-server",
                        "archive-server",
                        "worklist-server",
                        "window",
                        "echo",
                        "store",
                        "find",
                        "move",
                        "get",
                        "dump",
                        "convert",
                        "json",
                        "worklist-entries",
                        "index",
                        "verify",
                        "delete",
                        "conformance",
                        "generate-completion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "echo-server --version"})
    void printsTheVersionOfTheBuild(String arguments) {
        assertThat(commandLine.execute(arguments.split(" ", -1))).isZero();
        assertThat(out.toString())
                .containsPattern("^pacs-scp \\d+\\.\\d+\\.\\d+")
                .contains("Java " + Runtime.version());
    }

    @Test
    void printsEachOptionWithItsDefault() {
        assertThat(commandLine.execute("echo-server", "--help")).isZero();
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
        CommandLine server = Objects.requireNonNull(commandLine.getSubcommands().get("echo-server"));
        for (OptionSpec option : server.getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                assertThat(String.join(" ", option.description()))
                        .as(option.longestName())
                        .contains("Default: ");
            }
        }
        assertThat(out.toString())
                .containsSubsequence("AE titles:", "--bind", "Limits:", "--loops", "Timeouts", "--drain", "Log,")
                .containsPattern(Pattern.compile("--port=PORT.*Default:\\s+11112", Pattern.DOTALL));
    }

    @Test
    void writesTheCompletionOfEachOption() {
        assertThat(commandLine.execute("generate-completion")).isZero();
        assertThat(out.toString())
                .contains("--any-called-ae-title", "--log-level", "\"error\" \"warn\" \"info\"")
                .contains("--values", "--indent")
                .contains("--destination", "\"study\" \"patient\" \"worklist\"");
    }
}
