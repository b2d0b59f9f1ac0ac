package org.pacsscp.examples.call;

import java.util.Locale;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.QueryLevel;

/** The information models as they are typed. */
public enum QueryRoot {
    /** From studies down. */
    STUDY,
    /** From patients down. */
    PATIENT,
    /** The modality worklist, which has no levels. */
    WORKLIST;

    /**
     * Starts an identifier.
     *
     * @throws IllegalArgumentException if this root does not have the level
     */
    Identifier at(QueryLevel level) {
        return switch (this) {
            case STUDY -> {
                if (level == QueryLevel.PATIENT) {
                    throw new IllegalArgumentException(
                            "the study root has no level PATIENT; give --root patient, or another --level");
                }
                yield Identifier.studyRoot(level);
            }
            case PATIENT -> Identifier.patientRoot(level);
            case WORKLIST -> throw new IllegalArgumentException("a worklist has no levels; leave --level out");
        };
    }

    /** Returns the root as it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
