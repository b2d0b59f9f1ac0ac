package org.pacsscp.examples;

import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the log says. */
@Command(optionListHeading = "%nLog, on standard error:%n")
final class LogOptions {
    /** How a line says when it was written. */
    static final String TIME_FORMAT = "yyyy-MM-dd HH:mm:ss.SSS";

    /** How a line looks; a property that the user gives the Java launcher wins. */
    private static final Map<String, String> LAYOUT = Map.of(
            "showDateTime", "true",
            "dateTimeFormat", TIME_FORMAT,
            "showThreadName", "false",
            "showShortLogName", "true");

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "How much: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private LogLevel level;

    @Option(
            names = "--log-pdus",
            description = "A line for each PDU: << or >>, peer, type, length, and what matters. Default: not")
    private boolean pdus;

    @Option(names = "--log-commands", description = "A line for each command set, with all its elements. Default: not")
    private boolean commands;

    /** Logs what servers are to log. */
    LogOptions() {
        this(LogLevel.INFO);
    }

    LogOptions(LogLevel byDefault) {
        level = byDefault;
    }

    /** Configures slf4j-simple, which reads its properties when the first logger is made; call it before. */
    void configureLog() {
        Properties properties = System.getProperties();
        LAYOUT.forEach((name, value) -> properties.putIfAbsent(property(name), value));
        properties.setProperty(property("defaultLogLevel"), level.toString());
        if (pdus) {
            properties.setProperty(property("log.org.pacsscp.core.pdu"), LogLevel.DEBUG.toString());
        }
        if (commands) {
            properties.setProperty(property("log.org.pacsscp.core.command"), LogLevel.TRACE.toString());
        }
    }

    private static String property(String name) {
        return "org.slf4j.simpleLogger." + name;
    }
}
