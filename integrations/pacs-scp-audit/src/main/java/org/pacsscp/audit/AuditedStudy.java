package org.pacsscp.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.Uid;

/**
 * A study that an event is about.
 *
 * @param studyInstanceUid the study
 * @param accessionNumber the Accession Number (0008,0050), if it has one and the SOP classes are known
 * @param instances how many instances of each SOP class; may be empty if that is not known
 * @since 0.1.0
 */
public record AuditedStudy(Uid studyInstanceUid, Optional<String> accessionNumber, Map<Uid, Integer> instances) {
    /**
     * Checks that all are there.
     *
     * @throws IllegalArgumentException if there is an accession number and no SOP class, which Table A.5.2-1 demands beside it
     */
    public AuditedStudy {
        Objects.requireNonNull(studyInstanceUid, "studyInstanceUid");
        Objects.requireNonNull(accessionNumber, "accessionNumber");
        if (accessionNumber.isPresent() && instances.isEmpty()) {
            throw new IllegalArgumentException(
                    "an accession number without a SOP class; say how many instances of which, or leave it out");
        }
        instances = Collections.unmodifiableMap(new LinkedHashMap<>(instances));
    }

    /**
     * Describes a study of which nothing else is known.
     *
     * @param studyInstanceUid the study
     * @return the study
     */
    public static AuditedStudy of(Uid studyInstanceUid) {
        return new AuditedStudy(studyInstanceUid, Optional.empty(), Map.of());
    }
}
