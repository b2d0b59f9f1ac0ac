package org.pacsscp.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.examples.store.StoreOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is stored, and how. */
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
            names = "--fsync",
            description = "Answer success only when the instance is on the disk, so that it outlives a crash of the"
                    + " machine. Default: it outlives a crash of this process only")
    private boolean fsync;

    @Option(
            names = "--transfer-syntax",
            paramLabel = "UID",
            converter = UidConverter.class,
            description = "A transfer syntax to accept; repeatable, the first is preferred. Default: any with the pixel"
                    + " data within")
    private List<Uid> transferSyntaxes = new ArrayList<>();

    @Option(
            names = "--any-sop-class",
            description = "Accept any SOP class, private ones among them. Default: those of the standard that are"
                    + " stored, retired ones among them")
    private boolean anySopClass;

    @Option(
            names = "--any-instance-uid",
            description = "Take instances whose SOP instance UIDs are none, as some devices send them: up to 64"
                    + " printable ASCII characters. Their file names are escaped. Default: refuse them with 0117H")
    private boolean anyInstanceUid;

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
        return new StoreOptions(kept, fsync, transferSyntaxes, anySopClass, anyInstanceUid);
    }
}
