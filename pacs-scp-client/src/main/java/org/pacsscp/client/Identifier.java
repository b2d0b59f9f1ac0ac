package org.pacsscp.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;

/**
 * What is searched for, or retrieved: the Identifier of C-FIND, C-MOVE and C-GET (PS3.4 section C.2.2.1), with the information
 * model and the level that it belongs to. Immutable.
 *
 * <pre>{@code
 * Identifier studies = Identifier.studyRoot(QueryLevel.STUDY)
 *         .key(Tag.PATIENT_ID, "P1")
 *         .key(Tag.STUDY_DATE, "20260101-")
 *         .returning(Tag.STUDY_DESCRIPTION, Tag.NUMBER_OF_STUDY_RELATED_INSTANCES);
 * Identifier oneSeries = Identifier.series(study, series);
 * }</pre>
 *
 * <p>For a search, keys are matched as PS3.4 section C.2.2.2 has it: single values, lists of UIDs, wild cards, ranges, items of
 * sequences; an empty one matches all, and asks for the attribute. For a retrieval, only unique keys may be given (PS3.4 section
 * C.4.2.2.1). The level, and an empty unique key for it in a search, are added.
 *
 * <p>The unique keys of the levels above must be there with one value each, unless {@link QueryOption#RELATIONAL} is wanted. What
 * is missing is told when the identifier is used, before anything is sent.
 *
 * @since 0.1.0
 */
public final class Identifier {
    private final InformationModel model;
    private final @Nullable QueryLevel level;
    private final DataSet keys;
    private final Set<QueryOption> options;

    private Identifier(InformationModel model, @Nullable QueryLevel level, DataSet keys, Set<QueryOption> options) {
        this.model = model;
        this.level = level;
        this.keys = keys;
        this.options = options;
    }

    /**
     * Starts one in the patient root.
     *
     * @param level what is searched for or retrieved
     * @return without keys
     */
    public static Identifier patientRoot(QueryLevel level) {
        return at(InformationModel.PATIENT_ROOT, level);
    }

    /**
     * Starts one in the study root.
     *
     * @param level what is searched for or retrieved
     * @return without keys
     * @throws IllegalArgumentException if it is {@link QueryLevel#PATIENT}, which the study root does not have
     */
    public static Identifier studyRoot(QueryLevel level) {
        if (level == QueryLevel.PATIENT) {
            throw new IllegalArgumentException(
                    "the study root has no level PATIENT; search for studies, or in the patient root");
        }
        return at(InformationModel.STUDY_ROOT, level);
    }

    private static Identifier at(InformationModel model, QueryLevel level) {
        return new Identifier(model, Objects.requireNonNull(level, "level"), DataSet.empty(), Set.of());
    }

    /**
     * Starts one for the modality worklist.
     *
     * @return without keys
     */
    public static Identifier worklist() {
        return new Identifier(InformationModel.WORKLIST, null, DataSet.empty(), Set.of());
    }

    /**
     * Names studies.
     *
     * @param studies their Study Instance UIDs
     * @return an identifier in the study root
     */
    public static Identifier study(Uid... studies) {
        return studyRoot(QueryLevel.STUDY).uids(Tag.STUDY_INSTANCE_UID, studies);
    }

    /**
     * Names series of a study.
     *
     * @param study its Study Instance UID
     * @param series their Series Instance UIDs
     * @return an identifier in the study root
     */
    public static Identifier series(Uid study, Uid... series) {
        return studyRoot(QueryLevel.SERIES).uids(Tag.STUDY_INSTANCE_UID, study).uids(Tag.SERIES_INSTANCE_UID, series);
    }

    /**
     * Names instances of a series.
     *
     * @param study its Study Instance UID
     * @param series its Series Instance UID
     * @param instances their SOP Instance UIDs
     * @return an identifier in the study root
     */
    public static Identifier instances(Uid study, Uid series, Uid... instances) {
        return studyRoot(QueryLevel.IMAGE)
                .uids(Tag.STUDY_INSTANCE_UID, study)
                .uids(Tag.SERIES_INSTANCE_UID, series)
                .uids(Tag.SOP_INSTANCE_UID, instances);
    }

    private Identifier uids(int tag, Uid... uids) {
        return keys(elements -> elements.uid(tag, uids));
    }

    /**
     * Adds a key of text: of all value representations but numbers in binary, bytes and sequences.
     *
     * @param tag the attribute; one that is there is replaced
     * @param values what matches; none for all
     * @return a new identifier
     * @throws IllegalArgumentException if the standard forbids a value for the attribute; a text beyond ASCII needs {@link
     *     #characterSet} before
     */
    public Identifier key(int tag, String... values) {
        return keys(elements -> elements.text(tag, values));
    }

    /**
     * Asks for attributes, whatever values they have.
     *
     * @param tags the attributes; keys that are there already stay
     * @return a new identifier
     */
    public Identifier returning(int... tags) {
        return keys(elements ->
                Arrays.stream(tags).filter(tag -> !keys.contains(tag)).forEach(elements::empty));
    }

