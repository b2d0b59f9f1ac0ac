package org.pacsscp.examples.call;

import java.io.IOException;
import org.pacsscp.client.CallOptions;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;

/** Something that a peer is asked for. */
@FunctionalInterface
public interface Call {
    /**
     * Asks, and tells what comes of it.
     *
     * @param scu asks
     * @param remote the peer
     * @param options what ends it early
     * @return whether all was done; what was not has been told
     * @throws IOException if there is nothing to tell but that
     * @throws InterruptedException if the thread is interrupted
     */
    boolean make(ServiceClassUser scu, RemoteEntity remote, CallOptions options)
            throws IOException, InterruptedException;
}
