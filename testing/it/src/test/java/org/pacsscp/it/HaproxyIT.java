package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Peer;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.Uid;
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testing.process.Ports;
import org.pacsscp.testkit.requestor.AssociationRefusedError;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/** Servers behind HAProxy, with the configuration that docs/operations.md recommends. */
class HaproxyIT {
    /** So many echo, and as many store. */
    private static final int CLIENTS = 3;

    private static final int ECHOES_AN_ASSOCIATION = 20;
    private static final int STORES_AN_ASSOCIATION = 5;
    private static final int DATA_SET_LENGTH = 300_000;

    /** Nobody listens there. */
    private static final int NOWHERE = 1;

    @TempDir
    Path directory;

    private final Set<String> stored = ConcurrentHashMap.newKeySet();
    private final Set<String> toldStored = ConcurrentHashMap.newKeySet();
    private final AtomicLong instances = new AtomicLong();

    @BeforeEach
    void needPeers() {
        Haproxy.program();
        Interop.needs("echoscu", "apt-get install dcmtk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"send-proxy", "send-proxy-v2"})
    void passesTheAddressesOfPeersOn(String sendProxy) throws IOException, InterruptedException {
        try (ExampleServer server = ExampleServer.start(
                        "--trust-proxy",
                        Haproxy.ADDRESS,
                        "--allow",
                        "BEHIND@127.0.0.1",
                        "--allow",
                        "PROXY@" + Haproxy.ADDRESS,
                        "--log-level",
                        "debug");
                Haproxy haproxy = Haproxy.start(directory, sendProxy, server.port(), NOWHERE)) {
            awaitHealthy(haproxy);
            server.awaitLog(2, "without a byte");

            assertThat(echo(haproxy, "BEHIND")).returns(0, Commands.Result::exitCode);
            assertThat(echo(haproxy, "PROXY").output()).contains("Calling AE Title Not Recognized");

            assertThat(server.log())
                    .filteredOn(line -> line.contains("opened"))
                    .allMatch(line -> line.contains("from 127.0.0.1:"))
                    .noneMatch(line -> line.contains("from " + Haproxy.ADDRESS));
            assertThat(server.log())
                    .as("health checks are neither associations nor warnings")
                    .noneMatch(line -> line.contains("WARN") && line.contains("ended without an association"));
        }
    }

    /**
     * Each of two instances is restarted in turn while some clients echo and others store: what they are not told of is not
     * lost, and what they are told was stored is there.
     */
    @Test
    void losesNothingWhenInstancesAreRestartedInTurn() throws Exception {
        try (Server one = instance();
                Server two = instance();
                Haproxy haproxy = Haproxy.start(directory, "send-proxy-v2", one.port(), two.port())) {
            awaitHealthy(haproxy);
            long before = answered(one, two);
            AtomicBoolean over = new AtomicBoolean();
            AtomicLong toldNotToCome = new AtomicLong();
            List<CompletableFuture<Long>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(supply(() -> echoUntil(over, haproxy, toldNotToCome)));
                clients.add(supply(() -> storeUntil(over, haproxy, toldNotToCome)));
            }
            try {
                for (Server restarting : List.of(one, two, one, two)) {
                    awaitAnswers(restarting, 200);
                    restarting.stop(Duration.ofSeconds(30));
                    restarting.start();
                }
                awaitAnswers(one, 200);
                awaitAnswers(two, 200);
            } finally {
                over.set(true);
            }
            long succeeded = 0;
            for (CompletableFuture<Long> client : clients) {
                succeeded += client.get(30, TimeUnit.SECONDS);
            }
            assertThat(succeeded).isPositive().isEqualTo(answered(one, two) - before);
            assertThat(stored).isNotEmpty().isEqualTo(toldStored);
            assertThat(one.statistics().associationsAborted()).isZero();
            assertThat(two.statistics().associationsAborted()).isZero();
        }
    }

    /** On a thread of its own: the common pool may have one thread only. */
    private static CompletableFuture<Long> supply(Supplier<Long> client) {
        return CompletableFuture.supplyAsync(client, task -> new Thread(task, "haproxy-client").start());
    }

    private Server instance() throws IOException {
        int port = Ports.free();
        return Server.builder()
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                .trustedProxies(Peer.Network.parse(Haproxy.ADDRESS))
                .handler(new WorkerHandler(
                        this::store,
                        ServiceCapability.performer(SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE, CommandField.C_STORE_RQ)))
                .timeouts(Timeouts.builder().drain(Duration.ZERO).build())
                .build()
                .start();
    }

    private DimseStatus store(Action action) throws IOException {
        if (action.dataSet().readAllBytes().length != DATA_SET_LENGTH) {
            throw new IOException("a data set of another length");
        }
        stored.add(action.command().affectedSopInstanceUid().orElseThrow().value());
        return DimseStatus.SUCCESS;
    }

    /** The server takes its share of the load. */
    private static void awaitAnswers(Server server, int count) {
        long before = server.statistics().requestsAnswered();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> server.statistics().requestsAnswered() >= before + count);
    }

