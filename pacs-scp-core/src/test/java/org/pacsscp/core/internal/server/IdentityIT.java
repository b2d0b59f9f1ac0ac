package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.IdentityDecision;
import org.pacsscp.api.IdentityVerifier;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Server;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** User identity negotiation, PS3.7 D.3.3.7; users and secrets are invented. */
class IdentityIT {
    private static final String SECRET = "S3CRET";

    private volatile IdentityVerifier verifier = (claim, request) -> IdentityDecision.accept();
    private volatile @Nullable UserIdentity claimed;

    @RegisterExtension
    private final TestServer server =
            TestServer.with(builder -> builder.loops(1).identityVerifier((claim, request) -> {
                claimed = claim;
                return verifier.verify(claim, request);
            }));

    @AfterEach
    void noSecretIsLogged() {
        assertThat(server.log().text()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "1, USERNAME, ''",
        "2, USERNAME_AND_PASSCODE, ''",
        "3, KERBEROS, welcome",
        "4, SAML, welcome",
        "5, JWT, welcome"
    })
    void isVerifiedAndAnswered(int type, UserIdentity.Type expected, String answer) throws IOException {
        verifier = (claim, request) -> {
            assertThat(claim)
                    .returns(expected, UserIdentity::type)
                    .returns(true, UserIdentity::responseRequested)
                    .returns("alice", UserIdentity::primaryText);
            assertThat(new String(claim.secondaryField(), StandardCharsets.UTF_8))
                    .isEqualTo(SECRET);
            assertThat(request.userIdentity()).containsSame(claim);
            return IdentityDecision.accept("welcome".getBytes(StandardCharsets.UTF_8));
        };
        try (ScriptedPeer peer = server.connect(Segmentation.BYTE_BY_BYTE)) {
            peer.send(request(type, 1))
                    .expect(acceptance("59 00 {2: {2: '" + answer + "'}}"))
                    .release();
        }
    }

    @Test
    void isAnsweredWithNothingIfThereIsNothingToSay() throws IOException {
        try (ScriptedPeer peer = server.connect()) {
            peer.send(request(2, 1)).expect(acceptance("59 00 {2: {2: }}")).release();
        }
    }

    @Test
    void isNotAnsweredUnlessThePeerWantsIt() throws IOException {
        verifier = (claim, request) -> IdentityDecision.accept(new byte[] {1, 2, 3});
        try (ScriptedPeer peer = server.connect()) {
            peer.send(request(2, 0)).expect(acceptance("")).release();
        }
    }

    @Test
    void takesTheLongestAnswer() throws IOException {
        verifier = (claim, request) -> IdentityDecision.accept(new byte[65_000]);
        try (ScriptedPeer peer = server.connect()) {
            peer.send(request(3, 1))
                    .expect(acceptance("59 00 {2: {2: " + "00".repeat(65_000) + "}}"))
                    .release();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 255})
    void isIgnoredIfItsTypeIsUnknown(int type) throws IOException {
        try (ScriptedPeer peer = server.connect()) {
            peer.send(request(type, 1)).expect(acceptance("")).release();
        }
        assertThat(claimed).isNull();
    }

    @Test
    void isRefusedPermanentlyByTheServiceProvider() throws IOException, InterruptedException {
        verifier = (claim, request) -> IdentityDecision.refuse("no such user");
        try (ScriptedPeer peer = server.connect()) {
            peer.send(request(2, 1)).expect("<RJ(1,2,1)>").finish();
        }
        assertThat(server.witness().rejected()).isEqualTo(RejectReason.PROVIDER_NO_REASON_GIVEN);
        assertThat(server.log().text()).contains("user identity refused: no such user");
        assertWiped();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "null", "answer too long"})
    @SuppressWarnings("NullAway") // the contract is broken on purpose
    void isRefusedForNowIfTheVerifierFails(String how) throws IOException {
        verifier = (claim, request) -> switch (how) {
            case "exception" -> throw new IOException("directory is down on purpose");
            case "error" -> throw new AssertionError("on purpose");
            case "answer too long" -> IdentityDecision.accept(new byte[65_001]);
            default -> null;
        };
        try (ScriptedPeer peer = server.connect()) {
            peer.send(request(2, 1)).expect("<RJ(2,2,1)>").finish();
        }
        server.log().assertError("the identity verifier");
        assertWiped();
    }

    @Test
    void isWipedWhenItIsDecided() throws Exception {
        try (ScriptedPeer peer = server.connect()) {
            peer.send(request(2, 0)).expect(acceptance(""));
            UserIdentity kept = server.witness().opened().userIdentity().orElseThrow();
            assertThat(kept.primaryText()).isEqualTo("alice");
            assertThat(kept.secondaryField()).isEmpty();
            peer.release();
        }
    }

    @Test
    void isWipedWhereNobodyVerifiesIt() throws Exception {
        Witness witness = new Witness();
        try (Server own = TestServer.builder().listener(witness).build().start();
                ScriptedPeer peer = Peers.connect(own.endpoints().get(0).address())) {
            peer.send(request(5, 1)).expect(acceptance(""));
            UserIdentity kept = witness.opened().userIdentity().orElseThrow();
            assertThat(kept.primaryField()).isEmpty();
            assertThat(kept.secondaryField()).isEmpty();
            peer.release();
        }
    }

    private void assertWiped() {
        assertThat(Objects.requireNonNull(claimed).secondaryField()).isEmpty();
    }

    /** PS3.7 Table D.3-14. */
    private static String request(int type, int responseRequested) {
        return Words.request("<application> <context> 50 00 {2: <maximum length> <class uid> <version name>"
                + " 58 00 {2: %02X %02X {2: 'alice'} {2: '%s'}}}".formatted(type, responseRequested, SECRET));
    }

    private static String acceptance(String items) {
        return Words.acceptance(
                "<accepted> 50 00 {2: <our maximum length> <our class uid> <our version name> " + items + "}");
    }
}
