package org.pacsscp.bench.measure;

import java.util.List;
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
 * @param spread what is told of the rounds besides their median
 * @param references the candidates that others are compared with, each for itself; empty for the first of the report's that took part
 */
public record Description(
        String name,
        String title,
        String points,
        String candidates,
        Metric primary,
        Optional<Base> base,
        Spread spread,
        List<String> references) {
    public Description {
        references = List.copyOf(references);
    }

    /** Of one that is done to servers. */
    public Description(String name, String title, String points, Metric primary, Optional<Base> base) {
        this(name, title, points, "server", primary, base);
    }

    /** Of one in which all are compared with what the report prefers. */
    public Description(
            String name, String title, String points, String candidates, Metric primary, Optional<Base> base) {
        this(name, title, points, candidates, primary, base, Spread.RANGE, List.of());
    }

    /**
     * One of the points, with which the others are compared.
     *
     * @param point its name
     * @param metric what is compared
     */
    public record Base(String point, Metric metric) {}
}
