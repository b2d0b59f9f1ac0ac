package org.pacsscp.core.internal.report;

import java.util.Map;
import org.pacsscp.api.Association;
import org.slf4j.MDC;

/** Puts an association's keys into the logging context of the thread that serves it. */
public final class SessionMdc {
    private SessionMdc() {}

    public static Map<String, String> of(Association association) {
        return Map.of(
                "association", Long.toString(association.id()),
                "callingAet", association.callingAeTitle().value(),
                "calledAet", association.calledAeTitle().value(),
                "peer", association.remoteAddress().getAddress().getHostAddress());
    }

    public static void set(Map<String, String> keys) {
        MDC.setContextMap(keys);
    }

    public static void clear() {
        MDC.clear();
    }
}
