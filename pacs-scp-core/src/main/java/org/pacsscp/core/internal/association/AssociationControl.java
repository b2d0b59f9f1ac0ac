package org.pacsscp.core.internal.association;

import org.pacsscp.api.AbortReason;

/** What an association's user may want of it. It happens soon, on the association's loop; any thread. */
public interface AssociationControl {
    /** Releases the association as soon as nothing is under way (A-RELEASE request). */
    void release();

    /** Aborts the association, if there is one or a peer wants one (A-ABORT request). */
    void abort(AbortReason reason, String detail);

    /** Lets no association begin any more, for this reason, and releases the one that there is as soon as it is at rest. */
    void drain(String why);

    /** Does not wait any longer: what there is of an association, or of a wish for one, ends now, for this reason. */
    void stop(String why);

    /** Releases the association, unless a request is under way on it, from either side: then aborts it. */
    void close();
}
