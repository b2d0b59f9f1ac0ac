package org.pacsscp.dataset.match;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;

/**
 * A query, ready to be matched against data sets (PS3.4 section C.2.2.2). Immutable; threads may share it.
 *
 * <pre>{@code
 * Query query = Query.of(DataSet.read(action.dataSet()), QueryRules.worklist());
 * for (DataSet step : steps) {
 *     query.answer(step).ifPresent(answer -> send(answer));
 * }
 * }</pre>
 *
 * <p>What the standard leaves open: names of persons match whatever their case; numbers match by their value; an end of a range
 * means all that it covers as written, so {@code 1000-1800} ends with the last microsecond of 18:00. Text is compared as what it
 * says, whatever its character set.
 *
 * <p>A private key is matched and answered if its private creator is in the query, too: with the attribute of that creator,
 * whatever block each of the two data sets has for it. The answer has it in the block of the query. Without a value
 * representation, as in Implicit VR, it is compared as what is stored.
 *
 * <p>Query/Retrieve Level, Specific Character Set, Timezone Offset From UTC and the lengths of groups are no keys.
 *
 * @since 0.1.0
 */
public final class Query {
    /** Below are private creators, and what nobody may use (PS3.5 section 7.8.1). */
    private static final int FIRST_IN_A_BLOCK = 0x1000;

    private final DataSet identifier;
    private final QueryRules rules;
    private final Offsets offsets;
    private final Keys keys;

    private Query(DataSet identifier, QueryRules rules, Offsets offsets) {
        this.identifier = identifier;
        this.rules = rules;
        this.offsets = offsets;
        keys = new KeyReader(rules, offsets).read(identifier);
    }

    /**
     * Reads a query.
     *
     * @param identifier the data set of the request
     * @param rules how to match
     * @return the query
     */
    public static Query of(DataSet identifier, QueryRules rules) {
        return new Query(identifier, rules, Offsets.of(identifier, rules));
    }

    /** Reads the item of a sequence of a query. */
    static Query ofItem(DataSet item, QueryRules rules, Offsets offsets) {
        return new Query(item, rules, offsets);
    }

    /**
     * Tells whether a data set has what is asked for.
     *
     * @param dataSet a stored data set, with the attributes of all levels that the query has keys of
     * @return whether each key matches
     */
    public boolean matches(DataSet dataSet) {
        return matches(dataSet, offsets.local());
    }

    /** Matches a data set, or an item of one with times of a zone. */
    boolean matches(DataSet dataSet, ZoneId inherited) {
        ZoneId zone = offsets.ofStored(dataSet, inherited);
        for (Key key : keys.keys()) {
            if (!key.matches(dataSet, zone)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Answers with a data set that has what is asked for: the attributes that the query names, empty where the data set has
     * none, and of sequences the items that match, with what the query names of them. Query/Retrieve Level is that of the query;
     * Specific Character Set and Timezone Offset From UTC are those of the data set.
     *
     * @param dataSet a stored data set
     * @return the identifier of a response, empty if the data set does not match; what else a service has to add, such as
     *     Retrieve AE Title, is the caller's to add
     */
    public Optional<DataSet> answer(DataSet dataSet) {
        return answer(dataSet, offsets.local());
    }

    private Optional<DataSet> answer(DataSet dataSet, ZoneId inherited) {
        return matches(dataSet, inherited)
                ? Optional.of(select(dataSet, offsets.ofStored(dataSet, inherited)))
                : Optional.empty();
    }

    /** Answers with the items that match, of a sequence that does: if it has only one, that is known already. */
    private List<DataSet> answers(List<DataSet> items, ZoneId inherited) {
        if (items.size() == 1) {
            DataSet only = items.get(0);
            return List.of(select(only, offsets.ofStored(only, inherited)));
        }
        return items.stream()
                .flatMap(stored -> answer(stored, inherited).stream())
                .toList();
    }

    private DataSet select(DataSet dataSet, ZoneId zone) {
        DataSetBuilder answer = DataSet.builder();
        dataSet.element(Tag.SPECIFIC_CHARACTER_SET).ifPresent(answer::add);
        dataSet.element(Tag.TIMEZONE_OFFSET_FROM_UTC).ifPresent(answer::add);
        for (Element key : identifier) {
            int tag = key.tag();
            if (tag == Tag.QUERY_RETRIEVE_LEVEL) {
                answer.add(key);
            } else if (isKey(tag) && rules.support(tag) != KeySupport.UNSUPPORTED) {
                select(key, dataSet, zone, answer);
            }
        }
        return answer.build();
    }

    private void select(Element key, DataSet dataSet, ZoneId zone, DataSetBuilder answer) {
        Optional<Attribute> attribute = Attribute.of(key, identifier);
        if (attribute.isPresent()) {
            addCreator(key.tag(), answer);
            select(attribute.get(), dataSet, zone, answer);
        }
    }

    /** A private attribute is answered in the block in which it was asked for. */
    private void addCreator(int tag, DataSetBuilder answer) {
        if (Tags.isPrivate(tag)) {
            identifier.element(Tags.privateCreatorOf(tag)).ifPresent(answer::add);
        }
    }

    private void select(Attribute attribute, DataSet dataSet, ZoneId zone, DataSetBuilder answer) {
        int tag = attribute.tag();
        Optional<Query> item = keys.item(tag);
        if (item.isPresent()) {
            answer.sequence(tag, item.get().answers(attribute.itemsIn(dataSet), zone));
            return;
        }
        Optional<Element> stored = attribute.in(dataSet);
        if (stored.isEmpty()) {
            answer.empty(tag, attribute.vr());
        } else if (stored.get().tag() == tag) {
            answer.add(stored.get());
        } else {
            answer.add(tag, stored.get());
        }
    }

    /** Tells whether an attribute of a query asks for something. */
    static boolean isKey(int tag) {
        return tag != Tag.SPECIFIC_CHARACTER_SET
                && tag != Tag.TIMEZONE_OFFSET_FROM_UTC
                && tag != Tag.QUERY_RETRIEVE_LEVEL
                && !Tags.isGroupLength(tag)
                && !(Tags.isPrivate(tag) && Tags.element(tag) < FIRST_IN_A_BLOCK);
    }

    /** Tells whether this asks for nothing in particular, and so matches whatever there is. */
    boolean isUniversal() {
        return keys.keys().isEmpty();
    }

    /**
     * Returns the attributes that the service does not know, in items, too. If there are some, the status of the answers is FF01H
     * (PS3.4 section C.4.1.1.4).
     *
     * @return their tags, and those of private keys without a creator
     */
    public SortedSet<Integer> unsupportedKeys() {
        return keys.unsupported();
    }

    /**
     * Returns the attributes whose values are none that can be asked for: a date, time or range that cannot be read, a sequence
     * of several items. They match only what has the same text, or the first item. A service may refuse such a query with
     * A900H.
     *
     * @return their tags
     */
    public SortedSet<Integer> invalidKeys() {
        return keys.invalid();
    }

    /** Shows the tags of the keys and no value. */
    @Override
    public String toString() {
        return "Query[" + rules.policy() + ", " + identifier + "]";
    }
}
