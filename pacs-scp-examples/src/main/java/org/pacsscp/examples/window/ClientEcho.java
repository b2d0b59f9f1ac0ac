package org.pacsscp.examples.window;

import java.io.IOException;
import java.time.Duration;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Client;
import org.pacsscp.api.Timeouts;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;

/** Asks over an association of its own. A person waits for it, so it does not wait long. */
final class ClientEcho implements Echo {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Duration ask(AeTitle calling, RemoteEntity remote) throws IOException, InterruptedException {
        Timeouts timeouts = Timeouts.builder()
                .connect(PATIENCE)
                .accept(PATIENCE)
                .response(PATIENCE)
                .build();
        try (ServiceClassUser scu = ServiceClassUser.of(
                Client.builder().aeTitle(calling.value()).timeouts(timeouts).loops(1))) {
            return scu.echo(remote);
        }
    }
}
