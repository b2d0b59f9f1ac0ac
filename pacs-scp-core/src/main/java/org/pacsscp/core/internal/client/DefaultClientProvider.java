package org.pacsscp.core.internal.client;

import org.pacsscp.api.Client;
import org.pacsscp.api.ClientConfig;
import org.pacsscp.api.ClientProvider;
import org.pacsscp.core.internal.association.Resources;
import org.pacsscp.core.internal.io.loop.TimeSource;

/** Makes the default engine's clients; found through {@link java.util.ServiceLoader}. */
public final class DefaultClientProvider implements ClientProvider {
    /** For {@link java.util.ServiceLoader}. */
    public DefaultClientProvider() {}

    @Override
    public Client create(ClientConfig config) {
        return new DefaultClient(ClientContext.create(config, TimeSource.SYSTEM, Resources.OF_THE_JDK));
    }
}
