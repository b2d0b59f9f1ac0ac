package org.pacsscp.examples;

import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much the server takes on. */
@Command(optionListHeading = "%nLimits:%n")
final class LimitOptions {
    @Option(
            names = "--max-associations",
            paramLabel = "N",
            defaultValue = "100",
            description = "Associations at a time; more are rejected. Default: ${DEFAULT-VALUE}")
    private int maxAssociations;

    @Option(
            names = "--max-pdu-length",
            paramLabel = "BYTES",
            defaultValue = "65536",
            description = "The longest P-DATA-TF that the server takes. Default: ${DEFAULT-VALUE}")
    private int maxPduLength;

    @Option(
            names = "--loops",
            paramLabel = "N",
            description = "Threads for input and output. Default: half the processors (here: ${DEFAULT-VALUE})")
    private int loops = Server.builder().toConfig().loops();

    void applyTo(ServerBuilder builder, OptionSetter setter) {
        Limits.Builder limits = Limits.builder();
        setter.set("--max-associations", maxAssociations, limits::maxAssociations);
        setter.set("--max-pdu-length", maxPduLength, limits::maxPduLength);
        setter.set("--loops", loops, builder::loops);
        builder.limits(limits.build());
    }
}
