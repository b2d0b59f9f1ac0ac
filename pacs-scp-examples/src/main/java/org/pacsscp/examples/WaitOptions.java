package org.pacsscp.examples;

import java.time.Duration;
import org.pacsscp.api.Timeouts;
import org.pacsscp.client.CallOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a command waits for its peer. */
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
@Command(optionListHeading = "%nTimeouts, such as 500ms, 30s, 5m or 1h; 0 means none:%n")
final class WaitOptions {
    @Option(
            names = "--connect-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "10s",
            description = "For the connection, and then for the TLS handshake. Default: ${DEFAULT-VALUE}")
    private Duration connect;

    @Option(
            names = "--accept-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "30s",
            description = "For the peer to accept the association. Default: ${DEFAULT-VALUE}")
    private Duration accept;

    @Option(
            names = "--response-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "60s",
            description = "For each response. Default: ${DEFAULT-VALUE}")
    private Duration response;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "0",
            description = "For everything together. Default: ${DEFAULT-VALUE}")
    private Duration all;

    Timeouts timeouts(OptionSetter setter) {
        Timeouts.Builder timeouts = Timeouts.builder();
        setter.set("--connect-timeout", connect, timeouts::connect);
        setter.set("--connect-timeout", connect, timeouts::tlsHandshake);
        setter.set("--accept-timeout", accept, timeouts::accept);
        setter.set("--response-timeout", response, timeouts::response);
        return timeouts.build();
    }

    void applyTo(CallOptions.Builder options, OptionSetter setter) {
        setter.set("--timeout", all, options::timeout);
    }
}
