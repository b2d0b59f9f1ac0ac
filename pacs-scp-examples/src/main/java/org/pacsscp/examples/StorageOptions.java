package org.pacsscp.examples;

import java.nio.file.Path;
import java.util.Optional;
import org.pacsscp.examples.store.StoreOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where is stored, and what besides. */
@Command(optionListHeading = "%nStorage:%n")
final class StorageOptions {
    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "Where each instance becomes a file, named by its SOP instance UID; made if only its parent is"
                            + " there. Required, but for --discard")
    private Optional<Path> directory = Optional.empty();

    @Option(
            names = "--discard",
            description = "Store NOTHING: read each instance, drop it and answer success, only to measure. Default:"
                    + " store")
    private boolean discard;

    @Option(
            names = "--any-instance-uid",
            description = "Take instances whose SOP instance UIDs are none, as some devices send them: up to 64"
                    + " printable ASCII characters. Their file names are escaped. Default: refuse them with 0117H")
    private boolean anyInstanceUid;

    @Mixin
    private final AcceptanceOptions acceptance = new AcceptanceOptions();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /**
     * Returns what the options describe.
     *
     * @throws ParameterException if it is not said where to store
     */
    StoreOptions toStoreOptions() {
        if (directory.isEmpty() && !discard) {
            throw new MissingParameterException(
                    command.commandLine(),
                    command.findOption("--directory"),
                    "Missing required option: '--directory=DIR'");
        }
        Optional<Path> kept = discard ? Optional.empty() : directory.map(Path::toAbsolutePath);
        return new StoreOptions(
                kept, acceptance.fsync(), acceptance.transferSyntaxes(), acceptance.anySopClass(), anyInstanceUid);
    }
}
