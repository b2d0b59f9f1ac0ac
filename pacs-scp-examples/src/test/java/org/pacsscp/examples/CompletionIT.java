package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.testing.process.Interop;

/** The completion of the command line in real shells. */
@Timeout(60)
class CompletionIT {
    /** Completes the last of the words, outside of readline; the function's name is picocli's. */
    private static final String COMPLETE =
            "; compopt() { :; }; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_pacs-scp;"
                    + " printf '%s\\n' \"${COMPREPLY[@]}\"";

    /** The prompt is not written as it is shown: the terminal shows what is typed, too. */
    private static final String TERMINAL = """
            zmodload zsh/zpty
            zpty z env TERM=dumb zsh -f -i
            zpty -w z "autoload -U compinit; compinit -D -u; source $1; PS1='REA''DY '"
            zpty -r z out '*READY*'
            zpty -w -n z $2$'\\t'
            zpty -r z out "*$3*"
            print -r -- "${out##*READY}"
            zpty -d z
            """;

    @TempDir
    private Path directory;

    private Path script;

    @BeforeEach
    void generate() throws IOException {
        StringWriter out = new StringWriter();
        assertThat(Main.commandLine("generate-completion")
                        .setOut(new PrintWriter(out, true))
                        .execute("generate-completion"))
                .isZero();
        script = Files.writeString(directory.resolve("completion"), out.toString());
    }

    @Test
    void completesInBash() throws IOException, InterruptedException {
        assertThat(bash("pacs-scp wor")).containsExactlyInAnyOrder("worklist-server", "worklist-entries");
        assertThat(bash("pacs-scp echo-server --con")).containsExactly("--config");
        assertThat(bash("pacs-scp store-server --any-")).contains("--any-sop-class", "--any-instance-uid");
    }

    private List<String> bash(String words) throws IOException, InterruptedException {
        return run("bash", "-c", "source " + script + "; COMP_WORDS=(" + words + ")" + COMPLETE);
    }

    @Test
    void completesInZsh() throws IOException, InterruptedException {
        Interop.needs(Path.of("/usr/bin/zsh"), "apt-get install zsh");
        assertThat(zsh("pacs-scp worklist-s", "worklist-server")).endsWith("pacs-scp worklist-server");
        assertThat(zsh("pacs-scp echo-server --con", "--config")).endsWith("pacs-scp echo-server --config");
    }

    /** Types in a shell on a terminal of its own; it is waited for what is expected. */
    private String zsh(String typed, String expected) throws IOException, InterruptedException {
        Path terminal = Files.writeString(directory.resolve("terminal"), TERMINAL);
        List<String> shown = run("zsh", "-f", terminal.toString(), script.toString(), typed, expected);
        return String.join("", shown).strip();
    }

    private List<String> run(String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return Files.readAllLines(output);
        } finally {
            process.destroyForcibly();
        }
    }
}
