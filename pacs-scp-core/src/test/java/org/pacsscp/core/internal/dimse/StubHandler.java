package org.pacsscp.core.internal.dimse;

import java.util.List;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandResponse;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.Request;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;

/** A handler that is found but not called. Two are never equal. */
class StubHandler implements ActionHandler {
    private final List<ServiceCapability> capabilities;

    StubHandler(ServiceCapability... capabilities) {
        this.capabilities = List.of(capabilities);
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return capabilities;
    }

    @Override
    public Response handle(Action action) {
        throw new UnsupportedOperationException();
    }

    /** One that would answer on the thread that has received the request. */
    static final class Inline implements InlineHandler {
        private final List<ServiceCapability> capabilities;

        Inline(ServiceCapability... capabilities) {
            this.capabilities = List.of(capabilities);
        }

        @Override
        public List<ServiceCapability> capabilities() {
            return capabilities;
        }

        @Override
        public CommandResponse answer(Request request) {
            throw new UnsupportedOperationException();
        }
    }
}
