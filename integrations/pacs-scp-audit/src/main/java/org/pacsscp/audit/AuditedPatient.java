package org.pacsscp.audit;

import java.util.Objects;
import java.util.Optional;

/**
 * Whose instances an event is about. Its text form names nobody.
 *
 * @param id the Patient ID (0010,0020); empty if there is none
 * @param name the Patient's Name (0010,0010), as it stands there
 * @since 0.1.0
 */
public record AuditedPatient(String id, Optional<String> name) {
    /** Checks that both are there. */
    public AuditedPatient {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return "AuditedPatient";
    }
}
