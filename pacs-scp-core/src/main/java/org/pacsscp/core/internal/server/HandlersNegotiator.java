package org.pacsscp.core.internal.server;

import java.util.Optional;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.dimse.HandlerName;
import org.pacsscp.core.internal.dimse.HandlerTable;
import org.pacsscp.core.internal.ul.ExtendedNegotiator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks handlers what they negotiate for their SOP classes; their faults end here. */
record HandlersNegotiator(HandlerTable handlers) implements ExtendedNegotiator {
    private static final Logger log = LoggerFactory.getLogger(HandlersNegotiator.class);

    /** The first handler of the SOP class that has an answer gives it. */
    @Override
    public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
        for (ActionHandler handler : handlers.handlersOf(sopClassUid)) {
            try {
                Optional<byte[]> answer = handler.negotiate(sopClassUid, applicationInformation.clone());
                if (answer.isPresent()) {
                    return answer;
                }
            } catch (Throwable e) {
                failed(handler, sopClassUid, e);
            }
        }
        return Optional.empty();
    }

    @Override
    public void negotiate(CommonExtendedNegotiation information) {
        for (ActionHandler handler : handlers.handlersOf(information.sopClassUid())) {
            try {
                handler.negotiate(information);
            } catch (Throwable e) {
                failed(handler, information.sopClassUid(), e);
            }
        }
    }

    private static void failed(ActionHandler handler, Uid sopClassUid, Throwable e) {
        log.error("handler {} failed to negotiate {}", HandlerName.of(handler), sopClassUid, e);
    }
}
