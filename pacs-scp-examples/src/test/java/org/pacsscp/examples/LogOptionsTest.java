package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How a line looks is for the tests of the packaged jar: slf4j-simple reads its properties once a process. */
class LogOptionsTest {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private final Properties before = System.getProperties();

    @Command
    private static final class AnyCommand {
        @Mixin
        private final LogOptions options;

        AnyCommand() {
            options = new LogOptions();
        }

        AnyCommand(LogLevel byDefault) {
            options = new LogOptions(byDefault);
        }
    }

    @BeforeEach
    void copyProperties() {
        Properties copy = new Properties();
        copy.putAll(before);
        System.setProperties(copy);
    }

    @AfterEach
    void restoreProperties() {
        System.setProperties(before);
    }

    @Test
    void logsAtInfoUnlessTold() {
        configureLog();
        assertThat(System.getProperty(PREFIX + "defaultLogLevel")).isEqualTo("info");
    }

    @Test
    void logsWhatTheCommandWantsUnlessTold() {
        CommandLine calls = new CommandLine(new AnyCommand(LogLevel.WARN));
        calls.parseArgs();
        assertThat(calls.getUsageMessage()).containsPattern("Default:\\s+warn");
    }

    @Test
    void takesTheLevelInEitherCase() {
        configureLog("--log-level", "debug");
        assertThat(System.getProperty(PREFIX + "defaultLogLevel")).isEqualTo("debug");
        configureLog("--log-level", "WARN");
        assertThat(System.getProperty(PREFIX + "defaultLogLevel")).isEqualTo("warn");
    }

    @Test
    void logsPdusAndCommandsIfTold() {
        configureLog("--log-pdus", "--log-commands");
        assertThat(System.getProperty(PREFIX + "log.org.pacsscp.core.pdu")).isEqualTo("debug");
        assertThat(System.getProperty(PREFIX + "log.org.pacsscp.core.command")).isEqualTo("trace");
    }

    @Test
    void leavesALayoutThatTheUserChose() {
        System.setProperty(PREFIX + "showThreadName", "true");
        configureLog();
        assertThat(System.getProperty(PREFIX + "showThreadName")).isEqualTo("true");
        assertThat(System.getProperty(PREFIX + "showDateTime")).isEqualTo("true");
    }

    private static void configureLog(String... arguments) {
        AnyCommand command = new AnyCommand();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        command.options.configureLog();
    }
}
