package org.pacsscp.api;

import java.util.Objects;
import java.util.Optional;

/**
 * A response without a data set: all that an {@link InlineHandler} can answer.
 *
 * @since 0.1.0
 */
public sealed interface CommandResponse extends Response permits DimseStatus, StatusWithElements {
    /**
     * Returns nothing: there is no data set.
     *
     * @return always empty
     */
    @Override
    default Optional<DataSetWriter> dataSet() {
        return Optional.empty();
    }

    @Override
    default CommandResponse with(CommandElements elements) {
        return new StatusWithElements(status(), Objects.requireNonNull(elements, "elements"));
    }
}
