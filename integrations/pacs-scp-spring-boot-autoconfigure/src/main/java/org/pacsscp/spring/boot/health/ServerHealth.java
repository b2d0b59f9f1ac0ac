package org.pacsscp.spring.boot.health;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pacsscp.api.Server;

/**
 * What there is to say of a server's health, in the words of Actuator, whose classes differ between the lines of Spring Boot.
 *
 * @param status a status code of Actuator
 * @param details what is shown with it, by name
 */
record ServerHealth(String status, Map<String, Object> details) {
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";
    private static final String OUT_OF_SERVICE = "OUT_OF_SERVICE";

    /** Whether the process is to be left alone: down is only a server that cannot go on. */
    static ServerHealth liveness(Server server) {
        Server.State state = server.state();
        return new ServerHealth(state == Server.State.FAILED ? DOWN : UP, Map.of("state", state));
    }

    /** Whether a new association would find a place. */
    static ServerHealth readiness(Server server) {
        Server.State state = server.state();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", state);
        details.put(
                "endpoints", server.endpoints().stream().map(Object::toString).toList());
        details.put("associations", server.sessions().size());
        details.put("maxAssociations", server.config().limits().maxAssociations());
        if (state == Server.State.FAILED) {
            return new ServerHealth(DOWN, details);
        }
        return new ServerHealth(server.ready() ? UP : OUT_OF_SERVICE, details);
    }
}
