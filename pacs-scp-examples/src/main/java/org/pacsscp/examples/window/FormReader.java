package org.pacsscp.examples.window;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Peer;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.Timeouts;
import org.pacsscp.client.RemoteEntity;

/**
 * Makes the description of a server from what was typed, or finds all that is wrong. It asks for the addresses of hosts,
 * which takes time; belongs to one thread.
 */
final class FormReader {
    private static final int MOST_PEERS = 100_000;
    private static final int LONGEST_IDLE_TIMEOUT =
            Math.toIntExact(Duration.ofDays(365).toSeconds());
    private static final int HIGHEST_PORT = 65_535;

    private final ServerForm form;
    private final ProblemList problems = new ProblemList();

    private FormReader(ServerForm form) {
        this.form = form;
    }

    /** What was read. */
    sealed interface Reading {
        /**
         * A description that is right.
         *
         * @param builder of the server
         * @param service what it serves
         * @param directory where that has its files; empty if it needs none
         * @param destinations where an archive may send instances: the peers of whom it is known where they listen
         */
        record Ready(ServerBuilder builder, ServiceChoice service, Path directory, List<RemoteEntity> destinations)
                implements Reading {}

        /** What is wrong: at least one thing, in the order of the form. */
        record Refused(List<Problem> problems) implements Reading {}
    }

    static Reading read(ServerForm form) {
        return new FormReader(form).read();
    }

    private Reading read() {
        Optional<AeTitle> aeTitle = problems.at(Place.Field.AE_TITLE, () -> AeTitle.of(form.aeTitle()));
        Optional<Path> directory = problems.at(Place.Field.DIRECTORY, this::directory);
        Optional<InetAddress> address = form.address().isEmpty()
                ? Optional.empty()
                : problems.at(Place.Field.ADDRESS, () -> address(form.address()));
        Optional<Integer> port =
                problems.at(Place.Field.PORT, () -> ProblemList.number("port", form.port(), 0, HIGHEST_PORT));
        Optional<Integer> most = problems.at(
                Place.Field.MAXIMUM_PEERS,
                () -> ProblemList.number("maximum of peers", form.maximumPeers(), 1, MOST_PEERS));
        Optional<Integer> idle = problems.at(
                Place.Field.IDLE_TIMEOUT,
                () -> ProblemList.number("idle timeout", form.idleTimeout(), 0, LONGEST_IDLE_TIMEOUT));
        List<Peer> peers = peers();
        if (!problems.found().isEmpty()) {
            return new Reading.Refused(problems.found());
        }
        ServerBuilder builder = Server.builder()
                .aeTitle(aeTitle.orElseThrow().value())
                .limits(Limits.builder().maxAssociations(most.orElseThrow()).build())
                .timeouts(Timeouts.builder()
                        .idle(Duration.ofSeconds(idle.orElseThrow()))
                        .build());
        address.ifPresentOrElse(
                host -> builder.endpoints(Endpoint.plain(new InetSocketAddress(host, port.orElseThrow()))),
                () -> builder.port(port.orElseThrow()));
        if (!peers.isEmpty()) {
            builder.policy(AssociationPolicy.peers(peers.toArray(Peer[]::new)));
        }
        return new Reading.Ready(builder, form.service(), directory.orElseThrow(), destinations());
    }

    private Path directory() {
        if (!form.service().needsDirectory()) {
            return Path.of("");
        }
        if (form.directory().isEmpty()) {
            throw new IllegalArgumentException("directory is empty; choose one");
        }
        Path directory = Path.of(form.directory());
        if (form.service() == ServiceChoice.WORKLIST && !Files.isDirectory(directory)) {
            throw new IllegalArgumentException("there is no directory " + directory + "; give that of the entries");
        }
        return directory;
    }

    /** Returns the peers whose hosts and ports are typed. */
    private List<RemoteEntity> destinations() {
        return form.allowedPeers().stream()
                .filter(peer -> !peer.host().isEmpty()
                        && peer.host().indexOf('/') < 0
                        && !peer.port().isEmpty())
                .map(peer -> RemoteEntity.of(peer.aeTitle(), peer.host(), Integer.parseInt(peer.port())))
                .toList();
    }

    private List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        for (int row = 0; row < form.allowedPeers().size(); row++) {
            AllowedPeer typed = form.allowedPeers().get(row);
            if (!typed.isBlank()) {
                peer(row, typed).ifPresent(peers::add);
            }
        }
        return peers;
    }

    private Optional<Peer> peer(int row, AllowedPeer typed) {
        Optional<AeTitle> aeTitle =
                problems.at(new Place.PeerCell(row, Place.Column.AE_TITLE), () -> AeTitle.of(typed.aeTitle()));
        Optional<Peer.Network> network = typed.host().isEmpty()
                ? Optional.empty()
                : problems.at(new Place.PeerCell(row, Place.Column.HOST), () -> Peer.Network.parse(typed.host()));
        if (!typed.port().isEmpty()) {
            problems.at(
                    new Place.PeerCell(row, Place.Column.PORT),
                    () -> ProblemList.number("port", typed.port(), 1, HIGHEST_PORT));
        }
        return aeTitle.map(title -> new Peer(title, network));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "address \"" + text + "\" is not known; give one of this machine, such as 127.0.0.1, or leave it"
                            + " empty for all",
                    e);
        }
    }
}
