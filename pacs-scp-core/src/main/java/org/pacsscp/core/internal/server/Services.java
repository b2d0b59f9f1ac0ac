package org.pacsscp.core.internal.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.ApplicationEntity;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.core.internal.dimse.Dispatcher;
import org.pacsscp.core.internal.dimse.HandlerTable;
import org.pacsscp.core.internal.ul.AcceptorRules;
import org.pacsscp.core.internal.ul.Capabilities;
import org.pacsscp.core.internal.ul.Negotiator;
import org.pacsscp.core.internal.ul.Offer;

/**
 * What is offered under an AE title: who negotiates it and who serves it; immutable.
 *
 * @param handlers those that serve anything
 */
record Services(Negotiator negotiator, Dispatcher dispatcher, List<ActionHandler> handlers) {
    private static Services of(ServerConfig config, HandlerTable handlers) {
        return new Services(
                new Negotiator(
                        new Capabilities(handlers.capabilities()),
                        rules(config),
                        offer(config),
                        new HandlersNegotiator(handlers)),
                new Dispatcher(handlers),
                handlers.handlers());
    }

    private static AcceptorRules rules(ServerConfig config) {
        return new AcceptorRules(
                config.aeTitles(),
                config.anyCalledAeTitle(),
                config.rejectWithoutContext(),
                config.transferSyntaxChoice(),
                config.invokeWithoutRoleSelection(),
                config.limits().maxOperations());
    }

    private static Offer offer(ServerConfig config) {
        return new Offer(
                config.limits().maxPduLength(), config.implementationClassUid(), config.implementationVersionName());
    }

    /** The services of a server by AE title; immutable. */
    static final class ByTitle {
        private final Services ofAllOthers;
        private final Map<String, Services> ofEntities = new HashMap<>();

        /** {@code found} handlers are those of {@link java.util.ServiceLoader}. */
        ByTitle(ServerConfig config, List<ActionHandler> found) {
            for (ApplicationEntity entity : config.applicationEntities()) {
                ofEntities.put(entity.aeTitle().value(), of(config, HandlerTable.of(entity.handlers(), found)));
            }
            // Where every title has handlers of its own, the server itself needs none.
            boolean none = config.handlers().isEmpty() && found.isEmpty() && !ofEntities.isEmpty();
            ofAllOthers = of(config, none ? HandlerTable.EMPTY : HandlerTable.of(config.handlers(), found));
        }

        /** Finds the services of the title that a peer has called. */
        Services find(String calledAeTitle) {
            return ofEntities.getOrDefault(calledAeTitle, ofAllOthers);
        }
    }
}
