package org.pacsscp.core.internal.ul;

/** Which end of an association we are (PS3.8 section 7.1). */
public enum Side {
    /** We have opened the connection and requested the association. */
    REQUESTOR,

    /** The peer has. */
    ACCEPTOR
}
