package org.pacsscp.micrometer;

import io.micrometer.observation.Observation;
import java.util.Objects;
import org.pacsscp.api.Association;

/**
 * What is observed of an association, for conventions and handlers of one's own.
 *
 * @since 0.1.0
 */
public final class AssociationContext extends Observation.Context {
    private final Association association;

    AssociationContext(Association association) {
        this.association = Objects.requireNonNull(association, "association");
    }

    /**
     * Returns the association.
     *
     * @return the association, which may have ended
     */
    public Association association() {
        return association;
    }
}
