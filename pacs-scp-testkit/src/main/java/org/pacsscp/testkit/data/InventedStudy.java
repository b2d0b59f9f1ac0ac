package org.pacsscp.testkit.data;

import java.util.List;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;

/**
 * A study of an invented patient.
 *
 * @param patient whose it is
 * @param uid Study Instance UID (0020,000D)
 * @param attributes of patient and study, as a C-FIND answers them
 * @param series what was made
 * @since 0.1.0
 */
public record InventedStudy(InventedPatient patient, Uid uid, DataSet attributes, List<InventedSeries> series) {
    /** Copies the list. */
    public InventedStudy {
        series = List.copyOf(series);
    }

    /**
     * Returns the images of all series.
     *
     * @return in their order
     */
    public List<DataSet> instances() {
        return series.stream().flatMap(each -> each.instances().stream()).toList();
    }
}
