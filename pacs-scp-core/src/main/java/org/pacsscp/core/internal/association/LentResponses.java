package org.pacsscp.core.internal.association;

import java.util.function.BooleanSupplier;

/**
 * An association's receiving side where it is lent to those who wait for responses to requests of ours: each reads for himself
 * as long as he waits, and between two requests it is at rest for a few milliseconds, in which the loop may take it back. One
 * thread at a time reads; another that tries finds that it has to wait.
 */
public interface LentResponses {
    /**
     * Reads, and hands on what comes, until there is {@code enough}; tells whether there is. {@code false} if the present thread
     * has not got the receiving side, or it went back to the loop: because the peer keeps silent for a few milliseconds, or has
     * sent what is for the loop to judge. To wait is left to the caller then.
     */
    boolean read(BooleanSupplier enough);

    /** The loop is to have the receiving side again, unless somebody is reading. */
    void giveBack();
}
