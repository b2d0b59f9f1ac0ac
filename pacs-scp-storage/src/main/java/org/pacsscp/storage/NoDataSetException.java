package org.pacsscp.storage;

import java.io.IOException;

/** What a peer has sent in the place of a data set is none, and would make a file that nobody can read. */
final class NoDataSetException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what it is instead, in up to 64 characters, which the peer is told. */
    NoDataSetException(String message) {
        super(message);
    }
}
