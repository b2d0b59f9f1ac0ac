package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationDecision;
import org.pacsscp.api.AssociationRequest;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Peer;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TlsConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ServerOptionsTest {
    @Command
    private static final class AnyServer {
        @Mixin
        private final ServerOptions options = new ServerOptions();
    }

    @Test
    void hasTheDefaultsOfTheApi() {
        ServerConfig expected = Server.builder().toConfig();
        ServerConfig config = parse();
        assertThat(config.endpoints()).isEqualTo(expected.endpoints());
        assertThat(config.aeTitles()).isEqualTo(expected.aeTitles());
        assertThat(config.anyCalledAeTitle()).isEqualTo(expected.anyCalledAeTitle());
        assertThat(config.loops()).isEqualTo(expected.loops());
        assertThat(config.limits()).usingRecursiveComparison().isEqualTo(Limits.defaults());
        assertThat(config.timeouts()).usingRecursiveComparison().isEqualTo(Timeouts.defaults());
        assertThat(decide(config, "ANYONE", "192.0.2.1")).isEqualTo(AssociationDecision.accept());
    }

    @Test
    void listensOnThePortOfAllAddresses() {
        assertThat(parse("--port", "104").endpoints()).containsExactly(Endpoint.plain(104));
    }

    @Test
    void listensOnThePortOfEachAddress() throws UnknownHostException {
        assertThat(parse("--bind", "192.0.2.1", "--port", "0", "--bind", "2001:db8::1")
                        .endpoints())
                .containsExactly(
                        Endpoint.plain(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0)),
                        Endpoint.plain(new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 0)));
    }

    @Test
    void takesSeveralAeTitlesInsteadOfTheDefault() {
        assertThat(parse("--ae-title", "ONE", "--drain", "1s", "--ae-title", "TWO")
                        .aeTitles())
                .containsExactlyInAnyOrder(AeTitle.of("ONE"), AeTitle.of("TWO"));
    }

    @Test
    void answersToAnyCalledAeTitle() {
        assertThat(parse("--any-called-ae-title").anyCalledAeTitle()).isTrue();
    }

    @Test
    void limitsWhatTheServerTakesOn() {
        assertThat(parse("--max-associations", "7").limits().maxAssociations()).isEqualTo(7);
        assertThat(parse("--max-pdu-length", "16384").limits().maxPduLength()).isEqualTo(16384);
        assertThat(parse("--loops", "3").loops()).isEqualTo(3);
    }

    @Test
    void setsBothUsesOfArtim() {
        Timeouts timeouts = parse("--artim-timeout", "5s").timeouts();
        assertThat(timeouts.artim()).isEqualTo(Duration.ofSeconds(5));
        assertThat(timeouts.request()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void setsTheOtherTimeouts() {
        Timeouts timeouts = parse("--idle-timeout", "0", "--write-timeout", "500ms", "--drain", "2m")
                .timeouts();
        assertThat(timeouts.idle()).isZero();
        assertThat(timeouts.write()).isEqualTo(Duration.ofMillis(500));
        assertThat(timeouts.drain()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource({
        "CT_1, 192.0.2.1, true",
        "CT_1, 2001:db8::1, true",
        "MR_2, 192.0.2.7, true",
        "MR_2, 192.0.2.8, false",
        "US_3, 10.1.255.3, true",
        "US_3, 10.2.0.3, false",
        "CT_4, 192.0.2.1, false"
    })
    void admitsTheCallersThatAreAllowed(String callingAeTitle, String address, boolean accepted) {
        ServerConfig config = parse("--allow", "CT_1", "--allow", "MR_2@192.0.2.7", "--allow", "US_3@10.1.0.0/16");
        assertThat(decide(config, callingAeTitle, address) instanceof AssociationDecision.Accept)
                .isEqualTo(accepted);
    }

    @Test
    void speaksTlsWithPemFiles() throws UnknownHostException {
        ServerConfig config = parse("--tls-key", "a.key", "--tls-cert", "a.crt");
        assertThat(config.endpoints())
                .extracting(Endpoint::address)
                .containsExactly(new InetSocketAddress(11112), new InetSocketAddress(2762));
        assertThat(config.endpoints().get(0).tls()).isEmpty();
        TlsConfig tls = config.endpoints().get(1).tls().orElseThrow();
        assertThat(tls.keys()).containsExactly(new TlsConfig.KeySource.Pem(Path.of("a.key"), Path.of("a.crt")));
        assertThat(tls.clientAuthentication()).isEqualTo(ClientAuthentication.NONE);
        assertThat(parse("--bind", "192.0.2.1", "--tls-port", "0", "--tls-key", "a.key", "--tls-cert", "a.crt")
                        .endpoints())
                .extracting(Endpoint::address)
                .containsExactly(
                        new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 11112),
                        new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0));
    }

    @Test
    void listensWithTlsOnlyIfTold() throws UnknownHostException {
        ServerConfig config = parse(
                "--no-plain-port",
                "--bind",
                "192.0.2.1",
                "--tls-port",
                "0",
                "--tls-key",
                "a.key",
                "--tls-cert",
                "a.crt");
        assertThat(config.endpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.tls()).isPresent();
            assertThat(endpoint.address()).isEqualTo(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0));
        });
    }

    @ParameterizedTest
    @CsvSource({"want, WANTED", "NEED, NEEDED"})
    void speaksTlsWithAKeyStoreAndVerifiesClients(String text, ClientAuthentication expected) {
        TlsConfig tls = parse(
                        "--tls-keystore", "a.p12",
                        "--tls-keystore-password-file", "a.password",
                        "--tls-trust", "ca.crt",
                        "--tls-client-auth", text)
                .endpoints()
                .get(1)
                .tls()
                .orElseThrow();
        assertThat(tls.keys()).containsExactly(new TlsConfig.KeySource.Store(Path.of("a.p12"), Path.of("a.password")));
        assertThat(tls.trust()).containsExactly(new TlsConfig.TrustSource(Path.of("ca.crt"), Optional.empty()));
        assertThat(tls.clientAuthentication()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "--tls-key a.key, --tls-key needs --tls-cert too",
        "--tls-cert a.crt, --tls-cert needs --tls-key too",
        "--tls-keystore a.p12, --tls-keystore needs --tls-keystore-password-file too",
        "--tls-key a.key --tls-cert a.crt --tls-trust ca.crt, --tls-trust needs --tls-client-auth want|need too",
        "--tls-key a.key --tls-cert a.crt --tls-client-auth need, --tls-client-auth want|need needs --tls-trust too",
        "--tls-port 2762, TLS needs a key",
        "--no-plain-port, TLS needs a key",
        "--no-plain-port --port 104 --tls-key a.key --tls-cert a.crt, --no-plain-port contradicts --port",
        "--tls-trust ca.crt --tls-client-auth need, TLS needs a key",
        "--tls-client-auth maybe, 'it must be none, want or need'",
        "--tls-key a.key --tls-cert a.crt --tls-port 65536, must be 0 to 65535"
    })
    void namesTheTlsOptionThatIsMissingOrWrong(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments.split(" ", -1)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message);
    }

    @Test
    void deniesAddressesAndTrustsProxies() {
        ServerConfig config =
                parse("--deny", "192.0.2.1", "--trust-proxy", "198.51.100.0/24", "--deny", "2001:db8::/32");
        assertThat(config.denied())
                .containsExactly(Peer.Network.parse("192.0.2.1"), Peer.Network.parse("2001:db8::/32"));
        assertThat(config.trustedProxies()).containsExactly(Peer.Network.parse("198.51.100.0/24"));
        assertThat(parse().denied()).isEmpty();
        assertThat(parse().trustedProxies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--port, 65536",
        "--port, -1",
        "--max-associations, 0",
        "--max-pdu-length, 7",
        "--loops, 0",
        "--artim-timeout, 9000h",
        "--idle-timeout, 9000h",
        "--write-timeout, 9000h",
        "--drain, 9000h"
    })
    void namesTheValueThatTheApiRefuses(String option, String value) {
        assertThatThrownBy(() -> parse(option, value))
                .isInstanceOf(ParameterException.class)
                .hasMessageContainingAll("'" + option + "'", "'" + value + "'", "must be");
    }

    private static ServerConfig parse(String... arguments) {
        AnyServer server = new AnyServer();
        new CommandLine(server).parseArgs(arguments);
        return server.options.builder().toConfig();
    }

    private static AssociationDecision decide(ServerConfig config, String callingAeTitle, String address) {
        AssociationRequest request = mock(AssociationRequest.class);
        when(request.callingAeTitle()).thenReturn(AeTitle.of(callingAeTitle));
        when(request.remoteAddress()).thenReturn(new InetSocketAddress(address, 40000));
        return config.policy().decide(request);
    }
}
