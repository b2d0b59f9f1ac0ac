package org.pacsscp.examples;

import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the log says. */
@Command(optionListHeading = "%nLog, on standard error:%n")
final class LogOptions {
    /** How a line looks; a property that the user gives the Java launcher wins. */
    private static final Map<String, String> LAYOUT = Map.of(
            "showDateTime", "true",
            "dateTimeFormat", "yyyy-MM-dd HH:mm:ss.SSS",
            "showThreadName", "false",
            "showShortLogName", "true");

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            description = "How much: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private LogLevel level = LogLevel.INFO;

    /** Configures slf4j-simple, which reads its properties when the first logger is made; call it before. */
    void configureLog() {
        Properties properties = System.getProperties();
        LAYOUT.forEach((name, value) -> properties.putIfAbsent(property(name), value));
        properties.setProperty(property("defaultLogLevel"), level.toString());
    }

    private static String property(String name) {
        return "org.slf4j.simpleLogger." + name;
    }
}
