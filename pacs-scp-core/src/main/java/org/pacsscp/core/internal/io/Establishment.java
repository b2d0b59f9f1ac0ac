package org.pacsscp.core.internal.io;

/**
 * What happens on a connection before the first byte of its handler's, and what its selector waits for meanwhile. Owned by
 * the loop, and dropped when it is done.
 */
interface Establishment {
    /** The channel is registered. */
    void begin();

    /** The channel is ready for what was waited for. */
    void advance();

    /** The TLS handshake is done. */
    void secured(TlsTransport transport);

    /** There will be no TLS, and hence no connection. */
    void notSecured(TlsHandshakeException failure);

    /** The connection is closed, for want of room, before it has a handler. */
    void shed(String why);

    /** The connection is closed before this is done. It must need no memory. */
    void end();
}
