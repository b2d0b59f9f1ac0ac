package org.pacsscp.bench.measure;

import java.util.Optional;

/**
 * What a report has to know of a scenario.
 *
 * @param name what it is chosen by
 * @param title what was done
 * @param points what the points are
 * @param candidates what the candidates are
 * @param primary what is compared
 * @param base what the points are compared with among themselves; empty if they are not
 */
public record Description(
        String name, String title, String points, String candidates, Metric primary, Optional<Base> base) {
    /** Of one that is done to servers. */
    public Description(String name, String title, String points, Metric primary, Optional<Base> base) {
        this(name, title, points, "server", primary, base);
    }

    /**
     * One of the points, with which the others are compared.
     *
     * @param point its name
     * @param metric what is compared
     */
    public record Base(String point, Metric metric) {}
}
