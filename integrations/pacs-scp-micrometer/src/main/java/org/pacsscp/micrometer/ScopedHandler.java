package org.pacsscp.micrometer;

import io.micrometer.observation.Observation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.ForwardingActionHandler;
import org.pacsscp.api.Response;

/** A handler that runs in the scope of its operation's observation. */
final class ScopedHandler extends ForwardingActionHandler {
    private final Function<Action, @Nullable Observation> observations;

    ScopedHandler(ActionHandler handler, Function<Action, @Nullable Observation> observations) {
        super(handler);
        this.observations = observations;
    }

    @Override
    public Response handle(Action action) throws Exception {
        Observation observation = observations.apply(action);
        if (observation == null) {
            return super.handle(action);
        }
        Observation.Scope scope = observation.openScope();
        try {
            return super.handle(action);
        } catch (DimseException refusal) {
            // An answer like others, of which the status tells.
            throw refusal;
        } catch (Throwable e) {
            observation.error(e);
            throw e;
        } finally {
            scope.close();
        }
    }
}
