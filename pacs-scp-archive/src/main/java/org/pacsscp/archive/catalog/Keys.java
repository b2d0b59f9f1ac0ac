package org.pacsscp.archive.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pacsscp.client.InformationModel;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.QueryOption;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.match.Query;
import org.pacsscp.dataset.match.QueryRules;

/**
 * What of an identifier a catalog goes by (PS3.4 section C.4.1.2). Immutable.
 *
 * @param identifier the keys that it supports, and the unique keys of the levels down to that of the query, which are answered
 *     even where they were not asked for (section C.4.1.1.3.2)
 * @param matcher decides of each entity
 * @param depth the lowest level of which there is a key
 * @param unsupported the keys that are not supported
 */
record Keys(DataSet identifier, Query matcher, QueryLevel depth, SortedSet<Integer> unsupported) {
    /**
     * Reads those of a query.
     *
     * @throws InvalidQueryException if it is none that can be answered
     */
    static Keys of(CatalogQuery query) {
        boolean relational = query.has(QueryOption.RELATIONAL);
        if (!relational) {
            checkKeysAbove(query);
        }
        QueryLevel lowestAllowed = relational ? QueryLevel.IMAGE : query.level();
        SortedSet<Integer> unsupported = new TreeSet<>();
        DataSetBuilder supported = DataSet.builder();
        QueryLevel depth = query.level();
        for (Element key : query.identifier()) {
            int tag = key.tag();
            QueryLevel level = levelOf(tag, lowestAllowed);
            if (level != null) {
                supported.add(key);
                depth = level.compareTo(depth) > 0 ? level : depth;
            } else if (tag == Tag.SPECIFIC_CHARACTER_SET || tag == Tag.TIMEZONE_OFFSET_FROM_UTC) {
                supported.add(key);
            } else if (isKey(tag)) {
                unsupported.add(tag);
            }
        }
        for (QueryLevel level : levels(query)) {
            if (!query.identifier().contains(level.uniqueKey())) {
                supported.empty(level.uniqueKey());
            }
        }
        DataSet identifier = supported.build();
        Query matcher = Query.of(identifier, rules(query));
        checkValues(matcher);
        return new Keys(identifier, matcher, depth, unsupported);
    }

    private static @Nullable QueryLevel levelOf(int tag, QueryLevel lowest) {
        return Arrays.stream(QueryLevel.values())
                .filter(level -> level.compareTo(lowest) <= 0 && LevelAttributes.isOf(level, tag))
                .findFirst()
                .orElse(null);
    }

    /** What a service adds to an answer, or takes from it, is none of the catalog's. */
    private static boolean isKey(int tag) {
        return tag != Tag.QUERY_RETRIEVE_LEVEL
                && tag != Tag.RETRIEVE_AE_TITLE
                && tag != Tag.INSTANCE_AVAILABILITY
                && !Tags.isGroupLength(tag)
                && !(Tags.isPrivate(tag) && Tags.element(tag) < 0x1000);
    }

    private static List<QueryLevel> levels(CatalogQuery query) {
        return Arrays.stream(QueryLevel.values())
                .filter(level -> level.compareTo(query.level()) <= 0)
                .filter(level -> query.model() == InformationModel.PATIENT_ROOT || level != QueryLevel.PATIENT)
                .toList();
    }

    /** PS3.4 section C.4.1.2.1: one value of the unique key of each level above. */
    private static void checkKeysAbove(CatalogQuery query) {
        List<Integer> offending = new ArrayList<>();
        for (QueryLevel level : levels(query)) {
            if (level != query.level() && !hasOneValue(query.identifier(), level.uniqueKey())) {
                offending.add(level.uniqueKey());
            }
        }
        if (!offending.isEmpty()) {
            throw new InvalidQueryException(
                    "%s needs one value of %s".formatted(query.level(), names(offending)), offending);
        }
    }

    private static boolean hasOneValue(DataSet identifier, int tag) {
        List<String> texts = identifier.texts(tag);
        return texts.size() == 1
                && !texts.get(0).isEmpty()
                && texts.get(0).indexOf('*') < 0
                && texts.get(0).indexOf('?') < 0;
    }

    private static void checkValues(Query matcher) {
        if (!matcher.invalidKeys().isEmpty()) {
            List<Integer> offending = List.copyOf(matcher.invalidKeys());
            throw new InvalidQueryException("no value to ask for in " + names(offending), offending);
        }
    }

    private static String names(List<Integer> tags) {
        return String.join(
                ", ",
                tags.stream()
                        .map(tag -> "(%04X,%04X)".formatted(tag >>> 16, tag & 0xFFFF))
                        .toList());
    }

    private static QueryRules rules(CatalogQuery query) {
        return QueryRules.queryRetrieve()
                .withCombinedDateTime(query.has(QueryOption.COMBINED_DATE_TIME))
                .withEmptyValues(query.has(QueryOption.EMPTY_VALUES))
                .withMultipleValues(query.has(QueryOption.MULTIPLE_VALUES))
                .withTimezoneAdjustment(query.has(QueryOption.TIMEZONE_ADJUSTMENT))
                .withLocalZone(query.localZone());
    }
}
