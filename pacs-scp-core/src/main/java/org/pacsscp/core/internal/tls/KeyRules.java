package org.pacsscp.core.internal.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.util.List;
import org.pacsscp.api.TlsProfile;

/** Refuses keys that no handshake would use, or that the profile forbids: a client would see a failed handshake only. */
final class KeyRules {
    /** The shortest RSA key of a server (RFC 9325 4.5). */
    private static final int MINIMUM_RSA_BITS = 2048;

    /** The curves that both the JDK and TLS sign with (RFC 8446 4.2.3). */
    private static final List<String> CURVES = List.of("secp256r1", "secp384r1", "secp521r1");

    private KeyRules() {}

    static void check(Path file, PrivateKey key, TlsProfile profile) throws IOException {
        if (key instanceof RSAKey rsa && profile.equals(TlsProfile.BCP_195)) {
            checkLength(file, rsa.getModulus().bitLength());
        } else if (key instanceof ECKey ec) {
            checkCurve(file, ec.getParams());
        }
    }

    private static void checkLength(Path file, int bits) throws TlsFileException {
        if (bits < MINIMUM_RSA_BITS) {
            throw new TlsFileException(
                    file,
                    "has an RSA key of " + bits + " bits, where BCP 195 asks for " + MINIMUM_RSA_BITS
                            + " (RFC 9325 4.5)",
                    "make a longer key, or use a profile of your own");
        }
    }

    private static void checkCurve(Path file, ECParameterSpec parameters) throws IOException {
        for (String curve : CURVES) {
            if (curve(curve).equals(parameters.getCurve())) {
                return;
            }
        }
        throw new TlsFileException(
                file, "has an EC key on a curve that this JDK does not use for TLS", "use P-256, P-384 or P-521");
    }

    private static EllipticCurve curve(String name) throws IOException {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class).getCurve();
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK has no curve " + name + ": " + e.getMessage(), e);
        }
    }
}
