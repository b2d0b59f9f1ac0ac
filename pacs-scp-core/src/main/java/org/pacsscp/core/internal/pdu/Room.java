package org.pacsscp.core.internal.pdu;

/**
 * Is asked before memory is taken for an A-ASSOCIATE PDU, of a peer that nobody knows yet. Used by the owner of the
 * receiving side.
 */
@FunctionalInterface
public interface Room {
    /** Has room for everything. */
    Room UNLIMITED = bytes -> true;

    /**
     * Takes so many bytes, in place of those it took before.
     *
     * @return {@code false} if there is no room, and the connection has been closed for want of it
     */
    boolean take(long bytes);
}
