package org.pacsscp.core.internal.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of files and fingerprints. */
final class Sha256 {
    private Sha256() {}

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
