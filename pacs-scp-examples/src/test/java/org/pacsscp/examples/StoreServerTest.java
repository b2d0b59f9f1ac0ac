package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.examples.store.StoreOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;

/** None of these command lines starts a server; one that did would not return before the time limit. */
@Timeout(60)
class StoreServerTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine =
            Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Command
    private static final class AnyCommand {
        @Mixin
        private final StorageOptions options = new StorageOptions();
    }

    @TempDir
    Path parent;

    @Test
    void needsADirectory() {
        assertThat(commandLine.execute("store-server")).isEqualTo(2);
        assertThat(err.toString()).contains("--directory=DIR", "Try 'pacs-scp store-server --help'.");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--transfer-syntax, JPEG, no UID", "--port, 70000, 0 to 65535"})
    void explainsABadValue(String option, String value, String explanation) {
        assertThat(commandLine.execute("store-server", "--directory=" + parent, option + "=" + value))
                .isEqualTo(2);
        assertThat(err.toString().lines().findFirst())
                .get()
                .asString()
                .contains(explanation, "'" + option + "'", "'" + value + "'");
        assertThat(parent).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-file", "missing/directory"})
    void saysInOneLineWhyItCannotStoreThere(String directory) throws Exception {
        Files.createFile(parent.resolve("a-file"));
        PrintStream standardError = System.err;
        try {
            assertThat(commandLine.execute("store-server", "--port=0", "--directory=" + parent.resolve(directory)))
                    .isEqualTo(1);
        } finally {
            // Now behind the queue of this run's log.
            System.setErr(standardError);
        }
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("cannot store into " + parent)
                .endsWith("give a directory that this user may write to");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void storesEverythingOfTheStandardUnlessTold() {
        StoreOptions options = parse("--directory", "instances");
        assertThat(options.directory()).contains(Path.of("instances").toAbsolutePath());
        assertThat(options.fsync()).isFalse();
        assertThat(options.anySopClass()).isFalse();
        assertThat(options.transferSyntaxes()).isEmpty();
    }

    @Test
    void takesEachOption() {
        StoreOptions options = parse(
                "--directory=d",
                "--fsync",
                "--any-sop-class",
                "--transfer-syntax=1.2.840.10008.1.2.1",
                "--transfer-syntax=1.2.840.10008.1.2");
        assertThat(options.fsync()).isTrue();
        assertThat(options.anySopClass()).isTrue();
        assertThat(options.transferSyntaxes())
                .containsExactly(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void needsNoDirectoryToDiscard() {
        assertThat(parse("--discard").directory()).isEmpty();
        assertThat(parse("--discard", "--directory=d").directory()).isEmpty();
    }

    private static StoreOptions parse(String... arguments) {
        AnyCommand command = new AnyCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.options.toStoreOptions();
    }

    @Test
    void printsItsOptionsAndThoseOfEveryServer() {
        assertThat(commandLine.execute("store-server", "--help")).isZero();
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
        assertThat(out.toString())
                .containsSubsequence(
                        "Storage:", "--directory", "--discard", "Store NOTHING", "measure", "--any-sop-class")
                .containsSubsequence("AE titles:", "Limits:", "Timeouts", "Log,");
        CommandLine server = Objects.requireNonNull(commandLine.getSubcommands().get("store-server"));
        for (OptionSpec option : server.getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                assertThat(String.join(" ", option.description()))
                        .as(option.longestName())
                        .containsPattern("Default:|Required");
            }
        }
    }
}
