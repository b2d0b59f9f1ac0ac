package org.pacsscp.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.pacsscp.archive.catalog.RebuildReport;
import org.pacsscp.examples.archive.FileCount;
import org.pacsscp.examples.archive.HeldInstances;
import org.pacsscp.examples.terminal.ProgressBar;
import org.pacsscp.examples.terminal.StatusLine;
import org.pacsscp.examples.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the catalog of an archive again. */
@Command(
        name = IndexCommand.NAME,
        description =
                "Adds the DICOM files of a directory to the catalog of its archive, such as all after the database"
                        + " was lost. No server may be using it.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ArchiveCare.DONE, ArchiveCare.FAILED, ArchiveCare.WRONG_OPTION})
final class IndexCommand implements Callable<Integer> {
    static final String NAME = "index";

    @Mixin
    private final ArchiveCare care = new ArchiveCare();

    @Override
    public Integer call() {
        return care.run(HeldInstances::openAlone, this::index);
    }

    private boolean index(HeldInstances held, PrintWriter out) throws IOException {
        Optional<ProgressBar> bar = Terminal.isAttached()
                ? Optional.of(
                        new ProgressBar(new StatusLine(System.err), System::nanoTime, FileCount.of(care.directory())))
                : Optional.empty();
        LongConsumer progress = bar.isPresent() ? bar.get()::show : seen -> {};
        RebuildReport report = held.catalog().rebuild(care.directory(), progress);
        bar.ifPresent(ProgressBar::clear);
        out.printf("%d added, %d known, %d refused%n", report.added(), report.known(), report.refused());
        return report.refused() == 0;
    }
}
