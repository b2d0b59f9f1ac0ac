package org.pacsscp.bench.hospital.day;

/**
 * How much of one kind a hospital makes.
 *
 * @param studies on a working day
 * @param images a study, in the mean
 * @param bytes of pixel data an image
 */
public record Rate(double studies, double images, int bytes) {
    public Rate {
        if (!(studies >= 0) || !(images >= 1) || bytes < 2) {
            throw new IllegalArgumentException(
                    "studies must be 0 or more, images 1 or more, bytes 2 or more, but are %s, %s and %s"
                            .formatted(studies, images, bytes));
        }
    }

    /** The same with smaller or larger images. */
    Rate ofImages(double scale) {
        return new Rate(studies, images, (int) Math.max(2, Math.round(bytes * scale)));
    }
}
