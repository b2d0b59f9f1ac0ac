package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AssociationDecision;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.AssociationRequest;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Peer;
import org.pacsscp.api.Server;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** Connections of a trusted proxy, 127.0.0.9; its clients' addresses are those of RFC 5737 and RFC 3849. */
@ParameterizedClass
@EnumSource
class ProxyProtocolIT {
    private static final String PROXY = "127.0.0.9";
    private static final String V1 = "'PROXY TCP4 192.0.2.1 198.51.100.2 4660 104' 0D0A ";
    private static final String SIGNATURE = "0D0A0D0A000D0A 'QUIT' 0A ";
    private static final String V2 = SIGNATURE + "21 11 {2: C0000201 C6336402 1234 0068} ";

    private final Segmentation segmentation;
    private final Queue<AssociationRequest> seen = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.trustedProxies(Peer.Network.parse(PROXY))
            .deny(Peer.Network.parse("203.0.113.0/24"))
            .limits(Limits.builder()
                    .maxPendingConnections(6)
                    .maxPendingConnectionsPerAddress(2)
                    .build())
            .policy(request -> {
                seen.add(request);
                return AssociationDecision.accept();
            }));

    ProxyProtocolIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'PROXY TCP4 192.0.2.1 198.51.100.2 4660 104' 0D0A   | 192.0.2.1   | 4660 | 198.51.100.2
            'PROXY TCP6 2001:db8::1 2001:db8::2 4660 104' 0D0A  | 2001:db8::1 | 4660 | 2001:db8::2
            0D0A0D0A000D0A 'QUIT' 0A 21 11 {2: C0000201 C6336402 1234 0068} | 192.0.2.1 | 4660 | 198.51.100.2
            0D0A0D0A000D0A 'QUIT' 0A 21 21 {2: 20010DB8000000000000000000000001 20010DB8000000000000000000000002 1234 0068} | 2001:db8::1 | 4660 | 2001:db8::2
            """)
    void carryTheAddressesOfTheirClients(String header, String source, int sourcePort, String destination)
            throws Exception {
        InetSocketAddress client = new InetSocketAddress(source, sourcePort);
        try (ScriptedPeer peer = proxy()) {
            peer.send(header + "<A-ASSOCIATE-RQ>").expect("<A-ASSOCIATE-AC>");
            assertThat(server.witness().opened().remoteAddress()).isEqualTo(client);
            peer.send("<C-ECHO-RQ>").expect("<0000H>").release();
        }
        assertThat(seen).singleElement().satisfies(request -> {
            assertThat(request.remoteAddress()).isEqualTo(client);
            assertThat(request.localAddress()).isEqualTo(new InetSocketAddress(destination, 104));
            assertThat(request.proxy().orElseThrow().address().getAddress().getHostAddress())
                    .isEqualTo(PROXY);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'PROXY UNKNOWN' 0D0A",
                "'PROXY UNKNOWN 192.0.2.1 whatever' 0D0A",
                "0D0A0D0A000D0A 'QUIT' 0A 20 00 0000",
                "0D0A0D0A000D0A 'QUIT' 0A 21 00 0000"
            })
    void areOfTheProxyItselfIfItSaysSo(String header) throws IOException {
        try (ScriptedPeer peer = proxy()) {
            peer.send(header + "<A-ASSOCIATE-RQ>").expect("<A-ASSOCIATE-AC>").release();
        }
        assertThat(seen)
                .singleElement()
                .satisfies(request -> assertThat(
                                request.remoteAddress().getAddress().getHostAddress())
                        .isEqualTo(PROXY));
    }

    /** The name that a TLS client has asked the proxy for, and the proxy's own value. */
    @Test
    void carryFactsForAPolicy() throws IOException {
        try (ScriptedPeer peer = proxy()) {
            peer.send(SIGNATURE + "21 11 {2: C0000201 C6336402 1234 0068 02 {2: 'pacs.example'} E0 {2: 0102}}"
                            + "<A-ASSOCIATE-RQ>")
                    .expect("<A-ASSOCIATE-AC>")
                    .release();
        }
        assertThat(seen).singleElement().satisfies(request -> {
            var tlvs = request.proxy().orElseThrow().tlvs();
            assertThat(tlvs).containsOnlyKeys(0x02, 0xE0);
            assertThat(tlvs.get(0x02)).asString().isEqualTo("pacs.example");
            assertThat(tlvs.get(0xE0)).containsExactly(1, 2);
        });
    }

    @Test
    void areJudgedByTheAddressesOfTheirClients() throws IOException {
        server.server().policy(AssociationPolicy.peers(Peer.parse("SCRIPTED_PEER@192.0.2.0/24")));
        try (ScriptedPeer peer = proxy()) {
            peer.send(V2 + "<A-ASSOCIATE-RQ>").expect("<A-ASSOCIATE-AC>").release();
        }
        try (ScriptedPeer peer = proxy()) {
            peer.send("'PROXY TCP4 198.51.100.7 198.51.100.2 4660 104' 0D0A <A-ASSOCIATE-RQ>")
                    .expect("<RJ(1,1,3)>")
                    .finish();
        }
        server.server().policy(AssociationPolicy.acceptAll());
    }

    @Test
    void areClosedIfTheirClientIsDenied() throws Exception {
        try (ScriptedPeer peer = proxy()) {
            peer.send("'PROXY TCP4 203.0.113.9 198.51.100.2 4660 104' 0D0A").expectEnd();
        }
        assertThat(server.witness().refused()).contains("ServerConfig.denied");
    }

    @Test
    void areLimitedByTheAddressesOfTheirClients() throws Exception {
        try (ScriptedPeer first = proxy();
                ScriptedPeer second = proxy();
                ScriptedPeer third = proxy();
                ScriptedPeer other = proxy()) {
            first.send(V1).flush();
            TestServer.patiently().until(() -> server.server().statistics().connectionsAccepted() == 1);
            second.send(V2).flush();
            TestServer.patiently().until(() -> server.server().statistics().connectionsAccepted() == 2);
            third.send(V1).flush();
            first.expectEnd();
            assertThat(server.witness().refused()).contains("Limits.maxPendingConnections");
            other.send("'PROXY TCP4 192.0.2.2 198.51.100.2 4660 104' 0D0A <A-ASSOCIATE-RQ>")
                    .expect("<A-ASSOCIATE-AC>")
                    .release();
            second.send("<A-ASSOCIATE-RQ>").expect("<A-ASSOCIATE-AC>").release();
            third.send("<A-ASSOCIATE-RQ>").expect("<A-ASSOCIATE-AC>").release();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            no header          | <A-ASSOCIATE-RQ>
            a TLS hello        | 16030100
            HTTP               | 'GET / HTTP/1.1' 0D0A
            v1 protocol        | 'PROXY TCP5 192.0.2.1 198.51.100.2 4660 104' 0D0A
            v1 source          | 'PROXY TCP4 192.0.2.256 198.51.100.2 4660 104' 0D0A
            v1 destination     | 'PROXY TCP4 192.0.2.1 198.51.100 4660 104' 0D0A
            v1 source port     | 'PROXY TCP4 192.0.2.1 198.51.100.2 65536 104' 0D0A
            v1 no port         | 'PROXY TCP4 192.0.2.1 198.51.100.2 4660' 0D0A
            v2 signature       | 0D0A0D0A000D0A 'QUITS' 21110000
            v2 version         | 0D0A0D0A000D0A 'QUIT' 0A 11 11 {2: C0000201 C6336402 1234 0068}
            v2 command         | 0D0A0D0A000D0A 'QUIT' 0A 22 11 {2: C0000201 C6336402 1234 0068}
            v2 family          | 0D0A0D0A000D0A 'QUIT' 0A 21 31 {2: C0000201 C6336402 1234 0068}
            v2 transport       | 0D0A0D0A000D0A 'QUIT' 0A 21 12 {2: C0000201 C6336402 1234 0068}
            v2 length          | 0D0A0D0A000D0A 'QUIT' 0A 21 11 FFFF
            v2 addresses       | 0D0A0D0A000D0A 'QUIT' 0A 21 11 {2: C0000201 C6336402 1234 00}
            v2 TLV             | 0D0A0D0A000D0A 'QUIT' 0A 21 11 {2: C0000201 C6336402 1234 0068 01 0002 00}
            """)
    void areClosedWithoutAnAnswerIfTheirHeaderIsNone(String what, String header) throws IOException {
        try (ScriptedPeer peer = proxy()) {
            try {
                peer.send(header);
            } catch (IOException e) {
                // Byte by byte the connection is closed before all are sent.
            }
            peer.expectClosed();
        }
        TestServer.patiently()
                .untilAsserted(() -> assertThat(server.log().text()).contains("connection from proxy "));
        assertThat(server.server().statistics().connectionsAccepted()).isZero();
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {V1, V2})
    void mayNotBreakOffInTheMiddleOfTheHeader(String header) throws IOException {
        byte[] bytes = Words.bytes(header);
        for (int length : new int[] {1, bytes.length / 2, bytes.length - 1}) {
            try (ScriptedPeer peer = proxy()) {
                peer.send(bytes, 0, length).finish();
            }
        }
        TestServer.patiently()
                .untilAsserted(() -> assertThat(server.log().text().split("in the middle of the PROXY header", -1))
                        .hasSize(4));
    }

    /** A load balancer's health check: it neither counts nor is worth a line in the log. */
    @Test
    void mayLookWhetherThePortIsOpen() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (ScriptedPeer peer = proxy()) {
                peer.finish();
            }
            proxy().reset();
            try (ScriptedPeer peer = proxy()) {
                peer.send(SIGNATURE + "20 00 0000").finish();
            }
        }
        TestServer.assertEchoes(server.server());
        assertThat(server.server().statistics())
                .returns(1L, statistics -> statistics.associationsOpened())
                .returns(0L, statistics -> statistics.associationsRejected())
                .returns(0L, statistics -> statistics.associationsAborted());
        assertThat(server.log().text()).doesNotContain("WARN", "ended without an association");
    }

    @Test
    void haveADeadlineForTheHeader() throws IOException {
        Timeouts timeouts = Timeouts.builder().request(Duration.ofMillis(100)).build();
        try (Server own = TestServer.builder()
                        .trustedProxies(Peer.Network.parse(PROXY))
                        .timeouts(timeouts)
                        .build()
                        .start();
                ScriptedPeer peer =
                        Peers.connectFrom(PROXY, own.endpoints().get(0).address(), segmentation)) {
            peer.send("'PROXY '").expectEnd();
        }
        assertThat(server.log().text()).contains("no PROXY header within PT0.1S");
    }

    @ParameterizedTest
    @ValueSource(strings = {V1, V2})
    void areNotThoseOfAnybodyElse(String header) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(header).expect("<A0>").finish();
        }
        assertThat(seen).isEmpty();
    }

    private ScriptedPeer proxy() throws IOException {
        return Peers.connectFrom(PROXY, server.server().endpoints().get(0).address(), segmentation);
    }
}
