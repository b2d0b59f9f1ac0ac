package org.pacsscp.examples;

import java.nio.file.Path;
import java.util.List;
import org.pacsscp.examples.RequestorOptions.Requestor;
import org.pacsscp.examples.call.Output;
import org.pacsscp.examples.call.StoreCall;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stores files with a peer. */
@Command(
        name = StoreCommand.NAME,
        description = "Stores DICOM files with a peer by C-STORE: as they are where it takes that, else converted."
                + " Pixel data is neither compressed nor decompressed.",
        optionListHeading = "%nHow it is stored:%n")
final class StoreCommand extends CallCommand {
    static final String NAME = "store";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PATH",
            description = "What to store: a file; a directory with all in it and below, but hidden files and DICOMDIR;"
                    + " or - for one instance from the standard input")
    @SuppressWarnings("NullAway.Init")
    private List<Path> paths;

    @Option(
            names = "--associations",
            paramLabel = "N",
            defaultValue = "1",
            description = "Over how many associations at once. Default: ${DEFAULT-VALUE}")
    private int associations;

    @Mixin
    private final OutputOptions outputOptions = new OutputOptions();

    @Mixin
    private final RequestorOptions requestorOptions = new RequestorOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions(LogLevel.WARN);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        OptionSetter setter = new OptionSetter(command);
        Requestor requestor = requestorOptions.requestor();
        setter.set("--associations", associations, requestor.options()::associations);
        Output output = outputOptions.output();
        StoreCall call = setter.refusing(() -> new StoreCall(output, paths, System.in, System::nanoTime));
        logOptions.configureLog();
        return CallRun.run(requestor, output, call);
    }
}
