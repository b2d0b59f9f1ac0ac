package org.pacsscp.examples;

import java.nio.file.Path;
import java.util.Optional;
import org.pacsscp.api.ClientTls;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a command speaks TLS with its peer, and with which files. */
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
@Command(optionListHeading = "%nTLS, wanted by any of these:%n")
final class ClientTlsOptions {
    @Option(names = "--tls", description = "Speak TLS, with these defaults. Default: no TLS")
    private boolean tls;

    @Option(
            names = "--tls-trust",
            paramLabel = "FILE",
            description = "Certificates to verify the peer with, PEM or a key store without a password. Default: those"
                    + " that this Java trusts")
    private Optional<Path> trust;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "Our private key, PEM without a password; with --tls-cert. Default: we show no certificate")
    private Optional<Path> key;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "The certificate of the key and those of its issuers, PEM. Default: we show no certificate")
    private Optional<Path> certificate;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "Key and certificates in a PKCS #12 or JKS file instead; with --tls-keystore-password-file."
                    + " Default: we show no certificate")
    private Optional<Path> keyStore;

    @Option(
            names = "--tls-keystore-password-file",
            paramLabel = "FILE",
            description = "A file whose one line is the password of the key store. Default: we show no certificate")
    private Optional<Path> keyStorePassword;

    @Option(
            names = "--tls-server-name",
            paramLabel = "NAME",
            description = "The name that the certificate of the peer must have. Default: the host")
    private Optional<String> serverName;

    @Option(
            names = "--tls-any-server-name",
            description = "Take any name in the certificate of the peer: whoever has one of a trusted authority can"
                    + " pose as it. Default: it must be the host")
    private boolean anyServerName;

    /** Returns the name that the certificate must have; empty for the host. */
    Optional<String> serverName() {
        return serverName;
    }

    /** Returns how TLS is spoken; empty if it is not. */
    Optional<ClientTls> tls(OptionSetter setter) {
        setter.together("--tls-key", key.isPresent(), "--tls-cert", certificate.isPresent());
        setter.together(
                "--tls-keystore", keyStore.isPresent(), "--tls-keystore-password-file", keyStorePassword.isPresent());
        if (serverName.isPresent() && anyServerName) {
            throw setter.refusal("--tls-any-server-name contradicts --tls-server-name; leave one of them out");
        }
        boolean named = serverName.isPresent() || anyServerName;
        if (!tls && !named && trust.isEmpty() && key.isEmpty() && keyStore.isEmpty()) {
            return Optional.empty();
        }
        ClientTls.Builder config = ClientTls.builder().verifyHostName(!anyServerName);
        trust.ifPresent(config::trust);
        if (key.isPresent() && certificate.isPresent()) {
            config.key(key.get(), certificate.get());
        }
        if (keyStore.isPresent() && keyStorePassword.isPresent()) {
            config.keyStore(keyStore.get(), keyStorePassword.get());
        }
        return Optional.of(config.build());
    }
}
