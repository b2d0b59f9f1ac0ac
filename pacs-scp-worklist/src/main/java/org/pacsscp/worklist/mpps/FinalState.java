package org.pacsscp.worklist.mpps;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** What a step must have once it is completed or discontinued: the last column of PS3.4 Table F.7.2-1. */
final class FinalState {
    private static final List<Integer> WITH_VALUE = List.of(
            Tag.PERFORMED_PROCEDURE_STEP_END_DATE,
            Tag.PERFORMED_PROCEDURE_STEP_END_TIME,
            Tag.PERFORMED_SERIES_SEQUENCE);
    private static final List<Integer> WITH_VALUE_IN_SERIES = List.of(Tag.PROTOCOL_NAME, Tag.SERIES_INSTANCE_UID);

    private FinalState() {}

    static List<Integer> missing(DataSet attributes) {
        Set<Integer> missing = new TreeSet<>();
        addMissing(attributes, WITH_VALUE, missing);
        attributes
                .sequence(Tag.PERFORMED_SERIES_SEQUENCE)
                .forEach(series -> addMissing(series, WITH_VALUE_IN_SERIES, missing));
        return List.copyOf(missing);
    }

    private static void addMissing(DataSet in, List<Integer> tags, Set<Integer> missing) {
        for (int tag : tags) {
            if (in.element(tag).filter(element -> !element.isEmpty()).isEmpty()) {
                missing.add(tag);
            }
        }
    }
}
