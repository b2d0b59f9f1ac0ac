package org.pacsscp.testkit.data;

import java.util.List;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;

/**
 * A series of an {@link InventedStudy}.
 *
 * @param uid Series Instance UID (0020,000E)
 * @param modality what its images are of
 * @param attributes of its study and of itself
 * @param instances its images, each with all attributes of patient, study and series
 * @since 0.1.0
 */
public record InventedSeries(Uid uid, Modality modality, DataSet attributes, List<DataSet> instances) {
    /** Copies the list. */
    public InventedSeries {
        instances = List.copyOf(instances);
    }
}
