package org.pacsscp.examples;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.pacsscp.examples.worklist.WorklistOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is on the worklist, and where steps are kept. */
@Command(optionListHeading = "%nWorklist:%n")
final class WorklistServerOptions {
    /** Below the directory of the worklist, which passes over what is no file. */
    private static final String PERFORMED = "performed";

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            required = true,
            description = "Has the entries: DICOM files named *.wl, and *.json. It is watched, and never written to"
                    + " but for what --performed says")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Option(
            names = "--performed",
            paramLabel = "DIR",
            description = "Where performed procedure steps are kept, a file each; made if only its parent is there."
                    + " Default: performed in the directory of the worklist")
    private Optional<Path> performed = Optional.empty();

    @Option(
            names = "--max-matches",
            paramLabel = "N",
            description = "How many entries a query is answered with; where more match, the last status is A700H."
                    + " Default: all")
    private Optional<Long> maxMatches = Optional.empty();

    @Option(
            names = "--lenient",
            description = "Take performed procedure steps without an instance UID, which is made then, or without"
                    + " attributes that they must have. Default: refuse them")
    private boolean lenient;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /**
     * Returns what the options describe.
     *
     * @throws ParameterException if no entry may be answered
     */
    WorklistOptions toWorklistOptions() {
        if (maxMatches.filter(most -> most < 1).isPresent()) {
            throw new ParameterException(
                    command.commandLine(), "Invalid value for option '--max-matches': allow at least 1");
        }
        return new WorklistOptions(
                directory,
                performed.orElseGet(() -> directory.resolve(PERFORMED)),
                maxMatches.map(OptionalLong::of).orElse(OptionalLong.empty()),
                lenient);
    }
}
