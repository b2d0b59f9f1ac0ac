package org.pacsscp.core.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TlsConfig.KeySource;
import org.pacsscp.api.TlsProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads private keys and certificates, the server's or a client's. */
final class KeyMaterial {
    private static final Logger log = LoggerFactory.getLogger(KeyMaterial.class);

    private final TlsProfile profile;
    private final TlsFiles files;

    private KeyMaterial(TlsProfile profile, TlsFiles files) {
        this.profile = profile;
        this.files = files;
    }

    /** Returns the keys in the order of the configuration; the first is the default one. */
    static List<ServerKey> load(TlsConfig config, TlsFiles files) throws IOException {
        return load(config.keys(), config.profile(), files);
    }

    /** As {@link #load(TlsConfig, TlsFiles)}, for either side. */
    static List<ServerKey> load(List<KeySource> sources, TlsProfile profile, TlsFiles files) throws IOException {
        KeyMaterial material = new KeyMaterial(profile, files);
        List<ServerKey> keys = new ArrayList<>();
        for (KeySource source : sources) {
            if (source instanceof KeySource.Pem pem) {
                keys.add(material.fromPem(pem));
            } else if (source instanceof KeySource.Store store) {
                keys.addAll(material.fromStore(store));
            }
        }
        return keys;
    }

    private ServerKey fromPem(KeySource.Pem source) throws IOException {
        PrivateKey key = PrivateKeyReader.read(source.privateKey(), files.content(source.privateKey()));
        KeyRules.check(source.privateKey(), key, profile);
        List<X509Certificate> certificates =
                CertificateReader.read(source.certificates(), files.content(source.certificates()));
        List<X509Certificate> chain = CertificateChain.of(key, certificates);
        if (chain.isEmpty()) {
            throw new TlsFileException(
                    source.certificates(),
                    "has no certificate of the private key in " + source.privateKey() + " (its first one is of "
                            + certificates.get(0).getSubjectX500Principal().getName() + ")",
                    "give a key and a certificate that were made for each other");
        }
        certificates.stream()
                .filter(certificate -> !chain.contains(certificate))
                .forEach(unused -> log.warn(
                        "TLS file {} has a certificate of {} that is not of the key's chain; it is not sent",
                        source.certificates(),
                        unused.getSubjectX500Principal().getName()));
        return new ServerKey(source.certificates(), key, chain);
    }

    private List<ServerKey> fromStore(KeySource.Store source) throws IOException {
        char[] password = KeyStoreReader.password(source.passwordFile(), files.content(source.passwordFile()));
        try {
            KeyStoreReader.Opened opened = KeyStoreReader.open(source.file(), files.content(source.file()), password);
            List<ServerKey> keys = new ArrayList<>();
            for (String alias : opened.aliases()) {
                fromEntry(opened, alias, password).ifPresent(keys::add);
            }
            if (keys.isEmpty()) {
                throw new TlsFileException(
                        source.file(),
                        "has no private key; its entries are " + opened.aliases(),
                        "import the key with its certificates, or give the store as trust");
            }
            return keys;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** Returns the private key under an alias with its chain; empty if there is a certificate or a secret key. */
    private Optional<ServerKey> fromEntry(KeyStoreReader.Opened opened, String alias, char[] password)
            throws IOException {
        try {
            Certificate[] certificates = opened.store().getCertificateChain(alias);
            if (certificates == null || !(opened.store().getKey(alias, password) instanceof PrivateKey key)) {
                return Optional.empty();
            }
            KeyRules.check(opened.file(), key, profile);
            List<X509Certificate> chain = CertificateChain.of(
                    key,
                    Stream.of(certificates).map(X509Certificate.class::cast).toList());
            if (chain.isEmpty()) {
                throw new TlsFileException(
                        opened.file(),
                        "has under \"" + alias + "\" a certificate that is not the private key's",
                        "import a key and a certificate that were made for each other");
            }
            return Optional.of(new ServerKey(opened.file(), key, chain));
        } catch (UnrecoverableKeyException e) {
            throw new TlsFileException(
                    opened.file(),
                    "has under \"" + alias + "\" a key with another password than the store's",
                    "give it the same with \"keytool -keypasswd\"",
                    e);
        } catch (GeneralSecurityException e) {
            throw KeyStoreReader.damaged(opened.file(), e);
        }
    }
}
