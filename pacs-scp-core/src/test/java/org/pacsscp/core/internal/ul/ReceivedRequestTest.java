package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationRequest.OpenAssociations;
import org.pacsscp.api.AssociationRequest.ProposedContext;
import org.pacsscp.api.AssociationRequest.Proxy;
import org.pacsscp.api.TlsPeer;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;

class ReceivedRequestTest {
    private static final InetSocketAddress REMOTE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
    private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 11112);
    private static final Proxy PROXY = new Proxy(LOCAL, Map.of());
    private static final TlsPeer TLS = new TlsPeer("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.empty(), List.of());

    private static final RequestOrigin ORIGIN = new RequestOrigin() {
        @Override
        public InetSocketAddress remoteAddress() {
            return REMOTE;
        }

        @Override
        public InetSocketAddress localAddress() {
            return LOCAL;
        }

        @Override
        public Optional<Proxy> proxy() {
            return Optional.of(PROXY);
        }

        @Override
        public Optional<TlsPeer> tls() {
            return Optional.of(TLS);
        }

        @Override
        public OpenAssociations openAssociations(AeTitle callingAeTitle) {
            return new OpenAssociations(3, callingAeTitle.equals(AeTitle.of("PEER")) ? 2 : 0, 1);
        }
    };

    private static final AeTitle OURS = AeTitle.of("OURS");

    @Test
    void saysWhoWantsWhat() {
        ReceivedRequest request = ReceivedRequest.of(
                new ProposedAssociation()
                        .called("PACS_SCP\0\0\0\0\0\0\0\0")
                        .context(1, "1.2.3", "1.2.4", "no UID")
                        .context(2, List.of())
                        .context(3, List.of("1.2.5", "1.2.6"), "1.2.4")
                        .implementation("1.2.7", "PEER_1")
                        .request(),
                ORIGIN,
                OURS);

        assertThat(request.calledAeTitle()).isEqualTo(AeTitle.of("PACS_SCP"));
        assertThat(request.callingAeTitle()).isEqualTo(AeTitle.of("PEER"));
        assertThat(request.remoteAddress()).isEqualTo(REMOTE);
        assertThat(request.localAddress()).isEqualTo(LOCAL);
        assertThat(request.proxy()).contains(PROXY);
        assertThat(request.tls()).contains(TLS);
        assertThat(request.openAssociations()).isEqualTo(new OpenAssociations(3, 2, 1));
        assertThat(request.proposedContexts())
                .containsExactly(
                        new ProposedContext(1, "1.2.3", List.of("1.2.4", "no UID")),
                        new ProposedContext(2, "", List.of()),
                        new ProposedContext(3, "1.2.5", List.of("1.2.4")));
        assertThat(request.implementationClassUid()).contains(Uid.of("1.2.7"));
        assertThat(request.implementationVersionName()).contains("PEER_1");
        assertThat(request.userIdentity()).isEmpty();
    }

    @Test
    void namesTheServerWhereThePeerHasNamedNobody() {
        ReceivedRequest request = ReceivedRequest.of(
                new ProposedAssociation().called(" ".repeat(16)).request(), ORIGIN, OURS);

        assertThat(request.calledAeTitle()).isEqualTo(OURS);
    }

    @Test
    void bearsAnImplementationThatDoesNotSayWhatItIs() {
        ReceivedRequest request = ReceivedRequest.of(
                new ProposedAssociation().implementation("1.2.x", "").request(), ORIGIN, OURS);

        assertThat(request.implementationClassUid()).isEmpty();
        assertThat(request.implementationVersionName()).isEmpty();
    }

    /** PS3.7 Table D.3-14. */
    @ParameterizedTest
    @CsvSource({"1, USERNAME", "2, USERNAME_AND_PASSCODE", "3, KERBEROS", "4, SAML", "5, JWT"})
    void readsAUserIdentity(int type, UserIdentity.Type expected) {
        ReceivedRequest request = ReceivedRequest.of(
                new ProposedAssociation()
                        .identity(type, true, new int[] {'m', 'e'}, 's', '3')
                        .request(),
                ORIGIN,
                OURS);

        assertThat(request.userIdentity()).hasValueSatisfying(identity -> {
            assertThat(identity.type()).isEqualTo(expected);
            assertThat(identity.responseRequested()).isTrue();
            assertThat(identity.primaryText()).isEqualTo("me");
            assertThat(identity.secondaryField()).containsExactly('s', '3');
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 255})
    void knowsNoOtherTypeOfIdentity(int type) {
        assertThat(ReceivedRequest.of(
                                new ProposedAssociation()
                                        .identity(type, false, new int[] {1})
                                        .request(),
                                ORIGIN,
                                OURS)
                        .userIdentity())
                .isEmpty();
    }

    @Test
    void aRequestWithoutTitlesShouldHaveBeenRejected() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ReceivedRequest.of(
                        new ProposedAssociation().calling(" ".repeat(16)).request(), ORIGIN, OURS));
    }
}
