package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.Limits;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;

/** How much a server takes on, and that it takes on as much again when that has gone. */
class LimitsIT {
    private static final int MAX_ASSOCIATIONS = 2;
    private static final int MAX_PENDING = 3;

    /** One loop accepts connections in the order in which they came. */
    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.loops(1)
            .limits(Limits.builder()
                    .maxAssociations(MAX_ASSOCIATIONS)
                    .maxPendingConnections(2 * MAX_PENDING)
                    .maxPendingConnectionsPerAddress(MAX_PENDING)
                    .maxCommandSetLength(256)
                    .build()));

    /** Each row is a way in which an association ends; its place is free as soon as listeners know of the end. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            release          | <A-RELEASE-RQ> | <A-RELEASE-RP>
            protocol error   | 08             | <A2/1>
            command error    | 04 00 {4: {4: 01 03}} | <A0>
            A-ABORT          | <A-ABORT>      | ''
            """)
    void rejectsAssociationsAboveTheLimitUntilOneEnds(String what, String last, String answer)
            throws IOException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            try (ScriptedPeer first = acceptedPeer();
                    ScriptedPeer second = acceptedPeer()) {
                try (ScriptedPeer third = server.connect()) {
                    third.send("<A-ASSOCIATE-RQ>").expect("<RJ(2,3,2)>").finish();
                }
                assertThat(server.witness().rejected()).isEqualTo(RejectReason.LOCAL_LIMIT_EXCEEDED);

                first.send(last).expect(answer);
                server.witness().ended();
                try (ScriptedPeer next = acceptedPeer()) {
                    next.release();
                }
                server.witness().ended();
                first.finish();
                second.release();
                server.witness().ended();
            }
        }
    }

    @Test
    void givesThePlaceOfALostAssociationBack() throws IOException, InterruptedException {
        for (int round = 0; round < 10; round++) {
            ScriptedPeer lost = acceptedPeer();
            ScriptedPeer ended = acceptedPeer();
            lost.reset();
            ended.finish();
            ended.close();
            server.witness().ended();
            server.witness().ended();
        }
    }

    /** The form of a request comes first: who asks for nothing that we serve does not learn that we are full. */
    @Test
    void rejectsAMalformedRequestForItsFormEvenWhenFull() throws IOException {
        try (ScriptedPeer first = acceptedPeer();
                ScriptedPeer second = acceptedPeer();
                ScriptedPeer third = server.connect()) {
            third.send("01 00 {4: 0000 0000 <called> <calling> <reserved> <application> <context>}")
                    .expect("<RJ(1,2,2)>")
                    .finish();
            first.release();
            second.release();
        }
    }

    /** Half of the places are taken then, so that the share of an address counts. */
    @Test
    void closesTheLongestSilentAboveTheLimitOfAnAddress() throws IOException, InterruptedException {
        ScriptedPeer[] pending = new ScriptedPeer[2 * MAX_PENDING];
        for (int i = 0; i < pending.length; i++) {
            pending[i] = server.connect();
            awaitAccepted(i + 1);
        }
        for (int i = 0; i < MAX_PENDING; i++) {
            pending[i].expectEnd();
            assertThat(server.witness().refused()).contains("Limits.maxPendingConnections");
        }

        try (ScriptedPeer other = connectFrom("127.0.0.2")) {
            other.associate().release();
        }
        for (int i = MAX_PENDING; i < pending.length; i++) {
            pending[i].associate().release();
            pending[i].close();
        }
    }

    /** It has a place again, as long as its peer does not close the connection. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            rejection           | 01 00 {4: 0000 0000 <called> <calling> <reserved> <application> <context>} | <RJ(1,2,2)>
            abort               | 00               | <A0>
            abort of an association | <A-ASSOCIATE-RQ> 00 | <A-ASSOCIATE-AC> <A2/1>
            """)
    void countsAConnectionThatIsStillOpenAfter(String what, String sent, String answer) throws IOException {
        ScriptedPeer told = server.connect().send(sent).expect(answer);
        ScriptedPeer[] pending = new ScriptedPeer[MAX_PENDING];
        for (int i = 0; i < MAX_PENDING; i++) {
            pending[i] = server.connect();
        }
        told.expectEnd().close();
        for (ScriptedPeer peer : pending) {
            peer.associate().release();
            peer.close();
        }
    }

    private void awaitAccepted(long count) {
        TestServer.patiently().until(() -> server.server().statistics().connectionsAccepted() == count);
    }

    @Test
    void holdsThePeerToTheMaximumLengthThatItAnnounced() throws IOException {
        Limits limits = Limits.builder().maxPduLength(100).build();
        // 6 bytes before the fragment, 26 + 3 * 10 of the request, 8 + 30 that mean nothing
        String message = Words.message("<sop class><echo><id><no data set> 0000 0151 1E000000" + "00".repeat(30));
        assertThat(Words.bytes(message)).hasSize(6 + 100);
        try (Server own = TestServer.builder().limits(limits).build().start();
                ScriptedPeer peer = Peers.connect(own.endpoints().get(0).address())) {
            peer.send("<A-ASSOCIATE-RQ>")
                    .expect(Words.acceptance(
                            "<accepted> 50 00 {2: 51 00 {2: 00000064} <our class uid> <our version name>}"))
                    .send(message)
                    .expect("<0000H>")
                    .send("04 00 00000065")
                    .expect("<A2/6>")
                    .finish();
        }
    }

    @Test
    void stopsListeningToAPeerThatWasToldToGo() throws IOException {
        byte[] garbage = new byte[1 << 16];
        try (ScriptedPeer peer = server.connect()) {
            peer.send("00").expect("<A0>");

            // 4 MiB are read and dropped; what the sockets hold comes on top.
            assertThatIOException().isThrownBy(() -> {
                for (int i = 0; i < 1 << 14; i++) {
                    peer.send(garbage, 0, garbage.length);
                }
            });
        }
    }

    private ScriptedPeer acceptedPeer() throws IOException {
        return server.connect().associate();
    }

    private ScriptedPeer connectFrom(String host) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
        return Peers.connect(socket, server.server().endpoints().get(0).address());
    }
}
