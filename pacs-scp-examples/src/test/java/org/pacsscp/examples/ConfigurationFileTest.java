package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.examples.config.ConfiguredArguments;
import picocli.CommandLine;

/** Options of a server from a file. None of these command lines starts one. */
@Timeout(60)
class ConfigurationFileTest {
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine = Main.commandLine().setErr(new PrintWriter(err, true));

    @TempDir
    private Path directory;

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("server.properties"), text);
    }

    private String[] arguments(String... typed) {
        return ConfiguredArguments.of(commandLine, typed).arguments();
    }

    @Test
    void putsWhatTheFileSaysBeforeWhatIsTyped() throws IOException {
        Path file = write("port=104\nallow=CT_1\nallow=MR_2@10.0.0.0/8\nno-plain-port=false\nlog-pdus=true\n");
        assertThat(arguments("store-server", "--config", file.toString(), "--directory=x"))
                .containsExactly(
                        "store-server",
                        "--port=104",
                        "--allow=CT_1",
                        "--allow=MR_2@10.0.0.0/8",
                        "--log-pdus",
                        "--config",
                        file.toString(),
                        "--directory=x");
    }

    @Test
    void countsWhatIsTypedBeforeTheFile() throws IOException {
        Path file = write("port=104\nallow=CT_1\nallow=MR_2\n");
        assertThat(arguments("echo-server", "--config=" + file, "--allow=US_3", "--port", "105"))
                .containsExactly("echo-server", "--config=" + file, "--allow=US_3", "--port", "105");
    }

    @Test
    void leavesTheRestAlone() {
        assertThat(arguments()).isEmpty();
        assertThat(arguments("--help")).containsExactly("--help");
        assertThat(arguments("echo-server", "--port=1")).containsExactly("echo-server", "--port=1");
        assertThat(arguments("echo-server", "--config")).containsExactly("echo-server", "--config");
        assertThat(arguments("dump", "--config=none")).containsExactly("dump", "--config=none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo-server", "store-server", "archive-server", "worklist-server"})
    void hasEveryOptionOfAServer(String server) throws IOException {
        List<String> names = new ArrayList<>(
                Objects.requireNonNull(commandLine.getSubcommands().get(server))
                        .getCommandSpec()
                        .optionsMap()
                        .keySet());
        names.removeIf(name -> !name.startsWith("--")
                || List.of("--config", "--help", "--version").contains(name));
        StringBuilder text = new StringBuilder();
        names.forEach(name -> text.append(name.substring(2)).append(" = true\n"));
        Path file = write(text.toString());
        List<String> arguments = Arrays.asList(arguments(server, "--config=" + file));
        assertThat(names).hasSizeGreaterThan(20);
        assertThat(names).allSatisfy(name -> assertThat(arguments).containsAnyOf(name, name + "=true"));
    }

    @ParameterizedTest
    @CsvSource({
        "prot=104, 'there is no option ''prot''; is ''port'' meant?'",
        "max_associations=7, 'there is no option ''max_associations''; is ''max-associations'' meant?'",
        "coffee=black, 'there is no option ''coffee''; there are ae-title, allow, any-called-ae-title, '",
        "help=true, there is no option 'help'",
        "config=other, there is no option 'config'",
        "discard=true, there is no option 'discard'",
        "log-pdus=yes, 'Invalid value for ''log-pdus'': ''yes'': give true or false'",
        "port=many, 'Invalid value for option ''--port'': ''many'' is not an int'",
        "port=70000, 'Invalid value for option ''--port'': ''70000'': '",
        "idle-timeout=soon, 'Invalid value for option ''--idle-timeout'''",
        "allow=CT_1@10.0.0.0/33, Invalid value for option '--allow'",
        "tls-key=key.pem, '--tls-key needs --tls-cert too'"
    })
    void saysInWhichLineSomethingIsWrong(String wrong, String message) throws IOException {
        Path file = write("# a server\nae-title=MY_PACS\n" + wrong + "\ndrain=10s\n");
        assertThat(run("echo-server", "--config=" + file)).isEqualTo(2);
        assertThat(err.toString().lines().findFirst()).get().asString().startsWith(file + ":3: " + message);
        assertThat(err.toString().lines()).last().isEqualTo("Try 'pacs-scp echo-server --help'.");
    }

    @Test
    void findsTheOneOfSeveralThatIsWrong() throws IOException {
        Path file = write("allow=CT_1\nallow=CT_1@\nallow=CT_2\n");
        assertThat(run("echo-server", "--config=" + file)).isEqualTo(2);
        assertThat(err.toString()).startsWith(file + ":2: Invalid value for option '--allow'");
    }

    @Test
    void saysThatAKeyComesTwice() throws IOException {
        Path file = write("port=104\nallow=CT_1\nallow=CT_2\nport=105\n");
        assertThat(run("echo-server", "--config=" + file)).isEqualTo(2);
        assertThat(err.toString()).startsWith(file + ":4: 'port' is in line 1 already; keep one of them");
    }

    @Test
    void doesNotBlameTheFileForWhatIsTyped() throws IOException {
        Path file = write("port=104\n");
        assertThat(run("echo-server", "--config=" + file, "--port=many")).isEqualTo(2);
        assertThat(err.toString()).startsWith("Invalid value for option '--port'");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThat(run("echo-server", "--config=none")).isEqualTo(2);
        assertThat(err.toString()).startsWith("there is no file none; give one that is there (--config)");
    }

    private int run(String... arguments) {
        return Main.run(commandLine, arguments);
    }
}
