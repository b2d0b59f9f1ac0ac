package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/**
 * Statuses of print management (PS3.4 section H.4): film sessions, film boxes, image boxes and presentation LUTs.
 *
 * @since 0.1.0
 */
public final class PrintStatus {
    /** A warning: memory allocation is not supported (Table H.4.1.2.1.2-1). */
    public static final DimseStatus MEMORY_ALLOCATION_NOT_SUPPORTED = DimseStatus.of(0xB600);

    /** A warning: film session printing, which is collation, is not supported (Table H.4-4). */
    public static final DimseStatus FILM_SESSION_PRINTING_NOT_SUPPORTED = DimseStatus.of(0xB601);

    /** A warning: the film session has no image boxes, which is an empty page (Table H.4-4). */
    public static final DimseStatus EMPTY_PAGE_IN_FILM_SESSION = DimseStatus.of(0xB602);

    /** A warning: the film box has no image boxes, which is an empty page (Table H.4-9). */
    public static final DimseStatus EMPTY_PAGE = DimseStatus.of(0xB603);

    /** A warning: the image is larger than the image box and was demagnified (Tables H.4-4, H.4-9, image boxes). */
    public static final DimseStatus IMAGE_DEMAGNIFIED = DimseStatus.of(0xB604);

    /** A warning: Min Density or Max Density is outside of the printer's range; its own minimum or maximum is used. */
    public static final DimseStatus DENSITY_OUT_OF_RANGE = DimseStatus.of(0xB605);

    /** A warning: the image is larger than the image box and was cropped to fit (Tables H.4-4, H.4-9, image boxes). */
    public static final DimseStatus IMAGE_CROPPED = DimseStatus.of(0xB609);

    /** A warning: the image, or combined print image, was decimated to fit (Tables H.4-4, H.4-9, image boxes). */
    public static final DimseStatus IMAGE_DECIMATED = DimseStatus.of(0xB60A);

    /** Failed: the film session has no film boxes (Table H.4-4). */
    public static final DimseStatus FILM_SESSION_WITHOUT_FILM_BOX = DimseStatus.of(0xC600);

    /** Failed: the print job of a film session cannot be created; the print queue is full (Table H.4-4). */
    public static final DimseStatus PRINT_QUEUE_FULL_FOR_FILM_SESSION = DimseStatus.of(0xC601);

    /** Failed: the print job of a film box cannot be created; the print queue is full (Table H.4-9). */
    public static final DimseStatus PRINT_QUEUE_FULL = DimseStatus.of(0xC602);

    /** Failed: the image is larger than the image box (Tables H.4-4, H.4-9, image boxes). */
    public static final DimseStatus IMAGE_TOO_LARGE = DimseStatus.of(0xC603);

    /** Failed: insufficient memory in the printer to store the image (image boxes). */
    public static final DimseStatus INSUFFICIENT_MEMORY = DimseStatus.of(0xC605);

    /** Failed: the combined print image is larger than the image box (Tables H.4-4, H.4-9, image boxes). */
    public static final DimseStatus COMBINED_IMAGE_TOO_LARGE = DimseStatus.of(0xC613);

    /**
     * Failed: there is a film box that was not printed, and N-ACTION of film sessions is not supported (Table
     * H.4.2.2.1.2-1).
     */
    public static final DimseStatus UNPRINTED_FILM_BOX_EXISTS = DimseStatus.of(0xC616);

    private PrintStatus() {}
}
