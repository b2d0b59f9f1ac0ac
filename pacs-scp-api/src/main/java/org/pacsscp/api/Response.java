package org.pacsscp.api;

import java.util.Optional;

/**
 * What a handler answers: a status, what else the command set has, and a data set, if there is one (PS3.7 section 6.3).
 *
 * <p>A {@link DimseStatus} is one, so that a handler returns it where there is no more to say. Immutable.
 *
 * <pre>{@code
 * return DimseStatus.SUCCESS;
 * return DimseStatus.SUCCESS.withDataSet(out -> Files.copy(result, out));
 * return DimseStatus.SUCCESS.with(CommandElements.none().affectedSopInstanceUid(created));
 * }</pre>
 *
 * @since 0.1.0
 */
public sealed interface Response permits CommandResponse, ResponseWithDataSet {
    /**
     * Returns the outcome.
     *
     * @return the status
     */
    DimseStatus status();

    /**
     * Returns what else the command set has.
     *
     * @return the elements; {@linkplain CommandElements#none() none} by default
     */
    CommandElements elements();

    /**
     * Returns what writes the data set.
     *
     * @return the writer; empty for a response without a data set
     */
    Optional<DataSetWriter> dataSet();

    /**
     * Replaces what else the command set has.
     *
     * @param elements such as the counts of sub-operations, or the instance that N-CREATE has made
     * @return a new response
     */
    Response with(CommandElements elements);

    /**
     * Replaces the data set (C-FIND, N-GET, N-ACTION, …).
     *
     * @param dataSet writes it, on the thread that runs the handler: of a final response, after the handler has returned.
     *     If it fails half-way the association is aborted, since half a data set cannot be taken back: prepare what can
     *     fail before
     * @return a new response
     */
    default Response withDataSet(DataSetWriter dataSet) {
        return new ResponseWithDataSet(status(), elements(), Optional.of(dataSet));
    }
}
