package org.pacsscp.bench.hospital.day;

/**
 * What readers and routers do with a study.
 *
 * @param priorShare the share of studies whose patient has an earlier one that is compared
 * @param readShare the share of studies whose images a reader gets from the archive
 * @param moveShare the share of retrievals by C-MOVE; the others are by C-GET
 * @param routedShare the share of studies that a router forwards, instead of the modality itself
 * @param delayHours from a study's first image to its reading
 */
public record Habits(double priorShare, double readShare, double moveShare, double routedShare, double delayHours) {
    public Habits {
        for (double share : new double[] {priorShare, readShare, moveShare, routedShare}) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a share must be 0 to 1, but is " + share);
            }
        }
        if (!(delayHours >= 0)) {
            throw new IllegalArgumentException("a reading cannot be " + delayHours + " hours after its study");
        }
    }

    /** The same without C-MOVE. */
    Habits withoutMove() {
        return new Habits(priorShare, readShare, 0, routedShare, delayHours);
    }
}
