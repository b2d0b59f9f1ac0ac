package org.pacsscp.bench.hospital;

/**
 * How many associations there may be at once.
 *
 * @param modalities that send
 * @param routers that forward
 * @param readers that ask and retrieve
 */
record Peers(int modalities, int routers, int readers) {
    Peers {
        if (modalities < 1 || routers < 1 || readers < 1) {
            throw new IllegalArgumentException("there must be a modality, a router and a reader at least");
        }
    }
}
