package org.pacsscp.examples.call;

import java.io.IOException;
import org.pacsscp.api.AeTitle;
import org.pacsscp.client.CallOptions;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.RetrieveReport;
import org.pacsscp.client.ServiceClassUser;

/** A C-MOVE. */
public final class MoveCall implements Call {
    private final Output output;
    private final Identifier identifier;
    private final AeTitle destination;

    /**
     * Makes one.
     *
     * @param output where it is told of
     * @param identifier what is moved
     * @param destination whither, as the peer knows it
     */
    public MoveCall(Output output, Identifier identifier, AeTitle destination) {
        this.output = output;
        this.identifier = identifier;
        this.destination = destination;
    }

    @Override
    public boolean make(ServiceClassUser scu, RemoteEntity remote, CallOptions options)
            throws IOException, InterruptedException {
        RetrieveOutcome outcome = new RetrieveOutcome(output, "C-MOVE");
        RetrieveReport report = scu.move(
                remote,
                identifier,
                destination.value(),
                options.toBuilder().listener(outcome).build());
        return outcome.tell(report, destination.value());
    }
}
