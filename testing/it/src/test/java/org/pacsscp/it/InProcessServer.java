package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Timeouts;

/** A server in this process, on a free port, with the handlers of a test and C-ECHO. */
final class InProcessServer implements AutoCloseable {
    static final String AE_TITLE = ServerConfig.DEFAULT_AE_TITLE.value();
    static final String HOST = "127.0.0.1";

    private final Server server;
    private final List<AssociationEnd> ends;

    private InProcessServer(Server server, List<AssociationEnd> ends) {
        this.server = server;
        this.ends = ends;
    }

    static InProcessServer start(ActionHandler... handlers) throws IOException {
        return start(options -> {}, handlers);
    }

    /** Starts a server that aborts the association of a peer which it has waited for during two seconds. */
    static InProcessServer startImpatient(ActionHandler... handlers) throws IOException {
        Timeouts impatient = Timeouts.builder().idle(Duration.ofSeconds(2)).build();
        return start(options -> options.timeouts(impatient), handlers);
    }

    /**
     * Starts a server.
     *
     * @param options what differs from the defaults
     */
    static InProcessServer start(Consumer<ServerBuilder> options, ActionHandler... handlers) throws IOException {
        List<AssociationEnd> ends = new CopyOnWriteArrayList<>();
        ServerBuilder builder = Server.builder()
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .listener(new AssociationListener() {
                    @Override
                    public void ended(AssociationEvent.Ended event) {
                        ends.add(event.end());
                    }
                });
        List.of(handlers).forEach(builder::handler);
        options.accept(builder);
        return new InProcessServer(builder.build().start(), ends);
    }

    int port() {
        return server.port();
    }

    String portText() {
        return Integer.toString(port());
    }

    /** Waits for the end of the first association. */
    AssociationEnd awaitEnd() {
        await("the end of an association").until(() -> !ends.isEmpty());
        return ends.get(0);
    }

    /** Asserts that no association and no worker is left over, and that the next peer is served. */
    void assertFreeAndHealthy(WorkerHandler handler) throws IOException {
        await("the workers' return").untilAsserted(() -> {
            assertThat(handler.working()).isZero();
            assertThat(server.sessions()).isEmpty();
        });
        assertThat(Verifier.echoOnce(HOST, port())).isZero();
    }

    @Override
    public void close() {
        server.close();
    }
}
