package org.pacsscp.examples;

import java.util.ArrayList;
import java.util.List;
import org.pacsscp.api.Uid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every server takes that stores. */
@Command(optionListHeading = "%nWhat is stored, and how safely:%n")
final class AcceptanceOptions {
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

    boolean fsync() {
        return fsync;
    }

    List<Uid> transferSyntaxes() {
        return transferSyntaxes;
    }

    boolean anySopClass() {
        return anySopClass;
    }
}
