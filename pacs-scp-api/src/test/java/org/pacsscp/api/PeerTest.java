package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.Peer.Network;

class PeerTest {
    @Test
    void withoutAnAddressMayComeFromAnywhere() {
        assertThat(Peer.parse("CT_1")).isEqualTo(new Peer(AeTitle.of("CT_1"), Optional.empty()));
    }

    @Test
    void mayComeFromOneHost() throws UnknownHostException {
        assertThat(Peer.parse("CT_1@10.1.2.3"))
                .isEqualTo(
                        new Peer(AeTitle.of("CT_1"), Optional.of(new Network(InetAddress.getByName("10.1.2.3"), 32))));
    }

    @Test
    void mayComeFromABlock() throws UnknownHostException {
        assertThat(Peer.parse("CT_1@fd00::/8"))
                .isEqualTo(new Peer(AeTitle.of("CT_1"), Optional.of(new Network(InetAddress.getByName("fd00::"), 8))));
    }

    @Test
    void isSplitAtItsLastAtSign() {
        assertThat(Peer.parse("CT@HOME@10.1.2.3").aeTitle()).isEqualTo(AeTitle.of("CT@HOME"));
    }

    @ParameterizedTest
    @CsvSource({
        "@,                   blank",
        "@10.1.2.3,           blank",
        "CT_1@,               names no host",
        "CT_1@/8,             names no host",
        "CT_1@10.1.2.3/,      is no number of bits",
        "CT_1@10.1.2.3/x,     is no number of bits",
        "CT_1@10.1.2.3/8/8,   is no number of bits",
        "CT_1@10.1.2.3/33,    prefix length 33 of 10.1.2.3; it must be 0 to 32",
        "CT_1@10.1.2.3/-1,    prefix length -1 of 10.1.2.3; it must be 0 to 32",
        "CT_1@fd00::/129,     it must be 0 to 128",
        "CT_1@10.1/16,        \"10.1\" is no IPv4 address; give all four numbers",
        "CT_1@10,             \"10\" is no IPv4 address",
        "CT_1@[::g],          host \"[::g]\" is not known",
        "SEVENTEEN_LETTERS@10.1.2.3, at most 16",
    })
    void thatIsNotValidIsRefusedWithTheReason(String text, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> Peer.parse(text)).withMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3,       10.1.2.3,        true",
        "10.1.2.3,       10.1.2.2,        false",
        "10.1.2.3/32,    10.1.2.3,        true",
        "10.1.2.3/31,    10.1.2.2,        true",
        "10.1.2.3/31,    10.1.2.4,        false",
        "10.1.0.0/16,    10.1.255.255,    true",
        "10.1.0.0/16,    10.2.0.0,        false",
        "10.1.99.99/16,  10.1.0.1,        true",
        "10.8.0.0/13,    10.15.255.255,   true",
        "10.8.0.0/13,    10.16.0.0,       false",
        "10.8.0.0/13,    10.7.255.255,    false",
        "128.0.0.0/1,    255.255.255.255, true",
        "128.0.0.0/1,    127.255.255.255, false",
        "0.0.0.0/0,      203.0.113.7,     true",
        "0.0.0.0/0,      2001:db8::1,     false",
        "::/0,           2001:db8::1,     true",
        "::/0,           203.0.113.7,     false",
        "2001:db8::1,    2001:db8::1,     true",
        "2001:db8::1,    2001:db8::2,     false",
        "2001:db8::/32,  2001:db8:ffff::, true",
        "2001:db8::/32,  2001:db9::,      false",
        "2001:db8::/35,  2001:db8:1fff::, true",
        "2001:db8::/35,  2001:db8:2000::, false",
        "fd00::/7,       fcff::1,         true",
        "fd00::/7,       fe00::1,         false",
        "::1/127,        ::,              true",
        "::1/127,        ::2,             false",
        "::ffff:10.1.2.3, 10.1.2.3,       true",
        "10.0.0.0/8,     ::ffff:10.1.2.3, true",
    })
    void networkContains(String network, String candidate, boolean inside) throws UnknownHostException {
        assertThat(Network.parse(network).contains(InetAddress.getByName(candidate)))
                .isEqualTo(inside);
    }

    @Test
    void networkOfAHostNameIsThatHost() {
        assertThat(Network.parse("localhost").contains(InetAddress.getLoopbackAddress()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3, 10.1.2.3/32", "10.0.0.0/8, 10.0.0.0/8", "fd00::/8, fd00:0:0:0:0:0:0:0/8"})
    void networkIsShownInCidrNotation(String text, String shown) {
        assertThat(Network.parse(text)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "CT_1,             CT_1, 203.0.113.7, true",
        "CT_1,             MR_2, 203.0.113.7, false",
        "CT_1@10.0.0.0/8,  CT_1, 10.9.9.9,    true",
        "CT_1@10.0.0.0/8,  CT_1, 11.9.9.9,    false",
        "CT_1@10.0.0.0/8,  MR_2, 10.9.9.9,    false",
    })
    void matchesTitleAndAddress(String peer, String callingAeTitle, String from, boolean matches)
            throws UnknownHostException {
        AssociationRequest request = mock(AssociationRequest.class);
        when(request.callingAeTitle()).thenReturn(AeTitle.of(callingAeTitle));
        when(request.remoteAddress()).thenReturn(new InetSocketAddress(InetAddress.getByName(from), 50000));
        assertThat(Peer.parse(peer).matches(request)).isEqualTo(matches);
    }
}
