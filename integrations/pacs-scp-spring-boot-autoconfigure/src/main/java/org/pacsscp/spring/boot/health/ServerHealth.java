package org.pacsscp.spring.boot.health;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pacsscp.api.Server;

/** What there is to say of a server's health. */
final class ServerHealth {
    private ServerHealth() {}

    /** Whether the process is to be left alone: down is only a server that cannot go on. */
    static HealthReport liveness(Server server) {
        Server.State state = server.state();
        return new HealthReport(
                state == Server.State.FAILED ? HealthReport.DOWN : HealthReport.UP, Map.of("state", state));
    }

    /** Whether a new association would find a place. */
    static HealthReport readiness(Server server) {
        Server.State state = server.state();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", state);
        details.put(
                "endpoints", server.endpoints().stream().map(Object::toString).toList());
        details.put("associations", server.sessions().size());
        details.put("maxAssociations", server.config().limits().maxAssociations());
        if (state == Server.State.FAILED) {
            return new HealthReport(HealthReport.DOWN, details);
        }
        return new HealthReport(server.ready() ? HealthReport.UP : HealthReport.OUT_OF_SERVICE, details);
    }
}
