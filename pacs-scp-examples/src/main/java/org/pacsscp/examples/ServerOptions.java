package org.pacsscp.examples;

import org.pacsscp.api.ServerConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every server. */
final class ServerOptions {
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
    ServerConfig.Builder builder() {
        OptionSetter setter = new OptionSetter(command);
        ServerConfig.Builder builder = ServerConfig.builder();
        addresses.applyTo(builder, setter);
        tls.applyTo(builder, setter, addresses);
        limits.applyTo(builder, setter);
        timeouts.applyTo(builder, setter);
        return builder;
    }
}
