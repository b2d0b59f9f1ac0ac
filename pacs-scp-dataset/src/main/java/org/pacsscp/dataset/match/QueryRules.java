package org.pacsscp.dataset.match;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.pacsscp.dataset.Vr;

/**
 * How a query is matched: by which service's policy, and with what was negotiated (PS3.4 section C.5.1.1). Immutable.
 *
 * <pre>{@code
 * QueryRules rules = QueryRules.queryRetrieve().withCombinedDateTime(true);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class QueryRules {
    private final MatchingPolicy policy;
    private final boolean combinedDateTime;
    private final boolean emptyValues;
    private final boolean multipleValues;
    private final boolean timezoneAdjustment;
    private final ZoneId localZone;
    private final IntFunction<KeySupport> support;

    private QueryRules(
            MatchingPolicy policy,
            boolean combinedDateTime,
            boolean emptyValues,
            boolean multipleValues,
            boolean timezoneAdjustment,
            ZoneId localZone,
            IntFunction<KeySupport> support) {
        this.policy = policy;
        this.combinedDateTime = combinedDateTime;
        this.emptyValues = emptyValues;
        this.multipleValues = multipleValues;
        this.timezoneAdjustment = timezoneAdjustment;
        this.localZone = localZone;
        this.support = support;
    }

    private static QueryRules of(MatchingPolicy policy) {
        return new QueryRules(policy, false, false, false, false, ZoneOffset.UTC, tag -> KeySupport.MATCHED);
    }

    /**
     * Returns the rules of Query/Retrieve without extended negotiation: every key is matched.
     *
     * @return the rules
     */
    public static QueryRules queryRetrieve() {
        return of(MatchingPolicy.QUERY_RETRIEVE);
    }

    /**
     * Returns the rules of Modality Worklist without extended negotiation: every key is matched.
     *
     * @return the rules
     */
    public static QueryRules worklist() {
        return of(MatchingPolicy.WORKLIST);
    }

    /**
     * Returns these rules with combined date and time matching: a range of dates and one of times that belong to each other, of
     * the same form, are one range.
     *
     * @param negotiated whether that was negotiated; default false
     * @return the rules
     */
    public QueryRules withCombinedDateTime(boolean negotiated) {
        return new QueryRules(policy, negotiated, emptyValues, multipleValues, timezoneAdjustment, localZone, support);
    }

    /**
     * Returns these rules with empty value matching: a key of two quotation marks asks for what has no value.
     *
     * @param negotiated whether that was negotiated; default false
     * @return the rules
     */
    public QueryRules withEmptyValues(boolean negotiated) {
        return new QueryRules(
                policy, combinedDateTime, negotiated, multipleValues, timezoneAdjustment, localZone, support);
    }

    /**
     * Returns these rules with multiple value matching: of a key with several values, each has to be there. Without, several
     * values mean nothing by the standard; they then ask for any of them, as most who send them mean it.
     *
     * @param negotiated whether that was negotiated; default false
     * @return the rules
     */
    public QueryRules withMultipleValues(boolean negotiated) {
        return new QueryRules(
                policy, combinedDateTime, emptyValues, negotiated, timezoneAdjustment, localZone, support);
    }

    /**
     * Returns these rules with timezone query adjustment: dates and times of the query are those of its Timezone Offset From UTC
     * (0008,0201), stored ones those of the data set's.
     *
     * @param negotiated whether that was negotiated; default false
     * @return the rules
     */
    public QueryRules withTimezoneAdjustment(boolean negotiated) {
        return new QueryRules(policy, combinedDateTime, emptyValues, multipleValues, negotiated, localZone, support);
    }

    /**
     * Returns these rules with the time zone of the place, which holds for dates and times without an offset from UTC (PS3.5 section
     * 6.2, DT). Where its offset changes over the year, that of the day counts, of the stored value as well as of the key.
     *
     * @param zone the zone, or an offset that is always the same; default UTC
     * @return the rules
     */
    public QueryRules withLocalZone(ZoneId zone) {
        Objects.requireNonNull(zone, "zone");
        return new QueryRules(policy, combinedDateTime, emptyValues, multipleValues, timezoneAdjustment, zone, support);
    }

    /**
     * Returns these rules for a service that does not match every attribute.
     *
     * @param keys what it does with the attribute of a tag, in items, too; default: matches it
     * @return the rules
     */
    public QueryRules withSupport(IntFunction<KeySupport> keys) {
        Objects.requireNonNull(keys, "keys");
        return new QueryRules(
                policy, combinedDateTime, emptyValues, multipleValues, timezoneAdjustment, localZone, keys);
    }

    /**
     * Tells in which ways an attribute of the standard is matched by these rules.
     *
     * @param tag its tag
     * @param vr its value representation
     * @return the kinds of matching in the order of PS3.4 section C.2.2.2; {@link MatchingKind#UNIVERSAL} alone for an attribute
     *     that is only answered, none for one that is not known
     */
    public Set<MatchingKind> matching(int tag, Vr vr) {
        return switch (support(tag)) {
            case UNSUPPORTED -> Set.of();
            case RETURNED -> Set.of(MatchingKind.UNIVERSAL);
            case MATCHED -> MatchingKinds.of(tag, vr, this);
        };
    }

    /** Returns these rules for attributes that are answered whatever the query wants them to be. */
    QueryRules withoutMatching() {
        return withSupport(tag -> support(tag) == KeySupport.MATCHED ? KeySupport.RETURNED : support(tag));
    }

    MatchingPolicy policy() {
        return policy;
    }

    boolean combinedDateTime() {
        return combinedDateTime;
    }

    boolean emptyValues() {
        return emptyValues;
    }

    boolean multipleValues() {
        return multipleValues;
    }

    boolean timezoneAdjustment() {
        return timezoneAdjustment;
    }

    ZoneId localZone() {
        return localZone;
    }

    KeySupport support(int tag) {
        return support.apply(tag);
    }
}
