package org.pacsscp.micrometer;

import org.pacsscp.api.Association;
import org.pacsscp.api.RequestedAssociation;

/** Who has opened an association. */
enum Side {
    /** The peer: we are its server. */
    SERVER,
    /** We. */
    CLIENT;

    static Side of(Association association) {
        return association instanceof RequestedAssociation ? CLIENT : SERVER;
    }
}
