package org.pacsscp.core.internal.dimse;

import java.util.List;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;

/** A handler that is found but not called. Two are never equal. */
class StubHandler implements ActionHandler {
    private final Execution execution;
    private final List<ServiceCapability> capabilities;

    StubHandler(Execution execution, ServiceCapability... capabilities) {
        this.execution = execution;
        this.capabilities = List.of(capabilities);
    }

    StubHandler(ServiceCapability... capabilities) {
        this(Execution.WORKER, capabilities);
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return capabilities;
    }

    @Override
    public Execution execution() {
        return execution;
    }

    @Override
    public DimseStatus handle(Action action) {
        throw new UnsupportedOperationException();
    }
}
