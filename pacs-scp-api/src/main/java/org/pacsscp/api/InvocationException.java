package org.pacsscp.api;

import java.util.Objects;

/**
 * A request of ours that got no answer, and why; what {@link Association#invoke(Invocation)} fails with.
 *
 * @since 0.1.0
 */
public class InvocationException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * What can become of a request besides an answer.
     *
     * @since 0.1.0
     */
    public enum Cause {
        /** No accepted presentation context fits; nothing was sent. */
        NO_PRESENTATION_CONTEXT,
        /**
         * Several accepted presentation contexts fit, with different transfer syntaxes, and the invocation does not say
         * which: {@link Invocation#transferSyntax(Uid)} does. Nothing was sent.
         */
        AMBIGUOUS_PRESENTATION_CONTEXT,
        /** The peer did not answer within {@link Timeouts#response()}; a late answer is ignored. */
        TIMED_OUT,
        /** The association ended before the answer came, or had ended before the request was sent. */
        ASSOCIATION_ENDED
    }

    /** Why there is no response. */
    private final Cause reason;

    /**
     * Says why.
     *
     * @param reason the kind
     * @param message what exactly, for a person
     */
    public InvocationException(Cause reason, String message) {
        super(message, null, false, false);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * Returns what became of the request.
     *
     * @return the kind
     */
    public Cause reason() {
        return reason;
    }
}
