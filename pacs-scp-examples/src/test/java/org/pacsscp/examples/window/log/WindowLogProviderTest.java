package org.pacsscp.examples.window.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.event.Level;

class WindowLogProviderTest {
    private final WindowLogProvider provider = new WindowLogProvider();
    private final WindowLoggers loggers = (WindowLoggers) provider.getLoggerFactory();
    private final Logger log = loggers.getLogger("org.example.Server");

    @BeforeEach
    void initialize() {
        provider.initialize();
    }

    @Test
    void hasAllThatSlf4jAsksFor() {
        assertThat(provider.getMarkerFactory().getMarker("M").getName()).isEqualTo("M");
        provider.getMDCAdapter().put("key", "value");
        assertThat(provider.getMDCAdapter().get("key")).isEqualTo("value");
        assertThat(provider.getRequestedApiVersion()).startsWith("2.0.");
        assertThat(loggers.getLogger("org.example.Server")).isSameAs(log);
    }

    @Test
    void keepsWhatIsLogged() {
        log.info("listening on {} as {}", 104, "PACS");
        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo(Level.INFO);
            assertThat(line.source()).isEqualTo("Server");
            assertThat(line.text()).isEqualTo("listening on 104 as PACS");
        });
    }

    @Test
    void makesALineOfEachLineOfAnException() {
        log.error("it failed", new IllegalStateException("for a\nreason"));
        assertThat(lines())
                .extracting(LogLine::text)
                .startsWith("it failed", "java.lang.IllegalStateException: for a", "reason")
                .anyMatch(line -> line.startsWith("    at " + getClass().getName()))
                .noneMatch(line -> line.contains("\t"));
    }

    @ParameterizedTest
    @CsvSource({"TRACE, 5", "DEBUG, 4", "INFO, 3", "WARN, 2", "ERROR, 1"})
    void logsFromALevelThatCanBeChanged(Level level, int expected) {
        loggers.level(level);
        log.trace("1");
        log.debug("2");
        log.info("3");
        log.warn("4");
        log.error("5");
        assertThat(lines()).hasSize(expected).last().extracting(LogLine::level).isEqualTo(Level.ERROR);
    }

    @Test
    void formatsLikeTheServersWithoutAWindow() {
        LogLine line = new LogLine(Instant.parse("2026-11-24T06:41:38.498Z"), Level.INFO, "association", "opened");
        assertThat(line.format(ZoneId.of("UTC"))).isEqualTo("2026-11-24 06:41:38.498 INFO association - opened");
    }

    private List<LogLine> lines() {
        return loggers.buffer().drain().lines();
    }
}
