package org.pacsscp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.testing.process.Ports;
import org.pacsscp.testkit.Processes;
import org.pacsscp.testkit.wire.Ending;

/** As a requestor against DCMTK's storescp, and as an acceptor for echoscu; in all segmentations. */
class ScriptedPeerIT {
    private static final Vocabulary DCMTK = Vocabulary.standard()
            .with("called", Vocabulary.title("STORESCP"))
            .with("reserved", "00".repeat(32))
            .with(
                    "acceptor's user",
                    "50 00 {2: 51 00 {2: 00004000} 52 00 {2: '1.2.276.0.7230010.3.0.3.6.7'} 55 00 {2:"
                            + " 'OFFIS_DCMTK_367'}}");

    @TempDir
    Path directory = Path.of("");

    private Optional<Process> storescp = Optional.empty();

    @AfterEach
    void stop() throws InterruptedException {
        if (storescp.isPresent()) {
            storescp.get().destroyForcibly().waitFor();
        }
    }

    /** Ports are given by the system: this one was free a moment ago. */
    private InetSocketAddress startStorescp() throws IOException, InterruptedException {
        int port = Ports.free();
        Process started = Processes.start(directory, "storescp", "-ta", "2", "" + port);
        storescp = Optional.of(started);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket socket = new Socket()) {
                socket.connect(address);
                return address;
            } catch (IOException e) {
                started.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        throw new IOException("storescp does not listen on port " + port);
    }

