package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AssociationDecision;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.AssociationRequest;
import org.pacsscp.api.AssociationRequest.OpenAssociations;
import org.pacsscp.api.AssociationRequest.ProposedContext;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Peer;
import org.pacsscp.api.Server;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.Smuggled;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Who may come in; each peer's answer is that of the policy in force when it asked. */
class PolicyIT {
    @RegisterExtension
    private final TestServer server =
            TestServer.with(builder -> builder.aeTitle("PACS_SCP", "SECOND").loops(2));

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"CT_1, PACS_SCP, ''", "CT_1, SECOND, '<RJ(1,1,7)>'", "MR_2, PACS_SCP, '<RJ(1,1,3)>'"})
    void judgesByTitles(String calling, String called, String rejection) throws IOException {
        server.server()
                .policy(AssociationPolicy.calledAeTitles("PACS_SCP").and(AssociationPolicy.callingAeTitles("CT_1")));
        assertAnswer("127.0.0.1", called, calling, rejection);
        acceptAllAgain();
    }

    @ParameterizedTest(name = "{0} from {1}")
    @CsvSource({
        "CT_1, 127.0.0.1, ''",
        "CT_1, 127.3.2.1, ''",
        "MR_2, 127.0.0.1, ''",
        "MR_2, 127.0.0.2, '<RJ(1,1,3)>'",
        "US_3, 127.0.1.255, ''",
        "US_3, 127.0.2.1, '<RJ(1,1,3)>'",
        "XA_4, 127.0.0.1, '<RJ(1,1,3)>'"
    })
    void judgesByTitleAndAddress(String calling, String host, String rejection) throws IOException {
        server.server()
                .policy(AssociationPolicy.peers(
                        Peer.parse("CT_1"), Peer.parse("MR_2@127.0.0.1"), Peer.parse("US_3@127.0.0.0/23")));
        assertAnswer(host, "PACS_SCP", calling, rejection);
        acceptAllAgain();
    }

    @Test
    void limitsAssociationsOfATitle() throws IOException, InterruptedException {
        server.server().policy(AssociationPolicy.maxPerCallingAeTitle(1));
        try (ScriptedPeer first = accepted("127.0.0.1", "CT_1")) {
            assertAnswer("127.0.0.2", "PACS_SCP", "CT_1", "<RJ(2,3,2)>");
            assertAnswer("127.0.0.1", "PACS_SCP", "MR_2", "");
            server.witness().ended();
            first.release();
        }
        server.witness().ended();
        assertAnswer("127.0.0.1", "PACS_SCP", "CT_1", "");
    }

    @Test
    void limitsAssociationsOfAnAddress() throws IOException, InterruptedException {
        server.server().policy(AssociationPolicy.maxPerAddress(1));
        try (ScriptedPeer first = accepted("127.0.0.1", "CT_1")) {
            assertAnswer("127.0.0.1", "PACS_SCP", "MR_2", "<RJ(2,3,2)>");
            assertAnswer("127.0.0.2", "PACS_SCP", "CT_1", "");
            server.witness().ended();
            first.reset();
        }
        server.witness().ended();
        assertAnswer("127.0.0.1", "PACS_SCP", "CT_1", "");
    }

    @Test
    void limitsTheRateOfAnAddress() throws IOException {
        server.server().policy(AssociationPolicy.maxRatePerAddress(2, Duration.ofDays(1)));
        assertAnswer("127.0.0.1", "PACS_SCP", "CT_1", "");
        assertAnswer("127.0.0.1", "PACS_SCP", "CT_1", "");
        assertAnswer("127.0.0.1", "PACS_SCP", "CT_1", "<RJ(2,3,1)>");
        assertAnswer("127.0.0.2", "PACS_SCP", "CT_1", "");
        acceptAllAgain();
    }

    @Test
    void wantsAnIdentity() throws IOException {
        server.server().policy(AssociationPolicy.identityRequired());
        assertAnswer("127.0.0.1", "PACS_SCP", "CT_1", "<RJ(1,1,1)>");
        try (ScriptedPeer peer = server.connect()) {
            peer.send(Words.request("<application> <context> 50 00 {2: <maximum length> <class uid> <version name>"
                            + " 58 00 {2: 01 00 {2: 'alice'} {2: }}}"))
                    .expect("<A-ASSOCIATE-AC>")
                    .release();
        }
        acceptAllAgain();
    }

    /** What one sees is still true when the place is taken, whichever loop the others come in by. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void isExactUnderARush(int most) throws Exception {
        server.server().policy(AssociationPolicy.maxPerAddress(most));
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<ScriptedPeer> peers = new ArrayList<>();
        try {
            List<Callable<Boolean>> rush = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                ScriptedPeer peer = server.connect();
                peers.add(peer);
                rush.add(() -> peer.send("<A-ASSOCIATE-RQ>").hearPdu()[0] == 2);
            }
            int accepted = 0;
            for (Future<Boolean> answer : threads.invokeAll(rush)) {
                accepted += answer.get() ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(most);
        } finally {
            threads.shutdown();
            for (ScriptedPeer peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void isReplacedWithoutHarmToOpenAssociations() throws IOException {
        Server replaced = server.server();
        try (ScriptedPeer open = accepted("127.0.0.1", "CT_1")) {
            replaced.policy(AssociationPolicy.callingAeTitles("MR_2"));
            assertAnswer("127.0.0.1", "PACS_SCP", "CT_1", "<RJ(1,1,3)>");
            open.send("<C-ECHO-RQ>").expect("<0000H>").release();
        }
        replaced.stop(Duration.ZERO);
        replaced.start();
        assertAnswer("127.0.0.1", "PACS_SCP", "CT_1", "<RJ(1,1,3)>");
        assertAnswer("127.0.0.1", "PACS_SCP", "MR_2", "");
        acceptAllAgain();
    }

    @Test
    void mayBlock() throws IOException {
        server.server()
                .policy(AssociationPolicy.blocking(AssociationPolicy.callingAeTitles("CT_1"))
                        .and(AssociationPolicy.peers(Peer.parse("CT_1@127.0.0.1"))));
        assertAnswer("127.0.0.1", "PACS_SCP", "CT_1", "");
        assertAnswer("127.0.0.2", "PACS_SCP", "CT_1", "<RJ(1,1,3)>");
        assertAnswer("127.0.0.1", "PACS_SCP", "MR_2", "<RJ(1,1,3)>");
        acceptAllAgain();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "smuggled", "null"})
    void mayBlockAndFail(String how) throws IOException {
        server.server().policy(AssociationPolicy.blocking(request -> fail(how)));
        assertAnswer("127.0.0.1", "PACS_SCP", "CT_1", "<RJ(2,2,1)>");
        server.log().assertError("the association policy");
        acceptAllAgain();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "smuggled", "null"})
    void mayFail(String how) throws IOException {
        server.server().policy(request -> fail(how));
        assertAnswer("127.0.0.1", "PACS_SCP", "CT_1", "<RJ(2,2,1)>");
        server.log().assertError("the association policy");
        acceptAllAgain();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "smuggled"})
    void mayFailToSayWhetherItBlocks(String how) throws IOException {
        server.server().policy(new AssociationPolicy() {
            @Override
            public AssociationDecision decide(AssociationRequest request) {
                return AssociationDecision.accept();
            }

            @Override
            public boolean mayBlock() {
                fail(how);
                return false;
            }
        });
        assertAnswer("127.0.0.1", "PACS_SCP", "CT_1", "<RJ(2,2,1)>");
        server.log().assertError("the association policy");
        acceptAllAgain();
    }

    @SuppressWarnings("NullAway") // the contract is broken on purpose
    private static AssociationDecision fail(String how) {
        switch (how) {
            case "exception" -> throw new IllegalStateException("on purpose");
            case "error" -> throw new AssertionError("on purpose");
            case "smuggled" -> Smuggled.throwAnyway(new IOException("on purpose"));
            default -> {}
        }
        return null;
    }

    @Test
    void seesTheRequest() throws IOException, InterruptedException {
        List<AssociationRequest> seen = new ArrayList<>();
        List<OpenAssociations> counts = new ArrayList<>();
        server.server().policy(request -> {
            counts.add(request.openAssociations());
            seen.add(request);
            return AssociationDecision.accept();
        });
        try (ScriptedPeer first = accepted("127.0.0.2", "CT_1")) {
            assertAnswer("127.0.0.2", "SECOND", "MR_2", "");
            first.release();
        }
        assertThat(counts).containsExactly(new OpenAssociations(0, 0, 0), new OpenAssociations(1, 0, 1));
        assertThat(seen.get(1)).satisfies(request -> {
            assertThat(request.remoteAddress().getAddress().getHostAddress()).isEqualTo("127.0.0.2");
            assertThat(request.localAddress())
                    .isEqualTo(server.server().endpoints().get(0).address());
            assertThat(request.calledAeTitle()).hasToString("SECOND");
            assertThat(request.callingAeTitle()).hasToString("MR_2");
            assertThat(request.proposedContexts())
                    .containsExactly(new ProposedContext(1, "1.2.840.10008.1.1", List.of("1.2.840.10008.1.2")));
            assertThat(request.implementationClassUid()).contains(Uid.of("1.2.3.4"));
            assertThat(request.implementationVersionName()).contains("SCRIPT_1");
            assertThat(request.userIdentity()).isEmpty();
            assertThat(request.tls()).isEmpty();
            assertThat(request.proxy()).isEmpty();
        });
        acceptAllAgain();
    }

    @Test
    void isNotAskedForAnAddressThatIsDenied() throws Exception {
        Witness witness = new Witness();
        try (Server own = TestServer.builder()
                .listener(witness)
                .deny(Peer.Network.parse("127.0.0.2"), Peer.Network.parse("127.9.0.0/16"))
                .build()
                .start()) {
            for (String denied : List.of("127.0.0.2", "127.9.1.1", "127.9.255.255")) {
                try (ScriptedPeer peer =
                        Peers.connectFrom(denied, own.endpoints().get(0).address())) {
                    peer.expectEnd();
                }
                assertThat(witness.refused()).contains("ServerConfig.denied");
            }
            for (String welcome : List.of("127.0.0.1", "127.0.0.3", "127.10.0.1")) {
                try (ScriptedPeer peer =
                        Peers.connectFrom(welcome, own.endpoints().get(0).address())) {
                    peer.associate().release();
                }
            }
        }
    }

    @Test
    void findsTheServerReadyWhileThereIsAPlace() throws Exception {
        Server own = TestServer.builder()
                .limits(Limits.builder().maxAssociations(1).build())
                .build();
        assertThat(own.ready()).isFalse();
        try (own) {
            own.start();
            assertThat(own.ready()).isTrue();
            try (ScriptedPeer peer = Peers.connect(own.endpoints().get(0).address())) {
                peer.associate();
                assertThat(own.ready()).isFalse();
                peer.release();
            }
            TestServer.awaitNoSession(own);
            assertThat(own.ready()).isTrue();
        }
        assertThat(own.ready()).isFalse();
    }

    private ScriptedPeer accepted(String host, String calling) throws IOException {
        return server.connectFrom(host)
                .send(Words.requestBetween("PACS_SCP", calling))
                .expect(Words.acceptanceBetween("PACS_SCP", calling));
    }

    private void assertAnswer(String host, String called, String calling, String rejection) throws IOException {
        try (ScriptedPeer peer = server.connectFrom(host)) {
            peer.send(Words.requestBetween(called, calling));
            if (rejection.isEmpty()) {
                peer.expect(Words.acceptanceBetween(called, calling)).release();
            } else {
                peer.expect(rejection).finish();
            }
        }
    }

    /** For the peer that comes after each test. */
    private void acceptAllAgain() {
        server.server().policy(AssociationPolicy.acceptAll());
    }
}
