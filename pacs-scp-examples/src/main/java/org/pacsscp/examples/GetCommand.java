package org.pacsscp.examples;

import java.nio.file.Path;
import org.pacsscp.client.Identifier;
import org.pacsscp.examples.RequestorOptions.Requestor;
import org.pacsscp.examples.call.GetCall;
import org.pacsscp.examples.call.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a peer send instances to us. */
@Command(
        name = GetCommand.NAME,
        description =
                "Has a peer send instances to us by C-GET, on the association that asks for them, and keeps them as DICOM files.",
        optionListHeading = "%nWhere it goes:%n")
final class GetCommand extends CallCommand {
    static final String NAME = "get";

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            required = true,
            description =
                    "Where each instance becomes a file, named by its SOP instance UID; made if only its parent is"
                            + " there. Required")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Mixin
    private final RetrievalOptions retrievalOptions = new RetrievalOptions();

    @Mixin
    private final OutputOptions outputOptions = new OutputOptions();

    @Mixin
    private final RequestorOptions requestorOptions = new RequestorOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions(LogLevel.WARN);

    @Override
    public Integer call() throws InterruptedException {
        Requestor requestor = requestorOptions.requestor();
        Identifier identifier = retrievalOptions.identifier();
        logOptions.configureLog();
        Output output = outputOptions.output();
        return CallRun.run(requestor, output, new GetCall(output, identifier, directory));
    }
}
