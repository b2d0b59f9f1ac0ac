package org.pacsscp.examples;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.pacsscp.api.Server;
import org.pacsscp.api.conformance.ConformanceStatement;
import org.pacsscp.examples.conformance.StatementFormat;
import picocli.CommandLine.ExitCode;

/** Prints what the server of a command conforms to, and never starts it. */
final class DescribedServer implements ServerUse {
    private final Supplier<StatementFormat> format;

    DescribedServer(Supplier<StatementFormat> format) {
        this.format = format;
    }

    /** Nothing is to be told but the tables, and what goes wrong. */
    @Override
    public void prepareLog(LogOptions options) {
        new LogOptions(LogLevel.WARN).configureLog();
    }

    @Override
    public int use(Supplier<Server> build, PrintWriter out, PrintWriter err) {
        try (Server server = build.get()) {
            out.print(format.get().format(ConformanceStatement.of(server)));
            out.flush();
            return ExitCode.OK;
        } catch (IllegalArgumentException | IllegalStateException e) {
            err.println(e.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        }
    }
}
