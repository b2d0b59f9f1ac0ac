package org.pacsscp.core.internal.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts certificates in the order in which TLS sends them (RFC 5246 7.4.2): that of the key, then each one's issuer. People
 * put files together in any order.
 */
final class CertificateChain {
    private static final byte[] PROBE = {'p', 'a', 'c', 's', '-', 's', 'c', 'p'};

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private CertificateChain() {}

    /** Returns the chain of a private key; empty if none of the certificates is the key's. */
    static List<X509Certificate> of(PrivateKey key, List<X509Certificate> certificates) {
        List<X509Certificate> chain = new ArrayList<>();
        Optional<X509Certificate> next = certificates.stream()
                .filter(candidate -> belongTogether(key, candidate.getPublicKey()))
                .findFirst();
        while (next.isPresent()) {
            X509Certificate last = next.get();
            chain.add(last);
            next = certificates.stream()
                    .filter(candidate -> !chain.contains(candidate) && isIssuer(candidate, last))
                    .findFirst();
        }
        return chain;
    }

    private static boolean isIssuer(X509Certificate candidate, X509Certificate of) {
        if (!of.getIssuerX500Principal().equals(candidate.getSubjectX500Principal())) {
            return false;
        }
        try {
            of.verify(candidate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            // An issuer that has renewed its key under the same name.
            return false;
        }
    }

    /** Tells whether what the private key signs, the public key verifies. */
    private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
        try {
            Signature signature = signature(privateKey);
            signature.initSign(privateKey);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // Keys of two algorithms, or of two sizes.
            return false;
        }
    }

    private static Signature signature(PrivateKey key) throws GeneralSecurityException {
        return switch (key.getAlgorithm()) {
            case "RSA" -> Signature.getInstance("SHA256withRSA");
            case "EC" -> Signature.getInstance("SHA256withECDSA");
            case "RSASSA-PSS" -> {
                Signature signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(key instanceof RSAKey rsa && rsa.getParams() != null ? rsa.getParams() : PSS);
                yield signature;
            }
            default -> Signature.getInstance(key.getAlgorithm());
        };
    }
}
