package org.pacsscp.examples.window;

/** Where in a form something is wrong. */
public sealed interface Place {
    /** A field. */
    enum Field implements Place {
        /** What the server is called. */
        AE_TITLE,
        /** Where what it serves has its files. */
        DIRECTORY,
        /** Where it listens. */
        ADDRESS,
        /** Where it listens. */
        PORT,
        /** How many associations it may have. */
        MAXIMUM_PEERS,
        /** How long nothing may come. */
        IDLE_TIMEOUT
    }

    /** A field of what describes a peer that is to be verified. */
    enum VerifyField implements Place {
        /** What the peer is called. */
        AE_TITLE,
        /** Where it listens. */
        HOST,
        /** Where it listens. */
        PORT
    }

    /** A column of the allowed peers. */
    enum Column {
        /** What the peer is called. */
        AE_TITLE,
        /** Where it may come from. */
        HOST,
        /** Where it listens itself. */
        PORT
    }

    /**
     * A cell of the allowed peers.
     *
     * @param row from 0
     * @param column the column
     */
    record PeerCell(int row, Column column) implements Place {}

    /** No place in particular. */
    enum Anywhere implements Place {
        /** The only one. */
        ANYWHERE
    }
}