    @ParameterizedTest
    @EnumSource(Segmentation.class)
    void verifiesStorescp(Segmentation segmentation) throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.connect(startStorescp(), segmentation)) {
            peer.speaking(DCMTK).associate();
            peer.send("<C-ECHO-RQ 7>").expect("<C-ECHO-RSP 7 0000H>");
            peer.send("<A-RELEASE-RQ>").expect("<A-RELEASE-RP>");
        }
    }

    @Test
    void seesStorescpAbort() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.connect(startStorescp(), Segmentation.AS_WRITTEN)) {
            peer.speaking(DCMTK).associate();
            peer.send("08 00 {4: 'no PDU'}").expect("07 00 00000004 00 00 ?? ??");
        }
    }

    @Test
    void hearsWhateverStorescpSaysUntilItsEnd() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.connect(startStorescp(), Segmentation.ALL_AT_ONCE)) {
            peer.speaking(DCMTK).associate().send("<C-ECHO-RQ 7> <A-RELEASE-RQ>");

            assertThat(peer.hear()).hasToString("C-ECHO-RSP 0000H");
            assertThat(peer.hear()).hasToString("RP");
            assertThat(peer.endSending().hear()).isEqualTo(Ending.CLOSE);
        }
    }

    @ParameterizedTest
    @EnumSource(Segmentation.class)
    void sendsWhatWaitsWhenItIsTold(Segmentation segmentation) throws Exception {
        try (ScriptedAcceptor acceptor = ScriptedAcceptor.listen();
                ScriptedPeer peer = ScriptedPeer.connect(acceptor.address(), segmentation);
                ScriptedPeer other = acceptor.accept(Segmentation.AS_WRITTEN)) {
            peer.send("<A-RELEASE-RQ>").send("<A0>").flush();
            other.expect("<A-RELEASE-RQ> <A0>");
        }
    }

    @Test
    void hearsThatTheOtherSideIsGone() throws Exception {
        try (ScriptedAcceptor acceptor = ScriptedAcceptor.listen();
                ScriptedPeer peer = ScriptedPeer.connect(acceptor.address(), Segmentation.AS_WRITTEN);
                ScriptedPeer other = acceptor.accept(Segmentation.AS_WRITTEN)) {
            other.send("05 00 000000").reset();
            assertThat(peer.hear()).isEqualTo(Ending.RESET);
        }
    }

    @Test
    void showsWhatStorescpSaysInstead() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.connect(startStorescp(), Segmentation.ALL_AT_ONCE)) {
            peer.speaking(DCMTK).associate();
            peer.send("<C-ECHO-RQ 7>");

            assertThatThrownBy(() -> peer.expect("<C-ECHO-RSP 7 0110H>"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("  P-DATA-TF, ")
                    .hasMessageContaining("    (0000,0120) Message ID Being Responded To: 7")
                    .hasMessageMatching("(?s).*! +\\(0000,0900\\) Status: 0110H +\\| +\\(0000,0900\\) Status: 0000H.*");
        }
    }

    @Test
    void hearsWhatEchoscuSaysInAnyOrder() throws Exception {
        Vocabulary words = Vocabulary.standard()
                .with("called", Vocabulary.title("ANY-SCP"))
                .with("calling", Vocabulary.title("ECHOSCU"))
                .with("reserved", "00".repeat(32));
        try (ScriptedAcceptor acceptor = ScriptedAcceptor.listen()) {
            Process echoscu = Processes.start(directory, "echoscu", "--repeat", "2", "localhost", "" + acceptor.port());
            try (ScriptedPeer peer = acceptor.accept(Segmentation.AS_WRITTEN)) {
                peer.speaking(words).expectPdu("RQ");
                peer.send("<A-ASSOCIATE-AC>");
                assertThatThrownBy(() -> peer.expectInAnyOrder("<A-RELEASE-RQ>", "<C-ECHO-RQ 3>"))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("expected, in any order, <A-RELEASE-RQ> and <C-ECHO-RQ 3>, heard")
                        .hasMessageContaining("Message ID: 1");
                // Both requests are answered before the second has come.
                peer.send("<C-ECHO-RSP 1 0000H> <C-ECHO-RSP 2 0000H>")
                        .expectInAnyOrder("05 00 {4: 00 00 ?? ??}", "<C-ECHO-RQ 2>")
                        .send("<A-RELEASE-RP>");
            }
            assertThat(Processes.end(echoscu, "echoscu").exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Segmentation.class)
    void isVerifiedByEchoscu(Segmentation segmentation) throws Exception {
        Vocabulary words = Vocabulary.standard()
                .with("called", Vocabulary.title("ANY-SCP"))
                .with("calling", Vocabulary.title("ECHOSCU"))
                .with("reserved", "00".repeat(32));
        try (ScriptedAcceptor acceptor = ScriptedAcceptor.listen()) {
            ScriptedAcceptor.Play play = acceptor.play(segmentation, peer -> {
                peer.speaking(words).expectPdu("RQ");
                peer.send("<A-ASSOCIATE-AC>").expect("<C-ECHO-RQ 1>");
                peer.send("<C-ECHO-RSP 1 0000H>").expect("<A-RELEASE-RQ>");
                peer.send("<A-RELEASE-RP>");
            });

            Processes.Result result = Processes.run(directory, "echoscu", "-v", "localhost", "" + acceptor.port());

            assertThat(result.output()).contains("Received Echo Response (Success)");
            play.verify();
        }
    }

    @Test
    void showsWhatEchoscuSaysInstead() throws Exception {
        try (ScriptedAcceptor acceptor = ScriptedAcceptor.listen()) {
            Process echoscu = Processes.start(directory, "echoscu", "-v", "localhost", "" + acceptor.port());
            try (ScriptedPeer peer = acceptor.accept(Segmentation.AS_WRITTEN)) {
                assertThatThrownBy(() -> peer.expectPdu("A0"))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("expected A0, heard RQ")
                        .hasMessageContaining("calling AE title \"ECHOSCU\"")
                        .hasMessageContaining("abstract syntax 1.2.840.10008.1.1");
                peer.send("<RJ(1,1,7)>");
            }

            assertThat(Processes.end(echoscu, "echoscu").output()).contains("Called AE Title Not Recognized");
        }
    }

    @Test
    void failsADialogueThatIsNotHeld() throws Exception {
        try (ScriptedAcceptor acceptor = ScriptedAcceptor.listen();
                ScriptedPeer peer = ScriptedPeer.connect(acceptor.address(), Segmentation.AS_WRITTEN)) {
            ScriptedAcceptor.Play play = acceptor.play(Segmentation.AS_WRITTEN, side -> side.expect("<A-RELEASE-RQ>"));
            peer.send("<A0>").endSending();

            assertThatThrownBy(play::verify)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("! A-RELEASE-RQ, 10 bytes")
                    .hasMessageContaining("| A-ABORT, 10 bytes");
        }
    }
}
