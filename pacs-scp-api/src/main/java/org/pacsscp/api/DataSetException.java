package org.pacsscp.api;

import java.io.IOException;
import java.util.Objects;

/**
 * A data set that cannot be read to its end, and why.
 *
 * <p>It has no stack trace: what happened lies with the peer or the network, not in the code that was reading.
 *
 * @since 0.1.0
 */
public class DataSetException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * What can break a data set.
     *
     * @since 0.1.0
     */
    public enum Cause {
        /** The association was aborted, by the peer or by this server. */
        ABORTED,
        /** The connection was closed or reset. */
        PEER_LOST,
        /** What came was no fragment of the data set: the peer broke the protocol. */
        MALFORMED,
        /** It is longer than {@link Limits#maxDataSetLength()}, or memory for it is short. */
        LIMIT_EXCEEDED,
        /** The peer took longer than a deadline allows. */
        TIMED_OUT,
        /** The stream was read after its handler had returned, or after it was closed. */
        CLOSED
    }

    /** Why the data set ended. */
    private final Cause reason;

    /**
     * Says why.
     *
     * @param reason the kind
     * @param message what exactly, for a person
     */
    public DataSetException(Cause reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * Returns what broke the data set.
     *
     * @return the kind
     */
    public Cause reason() {
        return reason;
    }

    /** Does nothing: the trace would only show who was reading. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
