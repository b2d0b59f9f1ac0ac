package org.pacsscp.examples;

import java.util.Optional;
import org.pacsscp.api.Uid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How input is encoded that does not say so itself. */
@Command
final class EncodingOption {
    @Option(
            names = "--data-set-in",
            paramLabel = "UID",
            converter = TransferSyntaxConverter.class,
            description =
                    "What is read is a data set without file meta information in this transfer syntax, by UID or by"
                            + " keyword, such as DeflatedExplicitVRLittleEndian. Default: the file says, or its first element shows")
    private Optional<Uid> transferSyntax = Optional.empty();

    /** Returns the transfer syntax; empty if the input shows it. */
    Optional<Uid> transferSyntax() {
        return transferSyntax;
    }
}
