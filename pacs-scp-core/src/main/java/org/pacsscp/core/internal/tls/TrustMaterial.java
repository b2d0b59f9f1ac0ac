package org.pacsscp.core.internal.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TlsConfig.TrustSource;

/** Reads the certificates that peers are verified with. */
final class TrustMaterial {
    private TrustMaterial() {}

    /** Returns what verifies clients; nobody is trusted where the configuration trusts nobody. */
    static TrustManager[] load(TlsConfig config, TlsFiles files) throws IOException {
        return load(config.trust(), files);
    }

    /** As {@link #load(TlsConfig, TlsFiles)}, for either side. */
    static TrustManager[] load(List<TrustSource> sources, TlsFiles files) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (TrustSource source : sources) {
            certificates.addAll(certificates(source, files));
        }
        return certificates.isEmpty() ? new TrustManager[0] : new TrustManager[] {trustManager(certificates)};
    }

    private static TrustManager trustManager(List<X509Certificate> certificates) throws IOException {
        try {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                anchors.setCertificateEntry(Integer.toString(i), certificates.get(i));
            }
            return dated(anchors);
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK cannot verify certificates: " + e.getMessage(), e);
        }
    }

    /** Trusts the authorities that the Java runtime trusts. */
    static TrustManager[] ofThisRuntime() throws IOException {
        try {
            return new TrustManager[] {dated(null)};
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK cannot verify certificates: " + e.getMessage(), e);
        }
    }

    private static TrustManager dated(@Nullable KeyStore anchors) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        return new DatedTrustManager((X509ExtendedTrustManager) factory.getTrustManagers()[0]);
    }

    private static List<X509Certificate> certificates(TrustSource source, TlsFiles files) throws TlsFileException {
        Path file = source.file();
        byte[] content = files.content(file);
        if (source.passwordFile().isPresent()) {
            Path passwordFile = source.passwordFile().get();
            char[] password = KeyStoreReader.password(passwordFile, files.content(passwordFile));
            try {
                return fromStore(file, content, password);
            } finally {
                Arrays.fill(password, '\0');
            }
        }
        return switch (FileFormat.of(content)) {
            case JKS, JCEKS, PKCS_12 -> fromStore(file, content, null);
            case TEXT, UTF_16, DER -> CertificateReader.read(file, content);
        };
    }

    private static List<X509Certificate> fromStore(Path file, byte[] content, char @Nullable [] password)
            throws TlsFileException {
        KeyStoreReader.Opened opened = KeyStoreReader.open(file, content, password);
        List<X509Certificate> certificates = new ArrayList<>();
        for (String alias : opened.aliases()) {
            trusted(opened, alias).ifPresent(certificates::add);
        }
        if (certificates.isEmpty()) {
            throw new TlsFileException(
                    file,
                    "has no trusted certificate" + (password == null ? " that can be read without a password" : "")
                            + "; its entries are " + opened.aliases(),
                    "import one with \"keytool -importcert\", give the password file, or give a PEM file");
        }
        return certificates;
    }

    private static Optional<X509Certificate> trusted(KeyStoreReader.Opened opened, String alias)
            throws TlsFileException {
        try {
            return opened.store().isCertificateEntry(alias)
                    ? Optional.of((X509Certificate) opened.store().getCertificate(alias))
                    : Optional.empty();
        } catch (KeyStoreException e) {
            throw KeyStoreReader.damaged(opened.file(), e);
        }
    }
}
