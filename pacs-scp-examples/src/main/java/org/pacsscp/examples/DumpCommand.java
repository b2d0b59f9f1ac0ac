package org.pacsscp.examples;

import java.util.concurrent.Callable;
import org.pacsscp.examples.dump.DumpOptions;
import org.pacsscp.examples.dump.FileDump;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what is in DICOM files. */
@Command(
        name = DumpCommand.NAME,
        description = "Prints DICOM files as text, an element a line. What may tell of a patient is masked.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        footerHeading = "%nShown without --values:%n",
        footer =
                "  Codes (CS), numbers and registered UIDs, but for those of private groups and of 0010H, 0016H, 0032H,"
                        + " 0038H, 0400H and 50xxH, and for numbers of group 0040H. Names, dates and times, all other text and UIDs,"
                        + " bytes and pixel data are masked.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {InputFiles.OK, InputFiles.UNREADABLE, InputFiles.WRONG_OPTION})
final class DumpCommand implements Callable<Integer> {
    static final String NAME = "dump";

    @Option(names = "--values", description = "Show all values, those of patients, too. Default: mask these")
    private boolean values;

    @Mixin
    private final InputFiles files = new InputFiles();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        CommandLine line = command.commandLine();
        DumpOptions options =
                new DumpOptions(values, line.getColorScheme().ansi().enabled());
        FileDump dump = new FileDump(line.getOut(), options);
        return files.forEach(line.getErr(), file -> dump.print(file::read));
    }
}
