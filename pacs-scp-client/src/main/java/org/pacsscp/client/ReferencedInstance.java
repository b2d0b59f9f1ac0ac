package org.pacsscp.client;

import java.util.Objects;
import org.pacsscp.api.Uid;

/**
 * A SOP instance, named by its class and itself.
 *
 * @param sopClass its SOP class
 * @param sopInstance which it is
 * @since 0.1.0
 */
public record ReferencedInstance(Uid sopClass, Uid sopInstance) {
    /** Checks that both are there. */
    public ReferencedInstance {
        Objects.requireNonNull(sopClass, "sopClass");
        Objects.requireNonNull(sopInstance, "sopInstance");
    }
}
