package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.TlsConfig;

class ServerRunTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ServerRun run = new ServerRun(
            new PrintWriter(out),
            new PrintWriter(err),
            LogQueue.before(OutputStream.nullOutputStream(), StandardCharsets.UTF_8, 100));

    @Test
    void saysWhereItListensAndWaits() throws IOException, InterruptedException {
        Server server = server(new InetSocketAddress("192.0.2.1", 40001), new InetSocketAddress("2001:db8::1", 40002));
        assertThat(run.run(() -> server)).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "listening on 192.0.2.1:40001 as ONE,TWO",
                        "listening on 2001:db8:0:0:0:0:0:1:40002 as ONE,TWO");
        assertThat(err.toString()).isEmpty();
        InOrder order = inOrder(server);
        order.verify(server).start();
        order.verify(server).awaitStopped();
    }

    @Test
    void saysWhereItListensWithTls() throws InterruptedException {
        Server server = server();
        TlsConfig tls =
                TlsConfig.builder().key(Path.of("key"), Path.of("certificate")).build();
        when(server.endpoints())
                .thenReturn(List.of(
                        Endpoint.plain(new InetSocketAddress("192.0.2.1", 40001)),
                        Endpoint.tls(new InetSocketAddress("192.0.2.1", 40002), tls)));
        assertThat(run.run(() -> server)).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "listening on 192.0.2.1:40001 as ONE,TWO", "listening with TLS on 192.0.2.1:40002 as ONE,TWO");
    }

    @Test
    void namesAllAddressesInOneWay() throws InterruptedException {
        Server server = server(new InetSocketAddress("::", 104), new InetSocketAddress("0.0.0.0", 105));
        assertThat(run.run(() -> server)).isZero();
        assertThat(out.toString().lines())
                .containsExactly("listening on 0.0.0.0:104 as ONE,TWO", "listening on 0.0.0.0:105 as ONE,TWO");
    }

    @Test
    void saysInOneLineWhyItCannotStart() throws IOException, InterruptedException {
        Server server = server();
        when(server.start()).thenThrow(new IOException("cannot listen on 127.0.0.1 port 104"));
        assertThat(run.run(() -> server)).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("cannot listen on 127.0.0.1 port 104");
        assertThat(out.toString()).isEmpty();
        verify(server, never()).awaitStopped();
    }

    @Test
    void failsWithAServerThatHasFailed() throws InterruptedException {
        Server server = server(new InetSocketAddress("192.0.2.1", 104));
        doThrow(new IllegalStateException("the server has failed")).when(server).awaitStopped();
        assertThat(run.run(() -> server)).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("the server has failed");
    }

    @Test
    void saysInOneLineWhyThereIsNoServer() throws InterruptedException {
        int exitCode = run.run(() -> {
            throw new IllegalArgumentException("two handlers for one operation");
        });
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("two handlers for one operation");
        assertThat(out.toString()).isEmpty();
    }

    /** Makes a server that is stopped when the process ends: the hook that the run leaves must find nothing to do. */
    private static Server server(InetSocketAddress... addresses) {
        Server server = mock(Server.class);
        when(server.state()).thenReturn(Server.State.STOPPED);
        when(server.config()).thenReturn(Server.builder().aeTitle("TWO", "ONE").toConfig());
        when(server.endpoints())
                .thenReturn(Stream.of(addresses).map(Endpoint::plain).toList());
        return server;
    }
}
