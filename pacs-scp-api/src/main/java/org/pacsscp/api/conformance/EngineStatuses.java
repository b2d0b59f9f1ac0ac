package org.pacsscp.api.conformance;

import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceStatement;

/** The statuses of PS3.7 Annex C that the engine answers whatever the service is. */
final class EngineStatuses {
    static final ServiceStatement STATEMENT = ServiceStatement.of("All services")
            .status(DimseStatus.PROCESSING_FAILURE, "processing failure", "a fault of the server; it is in its log")
            .status(
                    DimseStatus.SOP_CLASS_NOT_SUPPORTED,
                    "SOP class not supported",
                    "the SOP class is not that of the presentation context")
            .status(
                    DimseStatus.DUPLICATE_INVOCATION,
                    "duplicate invocation",
                    "a request with this message ID is still being served")
            .status(
                    DimseStatus.UNRECOGNIZED_OPERATION,
                    "unrecognized operation",
                    "no handler serves this operation on this presentation context")
            .status(DimseStatus.MISTYPED_ARGUMENT, "mistyped argument", "the request names no SOP class")
            .status(DimseStatus.RESOURCE_LIMITATION, "resource limitation", "no thread for the request");

    private EngineStatuses() {}
}
