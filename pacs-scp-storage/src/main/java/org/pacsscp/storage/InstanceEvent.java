package org.pacsscp.storage;

import java.util.Objects;
import org.pacsscp.api.Uid;

/**
 * Something that has happened to what is stored, as an {@link InstanceListener} is told.
 *
 * <p>The service makes events. Read them by their accessors: an event may get more components, and there may be more kinds of
 * events, which is why this interface is not sealed.
 *
 * @since 0.1.0
 */
public interface InstanceEvent {
    /**
     * An instance was stored.
     *
     * @param instance the instance, with its header
     * @since 0.1.0
     */
    record Stored(StoredInstance instance) implements InstanceEvent {
        /** Checks that it is there. */
        public Stored {
            Objects.requireNonNull(instance, "instance");
        }
    }

    /**
     * No instance of a study has come for a while.
     *
     * @param studyInstanceUid the study
     * @since 0.1.0
     */
    record StudyComplete(Uid studyInstanceUid) implements InstanceEvent {
        /** Checks that it is there. */
        public StudyComplete {
            Objects.requireNonNull(studyInstanceUid, "studyInstanceUid");
        }
    }
}
