package org.pacsscp.bench.hospital.figure;

/**
 * What went to and fro.
 *
 * @param store of each image, from before C-STORE-RQ is written to its response
 * @param query of each C-FIND, from before the connection to the last answer
 * @param retrieve of each study, from before the connection to the final response of C-GET or C-MOVE
 * @param late of each study that is sent or read, from when that was due to when it began
 * @param imagesBack images that readers were sent
 * @param bytesIn that were stored
 * @param bytesBack that readers were sent
 * @param failures of whatever
 */
public record Traffic(
        Quantiles store,
        Quantiles query,
        Quantiles retrieve,
        Quantiles late,
        long imagesBack,
        long bytesIn,
        long bytesBack,
        long failures) {
    /** How many images were stored. */
    public long images() {
        return store.count();
    }
}
