package org.pacsscp.api;

import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of a DIMSE operation: Status (0000,0900), and an Error Comment (0000,0902) where that helps (PS3.7
 * Annex C).
 *
 * <p>The codes that the services of PS3.4 define have names in {@code org.pacsscp.api.status}; {@link #of} makes any other. A
 * status is a {@link Response} as it is; {@link #with} and {@link #withDataSet} add to it.
 *
 * <pre>{@code
 * return StorageStatus.OUT_OF_RESOURCES.withErrorComment("disk full");
 * }</pre>
 *
 * @param code 0 to FFFFH
 * @param errorComment what went wrong, for the peer's eyes; at most 64 characters, without patients' names
 * @since 0.1.0
 */
public record DimseStatus(int code, Optional<String> errorComment) implements CommandResponse {
    /**
     * The kinds of outcome (PS3.7 Annex C).
     *
     * @since 0.1.0
     */
    public enum Category {
        /** Done. */
        SUCCESS,
        /** Done, but not all as was asked. */
        WARNING,
        /** Not done. */
        FAILURE,
        /** Stopped because the peer cancelled. */
        CANCEL,
        /** Under way; more responses follow. */
        PENDING
    }

    /** The greatest number of characters in an error comment (VR {@code LO}). */
    public static final int MAX_ERROR_COMMENT = 64;

    /** Done (C.1.1). */
    public static final DimseStatus SUCCESS = of(0x0000);
    /** No such attribute (C.5.17). */
    public static final DimseStatus NO_SUCH_ATTRIBUTE = of(0x0105);
    /** Invalid attribute value (C.5.11). */
    public static final DimseStatus INVALID_ATTRIBUTE_VALUE = of(0x0106);
    /** A warning: the request names attributes that are not recognized (C.4.2). */
    public static final DimseStatus ATTRIBUTE_LIST_WARNING = of(0x0107);
    /** The operation failed while it was processed (C.5.21). */
    public static final DimseStatus PROCESSING_FAILURE = of(0x0110);
    /** The new instance's UID is in use already (C.5.8). */
    public static final DimseStatus DUPLICATE_SOP_INSTANCE = of(0x0111);
    /** No such SOP instance (C.5.19). */
    public static final DimseStatus NO_SUCH_SOP_INSTANCE = of(0x0112);
    /** No such event type (C.5.18). */
    public static final DimseStatus NO_SUCH_EVENT_TYPE = of(0x0113);
    /** No such argument (C.5.16). */
    public static final DimseStatus NO_SUCH_ARGUMENT = of(0x0114);
    /** Invalid argument value (C.5.10). */
    public static final DimseStatus INVALID_ARGUMENT_VALUE = of(0x0115);
    /** A warning: a value is out of range; the others were modified (C.4.3). */
    public static final DimseStatus ATTRIBUTE_VALUE_OUT_OF_RANGE = of(0x0116);
    /** The instance's UID breaks the rules for UIDs (C.5.12). */
    public static final DimseStatus INVALID_SOP_INSTANCE = of(0x0117);
    /** No such SOP class: what N- services answer for a foreign one (C.5.20). */
    public static final DimseStatus NO_SUCH_SOP_CLASS = of(0x0118);
    /** The instance is not of this SOP class (C.5.7). */
    public static final DimseStatus CLASS_INSTANCE_CONFLICT = of(0x0119);
    /** A required attribute is missing (C.5.13). */
    public static final DimseStatus MISSING_ATTRIBUTE = of(0x0120);
    /** A required attribute has no value (C.5.14). */
    public static final DimseStatus MISSING_ATTRIBUTE_VALUE = of(0x0121);
    /** The SOP class is not supported: what C- services answer for a foreign one (C.5.6). */
    public static final DimseStatus SOP_CLASS_NOT_SUPPORTED = of(0x0122);
    /** No such action type (C.5.24). */
    public static final DimseStatus NO_SUCH_ACTION_TYPE = of(0x0123);
    /** The peer's user may not do this (C.5.25). */
    public static final DimseStatus NOT_AUTHORIZED = of(0x0124);
    /** The message id is in use by an operation still under way (C.5.9). */
    public static final DimseStatus DUPLICATE_INVOCATION = of(0x0210);
    /** Nobody here serves this operation (C.5.23). */
    public static final DimseStatus UNRECOGNIZED_OPERATION = of(0x0211);
    /** A parameter of the request is not as agreed (C.5.15). */
    public static final DimseStatus MISTYPED_ARGUMENT = of(0x0212);
    /** The performer lacks what it needs (C.5.22). */
    public static final DimseStatus RESOURCE_LIMITATION = of(0x0213);
    /** Stopped because the peer cancelled (C.3.1). */
    public static final DimseStatus CANCEL = of(0xFE00);
    /** Under way (C.2.1). */
    public static final DimseStatus PENDING = of(0xFF00);
    /** Under way; some optional keys are not supported (C.2.1, PS3.4). */
    public static final DimseStatus PENDING_WITH_WARNING = of(0xFF01);

    /**
     * Checks the code and cuts the comment to {@link #MAX_ERROR_COMMENT} characters.
     *
     * @throws IllegalArgumentException if the code is not within 0 to FFFFH
     */
    public DimseStatus {
        if (code < 0 || code > 0xFFFF) {
            throw new IllegalArgumentException("status " + Integer.toHexString(code) + "H; it must be 0 to FFFFH");
        }
        errorComment = errorComment.map(DimseStatus::cut);
    }

    /**
     * Makes a status without a comment.
     *
     * @param code 0 to FFFFH
     * @return the status
     * @throws IllegalArgumentException if the code is out of range
     */
    public static DimseStatus of(int code) {
        return new DimseStatus(code, Optional.empty());
    }

    /**
     * Adds a comment for the peer.
     *
     * @param comment one line; what exceeds 64 characters is cut off
     * @return a new status
     */
    public DimseStatus withErrorComment(String comment) {
        return new DimseStatus(code, Optional.of(Objects.requireNonNull(comment, "comment")));
    }

    /** Returns this status: a status is a response of its own. */
    @Override
    public DimseStatus status() {
        return this;
    }

    /** Returns none: a status by itself has nothing else to say. */
    @Override
    public CommandElements elements() {
        return CommandElements.none();
    }

    /**
     * Returns the kind of outcome.
     *
     * @return the category of the code by PS3.7 Annex C; codes that it leaves to services and does not know are
     *     failures
     */
    public Category category() {
        if (code == 0x0000) {
            return Category.SUCCESS;
        }
        if (code == 0xFF00 || code == 0xFF01) {
            return Category.PENDING;
        }
        if (code == 0xFE00) {
            return Category.CANCEL;
        }
        boolean warning = code == 0x0001 || code >> 12 == 0xB || code == 0x0107 || code == 0x0116;
        return warning ? Category.WARNING : Category.FAILURE;
    }

    private static String cut(String comment) {
        return comment.length() <= MAX_ERROR_COMMENT ? comment : comment.substring(0, MAX_ERROR_COMMENT);
    }

    /** Returns the code as the standard prints it, such as {@code 0122H}, and the comment. */
    @Override
    public String toString() {
        return "%04XH".formatted(code) + errorComment.map(c -> " (" + c + ")").orElse("");
    }
}
