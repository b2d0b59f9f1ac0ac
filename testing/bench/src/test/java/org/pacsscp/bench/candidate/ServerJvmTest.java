package org.pacsscp.bench.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ServerJvmTest {
    /** Whatever command. */
    @Command
    private static final class Measuring {
        @Mixin
        private final ServerJvm jvm;

        Measuring(String... usual) {
            jvm = new ServerJvm(usual);
        }
    }

    @Test
    void saysInTheHelpWhatIsUsual() {
        assertThat(new CommandLine(new Measuring()).getUsageMessage()).containsPattern("Default:\\s+none");
        assertThat(new CommandLine(new Measuring("-Xmx256m", "-Xint")).getUsageMessage())
                .containsPattern("Default:\\s+-Xmx256m\\s+-Xint");
    }

    @Test
    void takesWhatIsGivenInsteadOfWhatIsUsual() {
        Measuring measuring = new Measuring("-Xmx256m");
        CommandLine commandLine = new CommandLine(measuring);

        commandLine.parseArgs();
        assertThat(measuring.jvm.runtime()).isEqualTo(new JavaRuntime(JavaRuntime.ownHome(), List.of("-Xmx256m")));

        commandLine.parseArgs("--jvm-option=-Xmx1g", "--jvm-option=-Xint");
        assertThat(measuring.jvm.runtime().options()).containsExactly("-Xmx1g", "-Xint");

        Path home = JavaRuntime.ownHome().resolve("bin/..");
        commandLine.parseArgs("--java", home.toString());
        assertThat(measuring.jvm.runtime()).isEqualTo(new JavaRuntime(home, List.of("-Xmx256m")));
    }
}
