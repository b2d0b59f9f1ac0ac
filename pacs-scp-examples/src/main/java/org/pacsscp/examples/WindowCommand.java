package org.pacsscp.examples;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.pacsscp.api.Timeouts;
import org.pacsscp.examples.window.SettingsFile;
import org.pacsscp.examples.window.swing.DesktopWindow;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A server with a window, in which it is described, started, watched and stopped. */
@Command(
        name = WindowCommand.NAME,
        description =
                "Opens a window in which a server is described, started, watched and stopped: an echo server, an archive"
                        + " or a worklist.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The window was closed",
            "1:There is no screen to open it on",
            "2:An option is wrong",
            "3:It had to be ended by force: " + ServerRun.FORCED_WHEN
        })
final class WindowCommand implements Callable<Integer> {
    static final String NAME = "window";

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Where the window remembers what was typed into it. Default: window.properties in the"
                    + " directory pacs-scp of the user's configuration")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Optional<Path> settings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> obstacle = DesktopWindow.obstacle();
        if (obstacle.isPresent()) {
            command.commandLine().getErr().println(obstacle.get());
            command.commandLine().getErr().flush();
            return ExitCode.SOFTWARE;
        }
        Path home = Path.of(System.getProperty("user.home"));
        Path path = settings.orElseGet(
                () -> SettingsFile.defaultPath(System.getenv(), System.getProperty("os.name"), home));
        // The window has no field for the drain.
        Duration limit = Timeouts.defaults().drain().plus(ProcessEnd.GRACE);
        DesktopWindow.run(
                new SettingsFile(path),
                closeServer -> ProcessEnd.prepare(limit, () -> {
                    closeServer.run();
                    return OptionalInt.empty();
                }));
        return ExitCode.OK;
    }
}
