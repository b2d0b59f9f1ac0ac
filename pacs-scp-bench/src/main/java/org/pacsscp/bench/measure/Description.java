package org.pacsscp.bench.measure;

import java.util.Optional;

/**
 * What a report has to know of a scenario.
 *
 * @param name what it is chosen by
 * @param title what was done
 * @param points what the points are
 * @param primary what is compared
 * @param base what the points are compared with among themselves; empty if they are not
 */
public record Description(String name, String title, String points, Metric primary, Optional<Base> base) {
    /**
     * One of the points, with which the others are compared.
     *
     * @param point its name
     * @param metric what is compared
     */
    public record Base(String point, Metric metric) {}
}
