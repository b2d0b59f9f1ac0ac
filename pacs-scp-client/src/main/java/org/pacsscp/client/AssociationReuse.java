package org.pacsscp.client;

import java.time.Duration;
import java.util.Objects;

/**
 * Keeps associations open between calls, to be used again for calls to the same peer that need the same presentation contexts.
 *
 * <pre>{@code
 * ServiceClassUser scu = ServiceClassUser.builder(Client.builder().aeTitle("MY_PACS"))
 *         .reuse(AssociationReuse.upTo(2))
 *         .build();
 * }</pre>
 *
 * @param kept how many idle associations are kept with one peer, 1 or more; the one that was used longest ago is released first
 * @param idle how long one is kept without a call; it should be shorter than what the peer bears, and than {@link
 *     org.pacsscp.api.Timeouts#idle()}, after which the engine releases it
 * @param verified whether C-ECHO is asked on one before it is used again; without, a call that finds its association dead
 *     fails, unless it is asked to {@linkplain RetryPolicy try again}
 * @since 0.1.0
 */
public record AssociationReuse(int kept, Duration idle, boolean verified) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if none would be kept, or not for any time
     */
    public AssociationReuse {
        Objects.requireNonNull(idle, "idle");
        if (kept < 1) {
            throw new IllegalArgumentException("associations kept are " + kept + "; it must be 1 or more");
        }
        if (idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException("idle is " + idle + "; it must be longer than zero");
        }
    }

    /**
     * Keeps associations for ten seconds, and asks C-ECHO on them before they are used again.
     *
     * @param kept how many idle ones with one peer, 1 or more
     * @return the values
     */
    public static AssociationReuse upTo(int kept) {
        return new AssociationReuse(kept, Duration.ofSeconds(10), true);
    }
}
