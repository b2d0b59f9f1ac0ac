package org.pacsscp.worklist;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.match.Query;
import org.pacsscp.dataset.match.QueryRules;
import org.pacsscp.dataset.value.DateRange;

/**
 * What a modality asks the worklist for. Immutable; threads may share it.
 *
 * <p>A source may hand out more than matches: the handler matches each entry. So {@link #stationAeTitles()}, {@link
 * #startDates()} and their like are there for a source that can narrow down by them; each is empty where the query does not.
 * {@link #matches} tells about an entry exactly.
 *
 * @since 0.1.0
 */
public final class WorklistQuery {
    private final DataSet identifier;
    private final DataSet step;
    private final Query query;

    private WorklistQuery(DataSet identifier) {
        this.identifier = identifier;
        List<DataSet> steps = identifier.sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE);
        step = steps.isEmpty() ? DataSet.empty() : steps.get(0);
        query = Query.of(identifier, QueryRules.worklist().withSupport(WorklistAttributes::support));
    }

    /**
     * Reads the identifier of a C-FIND request.
     *
     * @param identifier its keys
     * @return the query
     */
    public static WorklistQuery of(DataSet identifier) {
        return new WorklistQuery(identifier);
    }

    /**
     * Returns the keys.
     *
     * @return the identifier as it came
     */
    public DataSet identifier() {
        return identifier;
    }

    /**
     * Returns for which stations steps are asked for.
     *
     * @return the wanted values of Scheduled Station AE Title (0040,0001), any of which matches; empty for all
     */
    public Set<String> stationAeTitles() {
        return values(step, Tag.SCHEDULED_STATION_AE_TITLE);
    }

    /**
     * Returns for which modalities steps are asked for.
     *
     * @return the wanted values of Modality (0008,0060), any of which matches; empty for all
     */
    public Set<String> modalities() {
        return values(step, Tag.MODALITY);
    }

    /**
     * Returns on which days the steps are to start.
     *
     * @return the days, both ends of which belong to them; empty for any, and for a key that is no date
     */
    public Optional<DateRange> startDates() {
        return step.date(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE)
                .map(date -> new DateRange(Optional.of(date), Optional.of(date)))
                .or(() -> step.dateRange(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE));
    }

    /**
     * Returns for which patients steps are asked for.
     *
     * @return the wanted values of Patient ID (0010,0020), any of which matches; empty for all
     */
    public Set<String> patientIds() {
        return values(identifier, Tag.PATIENT_ID);
    }

    /**
     * Tells whether a certain status is asked for.
     *
     * @return whether Scheduled Procedure Step Status (0040,0020) has a value
     */
    public boolean namesStatus() {
        return !values(step, Tag.SCHEDULED_PROCEDURE_STEP_STATUS).isEmpty();
    }

    /** These have single value matching only, so that an asterisk alone is all that is no plain value (PS3.4 Table K.6-1). */
    private static Set<String> values(DataSet keys, int tag) {
        SortedSet<String> values = new TreeSet<>(keys.texts(tag));
        values.remove("");
        return values.stream().anyMatch(value -> value.chars().allMatch(c -> c == '*')) ? Set.of() : Set.copyOf(values);
    }

    /**
     * Tells whether an entry is asked for.
     *
     * @param entry the entry
     * @return whether all keys match
     */
    public boolean matches(WorklistEntry entry) {
        return query.matches(entry.dataSet());
    }

    /** Returns the identifier of the answer: what is asked for of the entry, empty if the entry does not match. */
    Optional<DataSet> answer(WorklistEntry entry) {
        return query.answer(entry.dataSet());
    }

    /** Returns the keys that cannot be asked for like this; see {@link Query#invalidKeys()}. */
    SortedSet<Integer> invalidKeys() {
        return query.invalidKeys();
    }

    /** Returns the keys that are not known; see {@link Query#unsupportedKeys()}. */
    SortedSet<Integer> unsupportedKeys() {
        return query.unsupportedKeys();
    }

    /** Shows the tags of the keys and no value. */
    @Override
    public String toString() {
        return "WorklistQuery[" + identifier + "]";
    }
}
