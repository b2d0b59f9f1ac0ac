package org.pacsscp.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.pacsscp.archive.catalog.VerificationReport;
import org.pacsscp.examples.archive.HeldInstances;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares the files of an archive with what they were. */
@Command(
        name = VerifyCommand.NAME,
        description =
                "Reads the files of an archive and compares them with what was stored: their length and checksum. A"
                        + " server may be using it meanwhile.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ArchiveCare.DONE, ArchiveCare.FAILED, ArchiveCare.WRONG_OPTION})
final class VerifyCommand implements Callable<Integer> {
    static final String NAME = "verify";

    @Mixin
    private final ArchiveCare care = new ArchiveCare();

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Override
    public Integer call() {
        return care.run(HeldInstances::openBeside, this::verify);
    }

    private boolean verify(HeldInstances held, PrintWriter out) throws IOException {
        VerificationReport report = held.catalog().verify(selection.selection(), held.store());
        report.missing().forEach(uid -> out.println("missing " + uid));
        report.damaged().forEach(uid -> out.println("damaged " + uid));
        out.printf(
                "%d intact, %d missing, %d damaged%n",
                report.intact(), report.missing().size(), report.damaged().size());
        return report.isClean();
    }
}
