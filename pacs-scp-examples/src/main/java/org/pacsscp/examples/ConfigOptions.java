package org.pacsscp.examples;

import java.nio.file.Path;
import org.pacsscp.examples.config.ConfiguredArguments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Names a file with options. {@link ConfiguredArguments} has read it before there were options. */
@Command(optionListHeading = "%nConfiguration:%n")
final class ConfigOptions {
    @Option(
            names = ConfiguredArguments.OPTION,
            paramLabel = "FILE",
            description = "A properties file with any of these options, without their hyphens at the beginning, as in"
                    + " port=104; what is typed counts before what it says. Default: none")
    void config(Path file) {}
}
