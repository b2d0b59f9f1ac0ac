package org.pacsscp.examples.window;

import java.io.IOException;
import java.time.Duration;
import org.pacsscp.api.AeTitle;
import org.pacsscp.client.RemoteEntity;

/** Asks a peer for C-ECHO, and waits. */
@FunctionalInterface
interface Echo {
    /**
     * Asks.
     *
     * @param calling what we are called
     * @param remote the peer
     * @return how long it took to answer
     * @throws IOException if it does not answer with success; the message says who did what
     * @throws InterruptedException if the thread is interrupted
     */
    Duration ask(AeTitle calling, RemoteEntity remote) throws IOException, InterruptedException;
}
