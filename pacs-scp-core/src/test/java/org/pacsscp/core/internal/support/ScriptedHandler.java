package org.pacsscp.core.internal.support;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;

/** Serves C-STORE and C-FIND on workers, as the test at hand says, and remembers how each operation went. */
public final class ScriptedHandler implements ActionHandler {
    private final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
    private final boolean interruptOnCancel;
    private volatile LambdaHandler.Body body = action -> DimseStatus.SUCCESS;

    private ScriptedHandler(boolean interruptOnCancel) {
        this.interruptOnCancel = interruptOnCancel;
    }

    public static ScriptedHandler create() {
        return new ScriptedHandler(false);
    }

    public static ScriptedHandler interruptedOnCancel() {
        return new ScriptedHandler(true);
    }

    /** From now on it does this. */
    public void does(LambdaHandler.Body newBody) {
        body = newBody;
    }

    /** Returns the status that the next operation returned, or what it threw, waiting for it. */
    public Object outcome() throws InterruptedException {
        return Witness.next("outcome", outcomes);
    }

    /** No operation has ended since {@link #outcome()} was asked. */
    public boolean hasNoOutcome() {
        return outcomes.isEmpty();
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(Dimse.storage(), Dimse.find());
    }

    @Override
    public boolean interruptOnCancel() {
        return interruptOnCancel;
    }

    @Override
    public Response handle(Action action) throws Exception {
        try {
            Response response = body.handle(action);
            outcomes.add(response.status());
            return response;
        } catch (Exception | Error e) {
            outcomes.add(e);
            throw e;
        }
    }
}
