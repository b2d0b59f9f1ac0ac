package org.pacsscp.examples;

import java.util.List;
import java.util.stream.Stream;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every server. */
final class ServerOptions {
    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private final ConfigOptions config = new ConfigOptions();

    @Mixin
    private final AddressOptions addresses = new AddressOptions();

    @Mixin
    private final TlsOptions tls = new TlsOptions();

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Mixin
    private final TimeoutOptions timeouts = new TimeoutOptions();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /**
     * Returns what the options describe.
     *
     * @throws ParameterException if the API refuses the value of one
     */
    ServerBuilder builder() {
        OptionSetter setter = new OptionSetter(command);
        ServerBuilder builder = Server.builder();
        builder.endpoints(Stream.of(addresses.endpoints(setter), tls.endpoints(setter, addresses))
                .flatMap(List::stream)
                .toArray(Endpoint[]::new));
        addresses.applyTo(builder, setter);
        limits.applyTo(builder, setter);
        timeouts.applyTo(builder, setter);
        return builder;
    }
}
