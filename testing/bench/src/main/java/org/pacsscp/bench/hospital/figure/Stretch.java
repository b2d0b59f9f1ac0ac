package org.pacsscp.bench.hospital.figure;

/**
 * A stretch of a run.
 *
 * @param name an hour of the day, or what else it is
 * @param seconds how long it lasted
 * @param traffic what went to and fro
 * @param load what the machine did
 */
public record Stretch(String name, double seconds, Traffic traffic, Load load) {
    public double imagesASecond() {
        return traffic.images() / seconds;
    }

    public double imagesBackASecond() {
        return traffic.imagesBack() / seconds;
    }
}
