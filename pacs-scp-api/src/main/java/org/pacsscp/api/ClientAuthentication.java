package org.pacsscp.api;

/**
 * Whether a TLS client has to show a certificate.
 *
 * <p>A certificate that is shown and is not trusted, or has expired, ends the handshake with every value but {@link
 * #NONE}.
 *
 * @since 0.1.0
 */
public enum ClientAuthentication {
    /** The client is not asked for a certificate. */
    NONE,
    /** The client is asked; one without a certificate may come in, a policy can tell it by {@link TlsPeer}. */
    WANTED,
    /** The client is asked; without a certificate the handshake fails. */
    NEEDED
}
