package org.pacsscp.core.internal.engine;

import java.util.Map;
import org.pacsscp.api.ClientSession;
import org.slf4j.MDC;

/** Puts an association's keys into the logging context of the thread that serves it. */
final class SessionMdc {
    private SessionMdc() {}

    static Map<String, String> of(ClientSession session) {
        return Map.of(
                "association", Long.toString(session.id()),
                "callingAet", session.callingAeTitle().value(),
                "calledAet", session.calledAeTitle().value(),
                "peer", session.remoteAddress().getAddress().getHostAddress());
    }

    static void set(Map<String, String> keys) {
        MDC.setContextMap(keys);
    }

    static void clear() {
        MDC.clear();
    }
}
