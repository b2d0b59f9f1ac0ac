package org.pacsscp.examples;

import org.pacsscp.api.Client;
import org.pacsscp.api.ClientBuilder;
import org.pacsscp.client.CallOptions;
import org.pacsscp.client.RemoteEntity;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command takes that calls a peer. */
final class RequestorOptions {
    @Mixin
    private final PeerOptions peer = new PeerOptions();

    @Mixin
    private final ClientTlsOptions tls = new ClientTlsOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /**
     * What the options describe.
     *
     * @param client opens the association
     * @param remote with whom
     * @param options what ends it early
     */
    record Requestor(ClientBuilder client, RemoteEntity remote, CallOptions.Builder options) {}

    /**
     * Returns what the options describe.
     *
     * @throws ParameterException if the API refuses the value of one
     */
    Requestor requestor() {
        OptionSetter setter = new OptionSetter(command);
        ClientBuilder client = Client.builder().aeTitle(peer.calling().value()).timeouts(wait.timeouts(setter));
        tls.tls(setter).ifPresent(client::tls);
        RemoteEntity remote = setter.refusing(
                () -> tls.serverName().map(peer.remote()::certifiedAs).orElseGet(peer::remote));
        CallOptions.Builder options = CallOptions.builder();
        wait.applyTo(options, setter);
        return new Requestor(client, remote, options);
    }
}
