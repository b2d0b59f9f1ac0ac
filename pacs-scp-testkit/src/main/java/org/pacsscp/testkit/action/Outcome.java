package org.pacsscp.testkit.action;

import java.util.List;
import java.util.Optional;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.testkit.requestor.HeardResponse;

/**
 * What came of a handler's call. Immutable.
 *
 * @param responses what a peer would have heard, in its order
 * @param thrown what the handler has thrown, or what writing its data set has; empty if nothing
 * @param end how the handler has ended the association; empty if it has not
 * @since 0.1.0
 */
public record Outcome(List<HeardResponse> responses, Optional<Throwable> thrown, Optional<AssociationEnd> end) {
    /** Copies the list. */
    public Outcome {
        responses = List.copyOf(responses);
    }

    /**
     * Returns the pending responses.
     *
     * @return in their order
     */
    public List<HeardResponse> pending() {
        return responses.stream().filter(Outcome::isPending).toList();
    }

    /**
     * Returns the final response.
     *
     * @return it
     * @throws AssertionError if there is none, because the data set broke
     */
    public HeardResponse last() {
        return responses.stream()
                .filter(response -> !isPending(response))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no final response: " + thrown.map(Throwable::toString).orElse("the association has ended")));
    }

    private static boolean isPending(HeardResponse response) {
        return response.status().category() == DimseStatus.Category.PENDING;
    }
}
