package org.pacsscp.api;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** An inline handler made of a capability and a function. */
record InlineFunctionHandler(
        List<ServiceCapability> capabilities, Function<? super Request, ? extends CommandResponse> function)
        implements InlineHandler {
    InlineFunctionHandler {
        capabilities = List.copyOf(capabilities);
        Objects.requireNonNull(function, "function");
    }

    @Override
    public String name() {
        return function.getClass().getName();
    }

    @Override
    public CommandResponse answer(Request request) {
        return function.apply(request);
    }
}
