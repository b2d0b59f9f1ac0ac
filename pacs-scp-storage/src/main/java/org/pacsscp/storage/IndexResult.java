package org.pacsscp.storage;

import java.util.Objects;
import org.pacsscp.api.DimseStatus;

/**
 * What an {@link InstanceIndex} says of an instance that it was to take.
 *
 * @since 0.1.0
 */
public sealed interface IndexResult {
    /** It is in the index, and C-STORE is answered with success. */
    IndexResult ADDED = new Added(DimseStatus.SUCCESS);

    /**
     * It is in the index.
     *
     * @param status what C-STORE is answered with: success or a warning, such as {@link
     *     org.pacsscp.api.status.StorageStatus#COERCION_OF_DATA_ELEMENTS}
     * @since 0.1.0
     */
    record Added(DimseStatus status) implements IndexResult {
        /**
         * Checks the status.
         *
         * @throws IllegalArgumentException if it is another than success or a warning
         */
        public Added {
            DimseStatus.Category category =
                    Objects.requireNonNull(status, "status").category();
            if (category != DimseStatus.Category.SUCCESS && category != DimseStatus.Category.WARNING) {
                throw new IllegalArgumentException(status + " does not say that an instance was stored");
            }
        }
    }

    /**
     * It is not in the index, and never will be; its file is deleted.
     *
     * @param status what C-STORE is answered with: a failure of PS3.4 Table B.2-1
     * @since 0.1.0
     */
    record Refused(DimseStatus status) implements IndexResult {
        /**
         * Checks the status.
         *
         * @throws IllegalArgumentException if it is no failure
         */
        public Refused {
            if (Objects.requireNonNull(status, "status").category() != DimseStatus.Category.FAILURE) {
                throw new IllegalArgumentException(status + " does not say that an instance was refused");
            }
        }
    }

    /**
     * It is not in the index, since that holds something else for its UID than it was told; look again.
     *
     * @since 0.1.0
     */
    record Changed() implements IndexResult {}
}