    private static long answered(Server one, Server two) {
        return one.statistics().requestsAnswered() + two.statistics().requestsAnswered();
    }

    /** Who has no association is told by the rejection, or by the end of the connection; whoever has one is served. */
    private static long echoUntil(AtomicBoolean over, Haproxy haproxy, AtomicLong toldNotToCome) {
        long echoed = 0;
        try {
            while (!over.get()) {
                Optional<Requestor> accepted = ask(haproxy, Verifier.proposal("RAW_ECHO"));
                if (accepted.isEmpty()) {
                    toldNotToCome.incrementAndGet();
                    continue;
                }
                try (Requestor client = accepted.get()) {
                    for (int i = 0; i < ECHOES_AN_ASSOCIATION; i++) {
                        assertThat(Verifier.echo(client)).isZero();
                        echoed++;
                    }
                    client.release();
                }
            }
            return echoed;
        } catch (IOException e) {
            throw new AssertionError("lost after " + echoed + " echoes, " + toldNotToCome + " not let in", e);
        }
    }

    private long storeUntil(AtomicBoolean over, Haproxy haproxy, AtomicLong toldNotToCome) {
        Proposal storage = Proposal.to(ExampleServer.AE_TITLE).context(SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE);
        byte[] dataSet = new byte[DATA_SET_LENGTH];
        long sent = 0;
        try {
            while (!over.get()) {
                Optional<Requestor> accepted = ask(haproxy, storage);
                if (accepted.isEmpty()) {
                    toldNotToCome.incrementAndGet();
                    continue;
                }
                try (Requestor client = accepted.get()) {
                    for (int i = 0; i < STORES_AN_ASSOCIATION; i++) {
                        String instance = "1.2.3." + instances.incrementAndGet();
                        assertThat(client.store(SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE, Uid.of(instance), dataSet)
                                        .status())
                                .isEqualTo(DimseStatus.SUCCESS);
                        toldStored.add(instance);
                        sent++;
                    }
                    client.release();
                }
            }
            return sent;
        } catch (IOException e) {
            throw new AssertionError("lost after " + sent + " instances, " + toldNotToCome + " not let in", e);
        }
    }

    /** Asks for an association; empty if it is rejected for now, or the connection ends. */
    private static Optional<Requestor> ask(Haproxy haproxy, Proposal proposal) throws IOException {
        try {
            return Optional.of(proposal.open(Haproxy.ADDRESS, haproxy.port()));
        } catch (AssociationRefusedError e) {
            assertThat(e.heard().word()).isIn("RJ(2,3,1)", "close", "reset");
            return Optional.empty();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    /** The proxy believes in a server after its first checks. */
    private static void awaitHealthy(Haproxy haproxy) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsMatching(e -> e instanceof IOException || e instanceof AssertionError)
                .until(() -> {
                    try (Requestor client = Verifier.proposal("BEHIND").open(Haproxy.ADDRESS, haproxy.port())) {
                        client.release();
                        return true;
                    }
                });
    }

    private static Commands.Result echo(Haproxy haproxy, String calling) throws IOException, InterruptedException {
        return Commands.run(List.of(
                "echoscu",
                "-v",
                "-aet",
                calling,
                "-aec",
                ExampleServer.AE_TITLE,
                Haproxy.ADDRESS,
                Integer.toString(haproxy.port())));
    }
}
