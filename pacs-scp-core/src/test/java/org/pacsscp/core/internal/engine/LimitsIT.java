package org.pacsscp.core.internal.engine;

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

/** How much a server takes on, and that it takes on as much again when that has gone. */
class LimitsIT {
    private static final int MAX_ASSOCIATIONS = 2;
    private static final int MAX_PENDING = 3;

    /** One loop accepts connections in the order in which they came. */
    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.loops(1)
            .limits(Limits.builder()
                    .maxAssociations(MAX_ASSOCIATIONS)
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
                try (ScriptedPeer third = server.connect(Segments.WHOLE)) {
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
                ScriptedPeer third = server.connect(Segments.WHOLE)) {
            third.send("01 00 {4: 0000 0000 <called> <calling> <reserved> <application> <context>}")
                    .expect("<RJ(1,2,2)>")
                    .finish();
            first.release();
            second.release();
        }
    }

    @Test
    void closesConnectionsWithoutAnAssociationAboveTheLimitOfTheirAddress() throws IOException, InterruptedException {
        ScriptedPeer[] pending = new ScriptedPeer[MAX_PENDING];
        for (int i = 0; i < MAX_PENDING; i++) {
            pending[i] = server.connect(Segments.WHOLE);
        }
        for (int i = 0; i < 2 * MAX_PENDING; i++) {
            try (ScriptedPeer tooMany = server.connect(Segments.WHOLE)) {
                tooMany.expectEnd();
            }
            assertThat(server.witness().refused()).contains("Limits.maxPendingConnectionsPerAddress");
        }

        try (ScriptedPeer other = connectFrom("127.0.0.2")) {
            other.associate().release();
        }
        for (ScriptedPeer peer : pending) {
            peer.associate().release();
            peer.close();
        }
    }

    /** An association, a rejection, an abort and a lost connection each make room for the next connection. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            association      | <A-ASSOCIATE-RQ> | <A-ASSOCIATE-AC>
            rejection        | 01 00 {4: 0000 0000 <called> <calling> <reserved> <application> <context>} | <RJ(1,2,2)>
            abort            | 00               | <A0>
            A-ABORT          | <A-ABORT>        | ''
            """)
    void countsAConnectionNoLongerAfter(String what, String sent, String answer) throws IOException {
        ScriptedPeer[] pending = new ScriptedPeer[MAX_PENDING];
        for (int i = 0; i < MAX_PENDING; i++) {
            pending[i] = server.connect(Segments.WHOLE);
        }
        pending[0].send(sent).expect(answer);
        if (answer.equals("''")) {
            pending[0].expectEnd();
        }

        try (ScriptedPeer next = server.connect(Segments.WHOLE)) {
            next.associate().release();
        }
        for (ScriptedPeer peer : pending) {
            peer.close();
        }
    }

    @Test
    void holdsThePeerToTheMaximumLengthThatItAnnounced() throws IOException {
        Limits limits = Limits.builder().maxPduLength(100).build();
        // 6 bytes before the fragment, 26 + 3 * 10 of the request, 8 + 30 that mean nothing
        String message = Words.message("<sop class><echo><id><no data set> 0000 0151 1E000000" + "00".repeat(30));
        assertThat(Words.bytes(message)).hasSize(6 + 100);
        try (Server own = TestServer.builder().limits(limits).build().start();
                ScriptedPeer peer = ScriptedPeer.connect(own.addresses().get(0), Segments.WHOLE)) {
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
        try (ScriptedPeer peer = server.connect(Segments.WHOLE)) {
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
        return server.connect(Segments.WHOLE).associate();
    }

    private ScriptedPeer connectFrom(String host) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
        return ScriptedPeer.connect(socket, server.server().addresses().get(0), Segments.WHOLE);
    }
}