    /**
     * Says in which character set texts of keys are encoded.
     *
     * @param terms Specific Character Set (0008,0005), such as {@code ISO_IR 192}; ASCII by default
     * @return a new identifier
     * @throws IllegalArgumentException if the standard does not have a term
     */
    public Identifier characterSet(String... terms) {
        return keys(elements -> elements.text(Tag.SPECIFIC_CHARACTER_SET, terms));
    }

    /**
     * Adds any keys: sequences, for instance.
     *
     * @param change adds and replaces elements
     * @return a new identifier
     * @throws IllegalArgumentException as the builder's methods
     */
    public Identifier keys(Consumer<DataSetBuilder> change) {
        DataSet changed = keys.with(change);
        if (changed.contains(Tag.QUERY_RETRIEVE_LEVEL)) {
            throw new IllegalArgumentException(
                    "the level is no key: give it to Identifier.patientRoot(...) or studyRoot(...)");
        }
        return new Identifier(model, level, changed, options);
    }

    /**
     * Wants more than the SOP class itself.
     *
     * @param wanted what the peer is asked to agree to
     * @return a new identifier
     */
    public Identifier with(QueryOption... wanted) {
        Set<QueryOption> more = EnumSet.noneOf(QueryOption.class);
        more.addAll(options);
        more.addAll(List.of(wanted));
        return new Identifier(model, level, keys, Collections.unmodifiableSet(more));
    }

    /**
     * Returns the information model.
     *
     * @return the model
     */
    public InformationModel model() {
        return model;
    }

    /**
     * Returns the level.
     *
     * @return the level; empty in the worklist
     */
    public Optional<QueryLevel> level() {
        return Optional.ofNullable(level);
    }

    /**
     * Returns the keys.
     *
     * @return without the level
     */
    public DataSet keys() {
        return keys;
    }

    /**
     * Returns what is wanted beyond the SOP class itself.
     *
     * @return a set that cannot be changed; empty by default
     */
    public Set<QueryOption> options() {
        return options;
    }

    /**
     * Returns the data set of a C-FIND.
     *
     * @throws IllegalArgumentException if a unique key is missing (PS3.4 section C.4.1.2.1)
     */
    DataSet forFind() {
        QueryLevel asked = level;
        if (asked == null) {
            return keys;
        }
        requireKeysAbove(asked, "a search");
        return keys.with(elements -> {
            elements.text(Tag.QUERY_RETRIEVE_LEVEL, asked.name());
            if (!keys.contains(asked.uniqueKey())) {
                elements.empty(asked.uniqueKey());
            }
        });
    }

    /**
     * Returns the data set of a C-MOVE or C-GET.
     *
     * @throws IllegalArgumentException if a unique key is missing, or there are others (PS3.4 section C.4.2.2.1)
     */
    DataSet forRetrieve() {
        QueryLevel asked = level;
        if (asked == null) {
            throw new IllegalArgumentException("nothing can be retrieved from a worklist");
        }
        requireKeysAbove(asked, "a retrieval");
        List<QueryLevel> levels = model.andAbove(asked);
        List<String> surplus = new ArrayList<>();
        for (Element element : keys) {
            boolean isUnique = levels.stream().anyMatch(one -> one.uniqueKey() == element.tag());
            if (!isUnique && element.tag() != Tag.SPECIFIC_CHARACTER_SET) {
                surplus.add(Names.ofTag(element.tag()));
            }
        }
        if (!surplus.isEmpty()) {
            throw new IllegalArgumentException("a retrieval takes unique keys only, not " + String.join(", ", surplus)
                    + "; search with them, and retrieve what is found");
        }
        boolean listed = asked != QueryLevel.PATIENT;
        if (!isGiven(asked.uniqueKey(), listed)) {
            throw new IllegalArgumentException("%s is missing, has wild cards%s: a retrieval at level %s needs it"
                    .formatted(Names.ofTag(asked.uniqueKey()), listed ? "" : ", or several values", asked));
        }
        return keys.with(elements -> elements.text(Tag.QUERY_RETRIEVE_LEVEL, asked.name()));
    }

    private void requireKeysAbove(QueryLevel asked, String what) {
        if (options.contains(QueryOption.RELATIONAL)) {
            return;
        }
        for (QueryLevel above : model.andAbove(asked)) {
            if (above != asked && !isGiven(above.uniqueKey(), false)) {
                throw new IllegalArgumentException(
                        ("%s is missing, or has not one value: %s at level %s in the %s needs it; give it, or ask with"
                                        + " QueryOption.RELATIONAL")
                                .formatted(Names.ofTag(above.uniqueKey()), what, asked, model));
            }
        }
    }

    private boolean isGiven(int tag, boolean severalValues) {
        List<String> values = keys.texts(tag);
        boolean right = !values.isEmpty() && (severalValues || values.size() == 1);
        return right && values.stream().allMatch(value -> !value.isEmpty() && value.matches("[^*?]+"));
    }

    /** Returns model, level, tags and options, never a value. */
    @Override
    public String toString() {
        return "Identifier[" + model + (level == null ? "" : ", " + level) + ", " + keys + ", " + options + "]";
    }
}
