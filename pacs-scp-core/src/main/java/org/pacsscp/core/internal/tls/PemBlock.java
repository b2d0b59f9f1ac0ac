package org.pacsscp.core.internal.tls;

/** What stands between a BEGIN and an END line (RFC 7468). */
final class PemBlock {
    private final String label;
    private final int line;
    private final boolean encrypted;
    private final byte[] der;

    PemBlock(String label, int line, boolean encrypted, byte[] der) {
        this.label = label;
        this.line = line;
        this.encrypted = encrypted;
        this.der = der;
    }

    /** Returns what it is, such as {@code CERTIFICATE}. */
    String label() {
        return label;
    }

    /** Returns where its BEGIN line is, counted from 1. */
    int line() {
        return line;
    }

    /** Tells whether its content is of no use without a password. */
    boolean isEncrypted() {
        return encrypted;
    }

    /** Returns its content, not a copy: that of a private key is cleared after use. */
    byte[] der() {
        return der;
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
    }
}
