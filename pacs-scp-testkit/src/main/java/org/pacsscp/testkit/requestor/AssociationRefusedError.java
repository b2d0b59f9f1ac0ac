package org.pacsscp.testkit.requestor;

import org.pacsscp.testkit.wire.Heard;

/**
 * An association was asked for, and something else than an A-ASSOCIATE-AC came.
 *
 * @since 0.1.0
 */
public final class AssociationRefusedError extends AssertionError {
    private static final long serialVersionUID = 1L;

    /** What came instead. */
    private final transient Heard heard;

    AssociationRefusedError(Heard heard) {
        super("expected A-ASSOCIATE-AC, heard " + heard.word() + ":\n" + heard.describe());
        this.heard = heard;
    }

    /**
     * Returns what came.
     *
     * @return a rejection, an abort, or how the connection ended
     */
    public Heard heard() {
        return heard;
    }
}
