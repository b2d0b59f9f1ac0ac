package org.pacsscp.micrometer;

import io.micrometer.observation.Observation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.Uid;

/** A handler that runs in the scope of its operation's observation. */
final class ScopedHandler implements ActionHandler {
    private final ActionHandler handler;
    private final Function<Action, @Nullable Observation> observations;

    ScopedHandler(ActionHandler handler, Function<Action, @Nullable Observation> observations) {
        this.handler = handler;
        this.observations = observations;
    }

    @Override
    public Response handle(Action action) throws Exception {
        Observation observation = observations.apply(action);
        if (observation == null) {
            return handler.handle(action);
        }
        Observation.Scope scope = observation.openScope();
        try {
            return handler.handle(action);
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

    @Override
    public List<ServiceCapability> capabilities() {
        return handler.capabilities();
    }

    @Override
    public String name() {
        return handler.name();
    }

    @Override
    public boolean interruptOnCancel() {
        return handler.interruptOnCancel();
    }

    @Override
    public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
        return handler.negotiate(sopClassUid, applicationInformation);
    }

    @Override
    public void negotiate(CommonExtendedNegotiation information) {
        handler.negotiate(information);
    }

    @Override
    public List<ServiceStatement> conformance() {
        return handler.conformance();
    }
}
