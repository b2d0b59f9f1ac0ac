package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** Releases as conversations: the peer's, and those of a server that stops, which lets open associations finish. */
@ParameterizedClass
@EnumSource
class ReleaseIT {
    private static final Duration DRAIN = Duration.ofSeconds(60);

    private final Segmentation segmentation;

    @RegisterExtension
    private final TestServer testServer = TestServer.withDefaults();

    private Server server;

    ReleaseIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    @BeforeEach
    void setUp() {
        server = testServer.server();
    }

    @Test
    void answersEverythingThatCameBeforeThePeersRelease() throws IOException {
        try (ScriptedPeer peer = testServer.connect(segmentation)) {
            peer.associate()
                    .send("<C-ECHO-RQ 1><C-ECHO-RQ 2><A-RELEASE-RQ>")
                    .expect("<C-ECHO-RSP 1 0000H><C-ECHO-RSP 2 0000H><A-RELEASE-RP>")
                    .finish();
        }
    }

    @Test
    void takesReservedBytesThatAreNotZero() throws IOException {
        try (ScriptedPeer peer = testServer.connect(segmentation)) {
            peer.associate()
                    .send("05 FF 00000004 FFFFFFFF")
                    .expect("<A-RELEASE-RP>")
                    .finish();
        }
    }

    @Test
    void releasesAnAssociationAtRestWhenTheServerStops() throws IOException, InterruptedException {
        try (ScriptedPeer peer = testServer.connect(segmentation)) {
            peer.associate().send("<C-ECHO-RQ>").expect("<0000H>");
            CompletableFuture<Void> stopped = stop();

            peer.expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
            stopped.join();
        }

        assertThat(testServer.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
        server.start();
    }

    @Test
    void releasesAnAssociationWhenTheApplicationWants() throws IOException, InterruptedException {
        try (ScriptedPeer peer = testServer.connect(segmentation)) {
            peer.associate();
            testServer.witness().opened().release();
            peer.expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
        }
        assertThat(testServer.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
    }

    /** PS3.8 section 9.2.3: the acceptor waits for the requestor's answer before it gives its own. */
    @Test
    void answersLastWhenBothAskForTheRelease() throws IOException, InterruptedException {
        try (ScriptedPeer peer = testServer.connect(segmentation)) {
            peer.associate();
            CompletableFuture<Void> stopped = stop();

            peer.expect("<A-RELEASE-RQ>")
                    .send("<A-RELEASE-RQ><A-RELEASE-RP>")
                    .expect("<A-RELEASE-RP>")
                    .finish();
            stopped.join();
        }

        assertThat(testServer.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
        server.start();
    }

    @Test
    void letsAMessageUnderWayFinishBeforeItReleases() throws IOException {
        try (ScriptedPeer peer = testServer.connect(segmentation)) {
            peer.associate().send("04 00 {4: {4: 01 01}}").flush();
            CompletableFuture<Void> stopped = stop();
            assertRejected();

            peer.send("<C-ECHO-RQ>")
                    .expect("<0000H><A-RELEASE-RQ>")
                    .send("<A-RELEASE-RP>")
                    .expectEnd();
            stopped.join();
        }
        server.start();
    }

    /** That the server would have asked by now is known from another association, which is at rest. */
    @Test
    void letsARequestFinishOfWhichOnlyTheBeginningHasCome() throws IOException {
        byte[] request = Words.bytes("<C-ECHO-RQ>");
        int inTheHeader = 1;
        int inTheItem = 11;
        try (ScriptedPeer first = testServer.connect(segmentation);
                ScriptedPeer second = testServer.connect(segmentation);
                ScriptedPeer atRest = testServer.connect(segmentation)) {
            first.associate().send(request, 0, inTheHeader);
            second.associate().send(request, 0, inTheItem);
            atRest.associate();
            CompletableFuture<Void> stopped = stop();
            atRest.expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();

            first.send(request, inTheHeader, request.length - inTheHeader).expect("<0000H>");
            second.send(request, inTheItem, request.length - inTheItem).expect("<0000H>");
            first.expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
            second.expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
            stopped.join();
        }
        server.start();
    }

    private CompletableFuture<Void> stop() {
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> server.stop(DRAIN));
        TestServer.patiently().until(() -> server.state() == Server.State.DRAINING);
        return stopped;
    }

    /** Nobody else comes in meanwhile. */
    private void assertRejected() throws IOException {
        try (ScriptedPeer late = testServer.connect(segmentation)) {
            late.send("<A-ASSOCIATE-RQ>").expect("<RJ(2,3,1)>").finish();
        }
    }
}
