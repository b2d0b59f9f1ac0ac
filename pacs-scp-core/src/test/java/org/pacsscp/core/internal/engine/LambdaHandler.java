package org.pacsscp.core.internal.engine;

import java.util.List;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;

/** A handler made of a lambda. */
final class LambdaHandler implements ActionHandler {
    private final Execution execution;
    private final List<ServiceCapability> capabilities;
    private final Body body;

    interface Body {
        DimseStatus handle(Action action) throws Exception;
    }

    private LambdaHandler(Execution execution, List<ServiceCapability> capabilities, Body body) {
        this.execution = execution;
        this.capabilities = capabilities;
        this.body = body;
    }

    static LambdaHandler inline(Body body, ServiceCapability... capabilities) {
        return new LambdaHandler(Execution.INLINE, List.of(capabilities), body);
    }

    static LambdaHandler worker(Body body, ServiceCapability... capabilities) {
        return new LambdaHandler(Execution.WORKER, List.of(capabilities), body);
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
    public DimseStatus handle(Action action) throws Exception {
        return body.handle(action);
    }
}
