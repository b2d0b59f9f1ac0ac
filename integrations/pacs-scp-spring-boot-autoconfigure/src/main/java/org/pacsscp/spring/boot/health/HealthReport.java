package org.pacsscp.spring.boot.health;

import java.util.Map;

/**
 * What there is to say of a health, in the words of Actuator, whose classes differ between the lines of Spring Boot.
 *
 * @param status a status code of Actuator
 * @param details what is shown with it, by name
 */
record HealthReport(String status, Map<String, Object> details) {
    static final String UP = "UP";
    static final String DOWN = "DOWN";
    static final String OUT_OF_SERVICE = "OUT_OF_SERVICE";
}
