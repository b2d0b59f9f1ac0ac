package org.pacsscp.core.internal.support;

import java.util.List;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandResponse;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;

/** Handlers made of a lambda. */
public final class LambdaHandler {
    private LambdaHandler() {}

    public interface Body {
        Response handle(Action action) throws Exception;
    }

    public interface InlineBody {
        CommandResponse answer(org.pacsscp.api.Request request) throws Exception;
    }

    private record Inline(InlineBody body, List<ServiceCapability> capabilities) implements InlineHandler {
        @Override
        public CommandResponse answer(org.pacsscp.api.Request request) throws Exception {
            return body.answer(request);
        }
    }

    private record Worker(Body body, List<ServiceCapability> capabilities) implements ActionHandler {
        @Override
        public Response handle(Action action) throws Exception {
            return body.handle(action);
        }
    }

    public static InlineHandler inline(InlineBody body, ServiceCapability... capabilities) {
        return new Inline(body, List.of(capabilities));
    }

    public static ActionHandler worker(Body body, ServiceCapability... capabilities) {
        return new Worker(body, List.of(capabilities));
    }
}
