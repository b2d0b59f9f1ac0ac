package org.pacsscp.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.json.DataSetJsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the data sets of DICOM files as JSON. */
@Command(
        name = JsonCommand.NAME,
        description = "Prints the data sets of DICOM files as JSON (PS3.18 Annex F), an object for each file, with all"
                + " values. Encapsulated pixel data is a BulkDataURI: that of the file, then #7FE00010.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {InputFiles.OK, InputFiles.UNREADABLE, InputFiles.WRONG_OPTION})
final class JsonCommand implements Callable<Integer> {
    static final String NAME = "json";

    @Option(names = "--indent", description = "Break lines and indent them. Default: one line for each file")
    private boolean indent;

    @Mixin
    private final InputFiles files = new InputFiles();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        return files.forEach(command.commandLine().getErr(), file -> {
            out.println(json(file));
            out.flush();
        });
    }

    /** Whole before anything is printed, so that no half of an object ever is. */
    private String json(InputFile input) throws IOException {
        DicomFile file = input.read();
        DataSetJsonWriter writer = DataSetJsonWriter.create()
                .withBulkData(element ->
                        element.isEncapsulated() ? Optional.of(bulkData(input, element.tag())) : Optional.empty());
        return (indent ? writer.indented() : writer).write(file.dataSet());
    }

    private static String bulkData(InputFile input, int tag) {
        return input.uri() + "#%08X".formatted(tag);
    }
}
