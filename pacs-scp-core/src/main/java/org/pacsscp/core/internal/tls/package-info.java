/**
 * TLS without sockets: private keys, certificates and trust from files, and {@link javax.net.ssl.SSLEngine}s that use them.
 *
 * <p>{@link org.pacsscp.core.internal.tls.TlsEngines} makes an engine for each connection and notices changed files; the
 * bytes that an engine makes and takes are the business of the package {@code io}.
 */
@NullMarked
package org.pacsscp.core.internal.tls;

import org.jspecify.annotations.NullMarked;
