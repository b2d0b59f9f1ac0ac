package org.pacsscp.examples;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Peer;
import org.pacsscp.api.ServerBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where the server listens, what it is called, and who may call it. */
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
@Command(optionListHeading = "%nAddresses and AE titles:%n")
final class AddressOptions {
    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description = "An address to listen on, IPv4 or IPv6; repeatable. Default: all")
    private List<InetAddress> bind = List.of();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on; 0 is any free one. Default: " + Endpoint.DEFAULT_PORT)
    private Optional<Integer> port;

    @Option(
            names = "--no-plain-port",
            description = "Listen with TLS only, on --tls-port. Default: without TLS, on --port")
    private boolean noPlainPort;

    @Option(
            names = "--ae-title",
            paramLabel = "AET",
            converter = AeTitleConverter.class,
            defaultValue = "PACS_SCP",
            description = "An AE title that the server answers to; repeatable. Default: ${DEFAULT-VALUE}")
    private List<AeTitle> aeTitles = List.of();

    @Option(
            names = "--any-called-ae-title",
            description = "Answer to any called AE title. Default: only to those of --ae-title")
    private boolean anyCalledAeTitle;

    @Option(
            names = "--allow",
            paramLabel = "AET[@HOST|@CIDR]",
            converter = PeerConverter.class,
            description =
                    "A caller that may come in, by its AE title and where it comes from; repeatable. Default: all")
    private List<Peer> allow = List.of();

    @Option(
            names = "--deny",
            paramLabel = "HOST|CIDR",
            converter = NetworkConverter.class,
            description = "Addresses whose connections are closed at once; repeatable. Default: none")
    private List<Peer.Network> deny = List.of();

    @Option(
            names = "--trust-proxy",
            paramLabel = "HOST|CIDR",
            converter = NetworkConverter.class,
            description =
                    "A proxy whose connections begin with a PROXY header, version 1 or 2; repeatable. Default: none")
    private List<Peer.Network> trustProxy = List.of();

    boolean noPlainPort() {
        return noPlainPort;
    }

    void applyTo(ServerBuilder builder, OptionSetter setter) {
        builder.aeTitle(aeTitles.stream().map(AeTitle::value).toArray(String[]::new));
        builder.anyCalledAeTitle(anyCalledAeTitle);
        builder.deny(deny.toArray(Peer.Network[]::new));
        builder.trustedProxies(trustProxy.toArray(Peer.Network[]::new));
        if (!allow.isEmpty()) {
            builder.policy(AssociationPolicy.peers(allow.toArray(Peer[]::new)));
        }
    }

    /** Returns where to listen without TLS. */
    List<Endpoint> endpoints(OptionSetter setter) {
        if (noPlainPort && port.isPresent()) {
            throw setter.refusal("--no-plain-port contradicts --port; leave one of them out");
        }
        return noPlainPort ? List.of() : at(setter, "--port", port.orElse(Endpoint.DEFAULT_PORT), Endpoint::plain);
    }

    /** Makes endpoints of a port on the addresses that were named, on all if none was. */
    List<Endpoint> at(OptionSetter setter, String option, int port, Function<InetSocketAddress, Endpoint> kind) {
        List<Endpoint> endpoints = new ArrayList<>();
        setter.set(option, port, value -> {
            if (bind.isEmpty()) {
                endpoints.add(kind.apply(Endpoint.plain(value).address()));
            }
            bind.forEach(address -> endpoints.add(kind.apply(new InetSocketAddress(address, value))));
        });
        return endpoints;
    }
}
