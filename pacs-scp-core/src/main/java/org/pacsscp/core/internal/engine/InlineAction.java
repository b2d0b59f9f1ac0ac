package org.pacsscp.core.internal.engine;

import java.util.Objects;
import org.pacsscp.api.Action;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;

/** An action that begins and ends on the loop: it has no data set, one answer, and nobody can cancel it meanwhile. */
final class InlineAction implements Action {
    private static final byte[] NO_BYTES = {};

    private final ClientSession session;
    private final PresentationContext presentationContext;
    private final CommandSet command;
    private CommandElements finalElements = CommandElements.none();

    InlineAction(ClientSession session, PresentationContext presentationContext, CommandSet command) {
        this.session = session;
        this.presentationContext = presentationContext;
        this.command = command;
    }

    @Override
    public ClientSession session() {
        return session;
    }

    @Override
    public PresentationContext presentationContext() {
        return presentationContext;
    }

    @Override
    public CommandSet command() {
        return command;
    }

    @Override
    public DataSetStream dataSet() {
        return DataSetStream.of(presentationContext.transferSyntax(), NO_BYTES);
    }

    @Override
    public void sendPending(DimseStatus status, CommandElements elements) {
        throw notInline("sendPending");
    }

    @Override
    public void sendPending(DimseStatus status, DataSetWriter dataSet) {
        throw notInline("sendPending");
    }

    CommandElements finalElements() {
        return finalElements;
    }

    @Override
    public void finalElements(CommandElements elements) {
        finalElements = Objects.requireNonNull(elements, "elements");
    }

    @Override
    public void finalDataSet(DataSetWriter dataSet) {
        throw notInline("finalDataSet");
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public void onCancel(Runnable callback) {
        // Nothing can come between the request and the answer of an inline handler.
    }

    private static UnsupportedOperationException notInline(String method) {
        return new UnsupportedOperationException(
                method + " writes a data set or further answers, which an INLINE handler cannot: return WORKER from"
                        + " ActionHandler.execution()");
    }
}
