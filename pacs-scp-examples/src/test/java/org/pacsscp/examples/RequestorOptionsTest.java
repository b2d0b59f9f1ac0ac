package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.ClientConfig;
import org.pacsscp.api.ClientTls;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.examples.RequestorOptions.Requestor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class RequestorOptionsTest {
    @Command
    private static final class AnyCall {
        @Mixin
        private final RequestorOptions options = new RequestorOptions();
    }

    private static Requestor parse(String... arguments) {
        AnyCall call = new AnyCall();
        List<String> all = new ArrayList<>(List.of("localhost:104"));
        all.addAll(List.of(arguments));
        new CommandLine(call).parseArgs(all.toArray(String[]::new));
        return call.options.requestor();
    }

    private static ClientTls tls(String... arguments) {
        return parse(arguments).client().toConfig().tls().orElseThrow();
    }

    @Test
    void hasTheDefaultsOfTheApi() {
        Requestor requestor = parse();
        ClientConfig config = requestor.client().toConfig();
        assertThat(config.aeTitle().value()).isEqualTo("PACS_SCU");
        assertThat(config.tls()).isEmpty();
        assertThat(config.timeouts()).usingRecursiveComparison().isEqualTo(Timeouts.defaults());
        assertThat(requestor.remote()).isEqualTo(RemoteEntity.of("ANY-SCP", "localhost", 104));
        assertThat(requestor.options().build().timeout()).isZero();
    }

    @Test
    void callsAsItIsTold() {
        Requestor requestor = parse("--called-ae-title", "ARCHIVE", "--calling-ae-title", "CT_1");
        assertThat(requestor.remote().aeTitle().value()).isEqualTo("ARCHIVE");
        assertThat(requestor.client().toConfig().aeTitle().value()).isEqualTo("CT_1");
    }

    @Test
    void waitsAsItIsTold() {
        Requestor requestor =
                parse("--connect-timeout=1s", "--accept-timeout=2s", "--response-timeout=3s", "--timeout=4s");
        Timeouts timeouts = requestor.client().toConfig().timeouts();
        assertThat(timeouts.connect()).isEqualTo(Duration.ofSeconds(1));
        assertThat(timeouts.tlsHandshake()).isEqualTo(Duration.ofSeconds(1));
        assertThat(timeouts.accept()).isEqualTo(Duration.ofSeconds(2));
        assertThat(timeouts.response()).isEqualTo(Duration.ofSeconds(3));
        assertThat(requestor.options().build().timeout()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void speaksTlsWithTheDefaultsOfTheApi() {
        ClientTls tls = tls("--tls");
        assertThat(tls.trust()).isEmpty();
        assertThat(tls.keys()).isEmpty();
        assertThat(tls.verifyHostName()).isTrue();
    }

    @Test
    void speaksTlsAsSoonAsAnOptionOfItIsGiven() {
        assertThat(tls("--tls-trust=ca.crt").trust())
                .extracting(TlsConfig.TrustSource::file)
                .containsExactly(Path.of("ca.crt"));
        assertThat(tls("--tls-key=a.key", "--tls-cert=a.crt").keys())
                .containsExactly(new TlsConfig.KeySource.Pem(Path.of("a.key"), Path.of("a.crt")));
        assertThat(tls("--tls-keystore=a.p12", "--tls-keystore-password-file=a.pw")
                        .keys())
                .containsExactly(new TlsConfig.KeySource.Store(Path.of("a.p12"), Path.of("a.pw")));
        assertThat(tls("--tls-any-server-name").verifyHostName()).isFalse();
        Requestor named = parse("--tls-server-name=pacs.example.org");
        assertThat(named.client().toConfig().tls()).isPresent();
        assertThat(named.remote().serverName()).contains("pacs.example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "--tls-key=a.key, --tls-key needs --tls-cert too",
        "--tls-cert=a.crt, --tls-cert needs --tls-key too",
        "--tls-keystore=a.p12, --tls-keystore needs --tls-keystore-password-file too",
        "--tls-any-server-name --tls-server-name=x, contradicts",
        "--tls-server-name=, blank",
        "--response-timeout=9000h, 365 days",
        "--called-ae-title=LONGER_THAN_SIXTEEN_CHARACTERS, at most 16",
        "--timeout=30, no duration"
    })
    void refusesWhatDoesNotFit(String arguments, String explanation) {
        assertThatThrownBy(() -> parse(arguments.split(" ", -1)))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(explanation);
    }
}
