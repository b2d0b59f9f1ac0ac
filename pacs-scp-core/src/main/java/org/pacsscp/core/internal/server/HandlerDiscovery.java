package org.pacsscp.core.internal.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.core.internal.dimse.HandlerName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the handlers that are plugged in. */
final class HandlerDiscovery {
    private static final Logger log = LoggerFactory.getLogger(HandlerDiscovery.class);

    private HandlerDiscovery() {}

    /** Finds handlers with {@link ServiceLoader}; one that cannot be loaded is named in the log, and the rest go on. */
    static List<ActionHandler> discover() {
        List<ActionHandler> found = new ArrayList<>();
        Iterator<ServiceLoader.Provider<ActionHandler>> providers =
                ServiceLoader.load(ActionHandler.class).stream().iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return found;
                }
                ActionHandler handler = providers.next().get();
                log.debug("handler {} found", HandlerName.of(handler));
                found.add(handler);
            } catch (ServiceConfigurationError | LinkageError e) {
                log.warn("a handler cannot be loaded and is left out: {}", reason(e));
            }
        }
    }

    private static String reason(Throwable error) {
        Throwable cause = error.getCause();
        return cause == null ? String.valueOf(error.getMessage()) : error.getMessage() + ": " + cause;
    }
}
