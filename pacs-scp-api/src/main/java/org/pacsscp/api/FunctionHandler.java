package org.pacsscp.api;

import java.util.List;
import java.util.Objects;

/** A handler made of its capabilities and a function. */
record FunctionHandler(List<ServiceCapability> capabilities, ActionFunction function) implements ActionHandler {
    FunctionHandler {
        capabilities = List.copyOf(capabilities);
        Objects.requireNonNull(function, "function");
    }

    @Override
    public String name() {
        return function.getClass().getName();
    }

    @Override
    public Response handle(Action action) throws Exception {
        return function.handle(action);
    }
}
