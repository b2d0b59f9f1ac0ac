package org.pacsscp.examples;

import org.pacsscp.api.AeTitle;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.examples.call.PeerAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whom a command calls, and as whom. */
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
@Command(optionListHeading = "%nAE titles:%n")
final class PeerOptions {
    @Parameters(
            index = "0",
            paramLabel = "HOST:PORT",
            converter = PeerAddressConverter.class,
            description = "Where the peer listens. An IPv6 address is in brackets, such as [::1]:11112")
    private PeerAddress address;

    @Option(
            names = "--called-ae-title",
            paramLabel = "AET",
            converter = AeTitleConverter.class,
            defaultValue = "ANY-SCP",
            description = "What the peer is called. Default: ${DEFAULT-VALUE}")
    private AeTitle called;

    @Option(
            names = "--calling-ae-title",
            paramLabel = "AET",
            converter = AeTitleConverter.class,
            defaultValue = "PACS_SCU",
            description = "What we are called. Default: ${DEFAULT-VALUE}")
    private AeTitle calling;

    AeTitle calling() {
        return calling;
    }

    RemoteEntity remote() {
        return RemoteEntity.of(called.value(), address.host(), address.port());
    }
}
