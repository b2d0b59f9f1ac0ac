package org.pacsscp.examples;

import java.util.List;
import java.util.Optional;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.examples.call.Key;
import org.pacsscp.examples.call.QueryRoot;
import org.pacsscp.examples.call.Question;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is retrieved. */
@Command(optionListHeading = "%nWhat is retrieved:%n")
final class RetrievalOptions {
    @Option(
            names = "--root",
            paramLabel = "study|patient",
            defaultValue = "study",
            description = "The information model. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private QueryRoot root;

    @Option(
            names = "--level",
            paramLabel = "PATIENT|STUDY|SERIES|IMAGE",
            description = "Of what the last unique key is. Default: STUDY")
    private Optional<QueryLevel> level = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "KEYWORD=VALUE",
            converter = KeyConverter.class,
            required = true,
            description = "A unique key of the level or of one above it: PatientID, StudyInstanceUID,"
                    + " SeriesInstanceUID, SOPInstanceUID; repeatable. Several UIDs of the level: A\\B")
    private List<Key> keys = List.of();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /**
     * Returns what the options describe.
     *
     * @throws ParameterException if a key is missing, or there are others than unique ones
     */
    Identifier identifier() {
        return new OptionSetter(command).refusing(() -> new Question(root, level, keys).retrieval());
    }
}
