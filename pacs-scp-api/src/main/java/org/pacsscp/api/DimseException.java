package org.pacsscp.api;

import java.util.Objects;

/**
 * A handler's refusal: the operation ends with this status, the association lives on.
 *
 * <p>It is an answer, not a fault, hence without a stack trace and logged as a line.
 *
 * <pre>{@code
 * throw new DimseException(DimseStatus.NO_SUCH_SOP_INSTANCE);
 * }</pre>
 *
 * @since 0.1.0
 */
public class DimseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The status code; the status itself is a record with an Optional and cannot be serialized. */
    private final int code;

    /** The Error Comment (0000,0902); empty for none. */
    private final String errorComment;

    /**
     * Refuses with a status.
     *
     * @param status what the peer is told; a warning, failure or cancel
     */
    public DimseException(DimseStatus status) {
        super(status.toString(), null, false, false);
        code = status.code();
        errorComment = status.errorComment().orElse("");
    }

    /**
     * Refuses with a status because of something else.
     *
     * @param status what the peer is told
     * @param cause what our log is told
     */
    public DimseException(DimseStatus status, Throwable cause) {
        super(status.toString(), Objects.requireNonNull(cause, "cause"), false, false);
        code = status.code();
        errorComment = status.errorComment().orElse("");
    }

    /**
     * Returns what the peer is told.
     *
     * @return the status
     */
    public DimseStatus status() {
        DimseStatus status = DimseStatus.of(code);
        return errorComment.isEmpty() ? status : status.withErrorComment(errorComment);
    }
}
