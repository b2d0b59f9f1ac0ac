package org.pacsscp.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.TlsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the server speaks TLS too, and with which files. */
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
@Command(optionListHeading = "%nTLS, on a port of its own once there is a key; changed files are noticed:%n")
final class TlsOptions {
    @Option(
            names = "--tls-port",
            paramLabel = "PORT",
            description = "The port to listen on with TLS; 0 is any free one. Default: 2762")
    private Optional<Integer> port;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The private key, PEM without a password; with --tls-cert. Default: no TLS")
    private Optional<Path> key;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "The certificate of the key and those of its issuers, PEM. Default: no TLS")
    private Optional<Path> certificate;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "Key and certificates in a PKCS #12 or JKS file instead; with --tls-keystore-password-file."
                    + " Default: no TLS")
    private Optional<Path> keyStore;

    @Option(
            names = "--tls-keystore-password-file",
            paramLabel = "FILE",
            description = "A file whose one line is the password of the key store. Default: no TLS")
    private Optional<Path> keyStorePassword;

    @Option(
            names = "--tls-trust",
            paramLabel = "FILE",
            description = "Certificates to verify clients with, PEM or a key store without a password; with"
                    + " --tls-client-auth. Default: clients are not verified")
    private Optional<Path> trust;

    @Option(
            names = "--tls-client-auth",
            paramLabel = "none|want|need",
            converter = ClientAuthenticationConverter.class,
            defaultValue = "none",
            description = "Whether clients are asked for a certificate; with want, those without one may come in. "
                    + "Default: ${DEFAULT-VALUE}")
    private ClientAuthentication clientAuthentication;

    /** Returns where to listen with TLS: nowhere without a key. */
    List<Endpoint> endpoints(OptionSetter setter, AddressOptions addresses) {
        check(setter, addresses);
        if (key.isEmpty() && keyStore.isEmpty()) {
            return List.of();
        }
        TlsConfig config = config();
        return addresses.at(
                setter, "--tls-port", port.orElse(Endpoint.DEFAULT_TLS_PORT), address -> Endpoint.tls(address, config));
    }

    private void check(OptionSetter setter, AddressOptions addresses) {
        boolean asked = clientAuthentication != ClientAuthentication.NONE;
        setter.together("--tls-key", key.isPresent(), "--tls-cert", certificate.isPresent());
        setter.together(
                "--tls-keystore", keyStore.isPresent(), "--tls-keystore-password-file", keyStorePassword.isPresent());
        setter.together("--tls-trust", trust.isPresent(), "--tls-client-auth want|need", asked);
        boolean any = key.isPresent() || keyStore.isPresent();
        if (!any && (port.isPresent() || trust.isPresent() || addresses.noPlainPort())) {
            throw setter.refusal("TLS needs a key: give --tls-key and --tls-cert, or --tls-keystore and"
                    + " --tls-keystore-password-file");
        }
    }

    private TlsConfig config() {
        TlsConfig.Builder tls = TlsConfig.builder().clientAuthentication(clientAuthentication);
        if (key.isPresent() && certificate.isPresent()) {
            tls.key(key.get(), certificate.get());
        }
        if (keyStore.isPresent() && keyStorePassword.isPresent()) {
            tls.keyStore(keyStore.get(), keyStorePassword.get());
        }
        trust.ifPresent(tls::trust);
        return tls.build();
    }
}
