package org.pacsscp.worklist.mpps;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;

/**
 * What N-GET returns (PS3.4 section F.8.2.1).
 *
 * @param attributes those that were asked for, and Specific Character Set
 * @param isComplete whether none was asked for that is neither kept nor in PS3.4 Table F.8.2-1
 */
record Retrieval(DataSet attributes, boolean isComplete) {
    /** Type 2 in Table F.8.2-1, and optional where steps are created: all others of type 2 are kept, if only as empty ones. */
    private static final Set<Integer> EMPTY_IF_UNKNOWN =
            Set.of(Tag.PERFORMED_PROCEDURE_STEP_DISCONTINUATION_REASON_CODE_SEQUENCE);

    /** Selects attributes; all of them if none is named. */
    static Retrieval of(DataSet kept, List<Integer> tags) {
        if (tags.isEmpty()) {
            return new Retrieval(kept, true);
        }
        DataSetBuilder selected = DataSet.builder();
        kept.element(Tag.SPECIFIC_CHARACTER_SET).ifPresent(selected::add);
        Collection<Integer> unknown = tags.stream()
                .filter(tag -> tag != Tag.SPECIFIC_CHARACTER_SET && !kept.contains(tag))
                .collect(Collectors.toSet());
        for (int tag : tags) {
            kept.element(tag).ifPresent(selected::add);
            if (unknown.contains(tag) && EMPTY_IF_UNKNOWN.contains(tag)) {
                selected.empty(tag);
            }
        }
        return new Retrieval(selected.build(), EMPTY_IF_UNKNOWN.containsAll(unknown));
    }
}
