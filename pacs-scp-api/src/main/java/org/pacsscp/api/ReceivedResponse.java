package org.pacsscp.api;

import java.util.Objects;

/**
 * What a peer answered to a request of ours, see {@link Association#invoke(Invocation)}.
 *
 * @param command the response's command set
 * @param dataSet the response's data set, held in memory; at its end from the start if it has none
 * @since 0.1.0
 */
public record ReceivedResponse(CommandSet command, DataSetStream dataSet) {
    /** Checks that both are there. */
    public ReceivedResponse {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(dataSet, "dataSet");
    }

    /**
     * Tells whether others follow: whether its status is a pending one.
     *
     * @return {@code false} for the final response
     */
    public boolean isPending() {
        return status().category() == DimseStatus.Category.PENDING;
    }

    /**
     * Returns the status of the response.
     *
     * @return (0000,0900); 0110H where the peer sent none
     */
    public DimseStatus status() {
        return DimseStatus.of(command.status().orElse(DimseStatus.PROCESSING_FAILURE.code()));
    }
}
