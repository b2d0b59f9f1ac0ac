package org.pacsscp.it;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;

/** A handler of a test: its service runs on a worker. Knows how many workers it keeps. */
final class WorkerHandler implements ActionHandler {
    /** What the handler does. */
    @FunctionalInterface
    interface Service {
        Response serve(Action action) throws Exception;
    }

    private final List<ServiceCapability> capabilities;
    private final Service service;
    private final AtomicInteger working = new AtomicInteger();

    WorkerHandler(Service service, ServiceCapability... capabilities) {
        this.service = service;
        this.capabilities = List.of(capabilities);
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return capabilities;
    }

    @Override
    public Response handle(Action action) throws Exception {
        working.incrementAndGet();
        try {
            return service.serve(action);
        } finally {
            working.decrementAndGet();
        }
    }

    /** Returns how many requests it serves now. */
    int working() {
        return working.get();
    }
}
