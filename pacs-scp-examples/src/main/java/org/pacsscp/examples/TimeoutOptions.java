package org.pacsscp.examples;

import java.time.Duration;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.Timeouts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long the server waits. */
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
@Command(optionListHeading = "%nTimeouts, such as 500ms, 30s, 5m or 1h; 0 means none:%n")
final class TimeoutOptions {
    @Option(
            names = "--artim-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "30s",
            description = "For the association request, and for the peer to close after a rejection, an abort or a "
                    + "release. Default: ${DEFAULT-VALUE}")
    private Duration artim;

    @Option(
            names = "--idle-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "60s",
            description = "For the next request of an association. Default: ${DEFAULT-VALUE}")
    private Duration idle;

    @Option(
            names = "--write-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "30s",
            description = "For the peer to take an answer. Default: ${DEFAULT-VALUE}")
    private Duration write;

    @Option(
            names = "--drain",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "30s",
            description = "For open associations to finish when the server stops; 0 aborts them at once. "
                    + "Default: ${DEFAULT-VALUE}")
    private Duration drain;

    void applyTo(ServerBuilder builder, OptionSetter setter) {
        Timeouts.Builder timeouts = Timeouts.builder();
        setter.set("--artim-timeout", artim, timeouts::artim);
        setter.set("--artim-timeout", artim, timeouts::request);
        setter.set("--idle-timeout", idle, timeouts::idle);
        setter.set("--write-timeout", write, timeouts::write);
        setter.set("--drain", drain, timeouts::drain);
        builder.timeouts(timeouts.build());
    }
}
