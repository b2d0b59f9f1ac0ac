package org.pacsscp.testkit.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a certificate that it has signed itself (RFC 5280), for the tests of one run. Immutable.
 *
 * <pre>{@code
 * TlsIdentity identity = TlsIdentity.selfSigned();
 * try (FakePacs pacs = FakePacs.builder().tls(identity).start()) {
 *     client.trust(identity.certificate());
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class TlsIdentity {
    private static final String ALIAS = "testkit";
    private static final int[] ECDSA_WITH_SHA256 = {1, 2, 840, 10045, 4, 3, 2};
    private static final int[] COMMON_NAME = {2, 5, 4, 3};
    private static final int[] SUBJECT_ALTERNATIVE_NAME = {2, 5, 29, 17};
    private static final int[] BASIC_CONSTRAINTS = {2, 5, 29, 19};
    private static final Duration LIFETIME = Duration.ofDays(2);

    private final KeyPair keys;
    private final X509Certificate certificate;

    private TlsIdentity(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /**
     * Makes an identity of this machine: {@code localhost} and the loopback address, valid from yesterday to tomorrow.
     *
     * @return a new one
     */
    public static TlsIdentity selfSigned() {
        return forHost("localhost");
    }

    /**
     * Makes an identity of another host; a client that checks names must refuse it.
     *
     * @param hostName such as {@code elsewhere.example}; the loopback address is in it only for {@code localhost}
     * @return a new one
     */
    public static TlsIdentity forHost(String hostName) {
        return make(hostName, Instant.now().minus(LIFETIME.dividedBy(2)));
    }

    /**
     * Makes an identity of this machine that was valid last year; a client must refuse it.
     *
     * @return a new one
     */
    public static TlsIdentity expired() {
        return make("localhost", Instant.now().minus(Duration.ofDays(365)));
    }

    /**
     * Makes an identity of this machine that will be valid next year; a client must refuse it.
     *
     * @return a new one
     */
    public static TlsIdentity notYetValid() {
        return make("localhost", Instant.now().plus(Duration.ofDays(365)));
    }

    private static TlsIdentity make(String hostName, Instant notBefore) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            byte[] algorithm = Der.sequence(Der.objectIdentifier(ECDSA_WITH_SHA256));
            byte[] toBeSigned = toBeSigned(keys, algorithm, hostName, notBefore);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(toBeSigned);
            byte[] encoded = Der.sequence(toBeSigned, algorithm, Der.bitString(signature.sign()));
            return new TlsIdentity(keys, (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make a certificate", e);
        }
    }

    /** RFC 5280 section 4.1. */
    private static byte[] toBeSigned(KeyPair keys, byte[] algorithm, String hostName, Instant notBefore) {
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.objectIdentifier(COMMON_NAME), Der.utf8(hostName))));
        byte[] version = Der.tagged(0xA0, Der.integer((byte) 2));
        byte[] serial = Der.integer(BigInteger.valueOf(System.nanoTime()).toByteArray());
        byte[] validity = Der.sequence(Der.time(notBefore), Der.time(notBefore.plus(LIFETIME)));
        return Der.sequence(
                version,
                serial,
                algorithm,
                name,
                validity,
                name,
                keys.getPublic().getEncoded(),
                Der.tagged(0xA3, Der.sequence(alternativeNames(hostName), authority())));
    }

    private static byte[] alternativeNames(String hostName) {
        byte[] dns = Der.tagged(0x82, hostName.getBytes(StandardCharsets.US_ASCII));
        byte[] address = hostName.equals("localhost")
                ? Der.tagged(0x87, InetAddress.getLoopbackAddress().getAddress())
                : new byte[0];
        return extension(SUBJECT_ALTERNATIVE_NAME, Der.sequence(dns, address));
    }

    /** OpenSSL, and with it DCMTK, wants a trusted certificate to be one of an authority. */
    private static byte[] authority() {
        return extension(BASIC_CONSTRAINTS, Der.sequence(Der.tagged(0x01, new byte[] {(byte) 0xFF})));
    }

    private static byte[] extension(int[] identifier, byte[] value) {
        return Der.sequence(Der.objectIdentifier(identifier), Der.tagged(0x04, value));
    }

    /**
     * Returns the certificate.
     *
     * @return with which a client can be told to trust this identity
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Returns the certificate as a PEM file has it.
     *
     * @return the text
     */
    public String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    /**
     * Returns the private key as a PEM file has it, PKCS #8, not encrypted.
     *
     * @return the text
     */
    public String privateKeyPem() {
        return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    private static String pem(String label, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    /**
     * Writes key and certificate into a PKCS #12 file.
     *
     * @param file where to; replaced if it is there
     * @param password of the file and of the key in it
     * @throws IOException if the file cannot be written
     */
    public void writeKeyStore(Path file, String password) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            keyStore(password).store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no PKCS #12", e);
        }
    }

    /**
     * Makes TLS with this identity, which trusts this certificate and no other: for either side.
     *
     * @return a context
     */
    public SSLContext context() {
        try {
            String password = "";
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keyStore(password), password.toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, certificate);
            TrustManagerFactory trustManagers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    private KeyStore keyStore(String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, keys.getPrivate(), password.toCharArray(), new Certificate[] {certificate});
        return store;
    }

    /** Returns the subject of the certificate. */
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal().getName();
    }
}
