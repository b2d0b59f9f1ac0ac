package org.pacsscp.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.examples.archive.HeldInstances;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whose archive is cared for, and how that ends. */
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
@Command
final class ArchiveCare {
    static final String DONE = "0:All was done, and is well";
    static final String FAILED = "1:Something is wrong; what is printed says what";
    static final String WRONG_OPTION = "2:An option is wrong";

    @Parameters(index = "0", paramLabel = "DIR", description = "The directory of an archive")
    private Path directory;

    @Mixin
    private final CatalogOptions catalog = new CatalogOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** How an archive is opened. */
    @FunctionalInterface
    interface Opening {
        HeldInstances open(Path directory, Optional<String> catalog) throws IOException;
    }

    /** What is done with it. */
    @FunctionalInterface
    interface Care {
        boolean take(HeldInstances held, PrintWriter out) throws IOException;
    }

    Path directory() {
        return directory.toAbsolutePath();
    }

    /**
     * Cares for the archive.
     *
     * @return the status of the process
     */
    int run(Opening opening, Care care) {
        new LogOptions(LogLevel.WARN).configureLog();
        PrintWriter out = command.commandLine().getOut();
        try (HeldInstances held = opening.open(directory(), catalog.url())) {
            return care.take(held, out) ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IOException | CatalogException e) {
            PrintWriter err = command.commandLine().getErr();
            err.println(e.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        } finally {
            out.flush();
        }
    }
}
