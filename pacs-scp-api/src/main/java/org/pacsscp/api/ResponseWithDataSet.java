package org.pacsscp.api;

import java.util.Objects;
import java.util.Optional;

/** A response with a data set. */
record ResponseWithDataSet(DimseStatus status, CommandElements elements, Optional<DataSetWriter> dataSet)
        implements Response {
    @Override
    public Response with(CommandElements newElements) {
        return new ResponseWithDataSet(status, Objects.requireNonNull(newElements, "elements"), dataSet);
    }
}
