package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** None of these command lines calls anybody. */
class CallOptionsTest {
    private static final String NOBODY = "localhost:1";

    @ParameterizedTest
    @CsvSource({
        "echo, Missing required parameter: 'HOST:PORT'",
        "echo localhost, give a host and a port",
        "echo localhost:1 more, Unmatched argument",
        "echo localhost:0, 1 to 65535",
        "echo localhost:1 --called-ae-title=, blank",
        "echo localhost:1 --tls-key=a.key, needs --tls-cert too",
        "echo localhost:1 --timeout=5, no duration",
        "store localhost:1, 'Missing required parameter: ''PATH'''",
        "store localhost:1 - -, give - once",
        "store localhost:1 --associations=0 a.dcm, '''--associations'': ''0'': associations are 0; it must be 1 to 64'",
        "store localhost:1 --associations=65 a.dcm, 1 to 64",
        "find localhost:1 --level=PATIENT, give --root patient",
        "find localhost:1 --root=worklist --level=STUDY, leave --level out",
        "find localhost:1 --root=modality, WORKLIST",
        "find localhost:1 --level=SERIES, --key StudyInstanceUID=VALUE",
        "find localhost:1 --key=Patient=P1, no attribute of PS3.6",
        "find localhost:1 --key=StudyDate=yesterday, '(0008,0020)'",
        "move localhost:1 --key=StudyInstanceUID=1.2, Missing required option: '--destination=AET'",
        "move localhost:1 --destination=WS, Missing required option: '--key=KEYWORD=VALUE'",
        "move localhost:1 --destination=WS --key=PatientID=P1, takes only unique keys",
        "move localhost:1 --destination=WS --root=worklist --key=StudyInstanceUID=1.2, nothing can be retrieved",
        "get localhost:1 --key=StudyInstanceUID=1.2, Missing required option: '--directory=DIR'",
        "get localhost:1 --directory=d --level=IMAGE --key=StudyInstanceUID=1.2, --key SeriesInstanceUID=VALUE"
    })
    void refusesAWrongOptionBeforeAnythingIsSent(String arguments, String explanation) {
        CommandLineRun run = CommandLineRun.of((Object[]) arguments.split(" ", -1));
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(explanation.replace("''", "'")).doesNotContain("\tat ");
        assertThat(run.errLines()).last().isEqualTo("Try 'pacs-scp " + arguments.split(" ", -1)[0] + " --help'.");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void takesLevelAndRootInEitherCase() {
        assertThat(CommandLineRun.of("find", NOBODY, "--root=PATIENT", "--level=series")
                        .err())
                .contains("level SERIES needs one PatientID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--level=SERIES --key=PatientName=Invented^Patient",
                "--key=PatientNam=Invented^Patient",
                "--key=PatientName=Invented^Patient --key=PatientName=Invented^Other",
                "--key=PatientBirthDate=Invented",
                "--key=Rows=Invented"
            })
    void doesNotRepeatValuesOfPatients(String options) {
        CommandLineRun run = CommandLineRun.of((Object[]) ("find " + NOBODY + " " + options).split(" ", -1));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("Invented");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "store", "find", "move", "get"})
    void saysEachDefault(String name) {
        CommandLine command =
                Objects.requireNonNull(Main.commandLine(name).getSubcommands().get(name));
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                assertThat(option.required()
                                || String.join(" ", option.description()).contains("Default: "))
                        .as(option.longestName())
                        .isTrue();
            }
        }
        CommandLineRun help = CommandLineRun.of(name, "--help");
        assertThat(help.status()).isZero();
        assertThat(help.outLines()).allMatch(line -> line.length() <= 80).containsOnlyOnce("AE titles:");
        assertThat(help.out())
                .containsSubsequence(
                        "Usage: pacs-scp " + name,
                        "HOST:PORT",
                        "--json",
                        "AE titles:",
                        "ANY-SCP",
                        "PACS_SCU",
                        "TLS",
                        "Timeouts",
                        "Log,",
                        "warn",
                        "Exit codes:",
                        "0",
                        "1",
                        "2");
    }
}
