package org.pacsscp.examples;

import org.pacsscp.api.AeTitle;
import org.pacsscp.client.Identifier;
import org.pacsscp.examples.RequestorOptions.Requestor;
import org.pacsscp.examples.call.MoveCall;
import org.pacsscp.examples.call.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a peer send instances to a third party. */
@Command(
        name = MoveCommand.NAME,
        description = "Has a peer send instances to a third party by C-MOVE.",
        optionListHeading = "%nWhere it goes:%n")
final class MoveCommand extends CallCommand {
    static final String NAME = "move";

    @Option(
            names = "--destination",
            paramLabel = "AET",
            converter = AeTitleConverter.class,
            required = true,
            description = "Who gets them, by the AE title that the peer knows. Required")
    @SuppressWarnings("NullAway.Init")
    private AeTitle destination;

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
        return CallRun.run(requestor, output, new MoveCall(output, identifier, destination));
    }
}
