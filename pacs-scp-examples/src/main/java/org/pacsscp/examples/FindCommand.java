package org.pacsscp.examples;

import java.util.List;
import java.util.Optional;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.examples.RequestorOptions.Requestor;
import org.pacsscp.examples.call.FindCall;
import org.pacsscp.examples.call.Key;
import org.pacsscp.examples.call.Output;
import org.pacsscp.examples.call.QueryRoot;
import org.pacsscp.examples.call.Question;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Searches what a peer has. */
@Command(
        name = FindCommand.NAME,
        description = "Searches patients, studies, series, instances or a worklist by C-FIND, and prints what is found:"
                + " its values are those of patients.",
        optionListHeading = "%nWhat is searched for:%n")
final class FindCommand extends CallCommand {
    static final String NAME = "find";

    @Option(
            names = "--root",
            paramLabel = "study|patient|worklist",
            defaultValue = "study",
            description = "The information model. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private QueryRoot root;

    @Option(
            names = "--level",
            paramLabel = "PATIENT|STUDY|SERIES|IMAGE",
            description = "What is searched for; not in the worklist. Default: STUDY, and PATIENT in the patient root")
    private Optional<QueryLevel> level = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "KEYWORD[=VALUE]",
            converter = KeyConverter.class,
            description =
                    "What must match, or without a value only be returned; repeatable. In a sequence:"
                            + " SEQUENCE[0].KEYWORD. Several values: A\\B. Default: only the unique key of the level is returned")
    private List<Key> keys = List.of();

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
        Requestor requestor = requestorOptions.requestor();
        Identifier identifier = new OptionSetter(command).refusing(() -> new Question(root, level, keys).search());
        logOptions.configureLog();
        Output output = outputOptions.output();
        return CallRun.run(requestor, output, new FindCall(output, identifier));
    }
}
