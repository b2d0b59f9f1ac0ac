package org.pacsscp.dataset.match;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.Vr;

/** Reads the keys of one identifier, or of one item of it; for one thread until they are read. */
final class KeyReader {
    private static final String EMPTY_VALUE = "\"\"";

    private final QueryRules rules;
    private final Offsets offsets;
    private final SortedSet<Integer> unsupported = new TreeSet<>();
    private final SortedSet<Integer> invalid = new TreeSet<>();
    private final Map<Integer, Query> items = new HashMap<>();
    private final Map<DateTimePair, DateKey> dates = new EnumMap<>(DateTimePair.class);
    private final Map<DateTimePair, TimeKey> times = new EnumMap<>(DateTimePair.class);

    KeyReader(QueryRules rules, Offsets offsets) {
        this.rules = rules;
        this.offsets = offsets;
    }

    /** Reads them all. */
    Keys read(DataSet identifier) {
        List<Key> keys = new ArrayList<>();
        for (Element element : identifier) {
            if (Query.isKey(element.tag())) {
                Optional<Attribute> attribute = Attribute.of(element, identifier);
                attribute.ifPresentOrElse(
                        named -> read(named, element).ifPresent(keys::add), () -> unsupported.add(element.tag()));
            }
        }
        for (DateTimePair pair : DateTimePair.values()) {
            if (dates.containsKey(pair) || times.containsKey(pair)) {
                keys.add(dateAndTime(pair));
            }
        }
        return new Keys(keys, items, unsupported, invalid);
    }

    private Optional<Key> read(Attribute attribute, Element element) {
        KeySupport support = rules.support(element.tag());
        if (support == KeySupport.UNSUPPORTED) {
            unsupported.add(element.tag());
        }
        if (isSequence(element)) {
            return sequence(attribute, element.sequence(), support);
        }
        if (support != KeySupport.MATCHED || element.isEmpty()) {
            return Optional.empty();
        }
        return element.vr() == Vr.UN && Tags.isPrivate(element.tag())
                ? Optional.of(new Key.Unknown(attribute, vr -> readAs(attribute, vr, element)))
                : value(attribute, element, element.vr());
    }

    private static boolean isSequence(Element element) {
        return element.vr() == Vr.SQ
                || (element.vr() == Vr.UN && !element.sequence().isEmpty());
    }

    /** Of a value whose representation shows when it is matched; for any thread. */
    private Optional<Key> readAs(Attribute attribute, Vr vr, Element element) {
        KeyReader later = new KeyReader(rules, offsets);
        Element known = element.as(vr);
        return vr == Vr.SQ
                ? later.sequence(attribute, known.sequence(), KeySupport.MATCHED)
                : later.value(attribute, known, vr);
    }

    private Optional<Key> sequence(Attribute attribute, List<DataSet> found, KeySupport support) {
        int tag = attribute.tag();
        if (support == KeySupport.UNSUPPORTED || found.isEmpty() || found.get(0).isEmpty()) {
            return Optional.empty();
        }
        if (found.size() > 1) {
            invalid.add(tag);
        }
        QueryRules itemRules = support == KeySupport.MATCHED ? rules : rules.withoutMatching();
        Query item = Query.ofItem(found.get(0), itemRules, offsets);
        items.put(tag, item);
        unsupported.addAll(item.unsupportedKeys());
        invalid.addAll(item.invalidKeys());
        return !item.isUniversal()
                ? Optional.of(new Key.Sequence(attribute, item, unknownMatches()))
                : Optional.empty();
    }

    private Optional<Key> value(Attribute attribute, Element element, Vr vr) {
        if (!isComparedAsText(vr)) {
            return Optional.of(new Key.Bytes(attribute, ByteBuffer.wrap(element.bytes()), unknownMatches()));
        }
        List<String> texts =
                element.texts().stream().filter(text -> !text.isEmpty()).toList();
        if (texts.isEmpty() || (Criteria.allowsWildCards(vr) && texts.stream().anyMatch(WildCard::isUniversal))) {
            return Optional.empty();
        }
        if (rules.emptyValues() && Criteria.allowsEmptyValue(vr) && texts.equals(List.of(EMPTY_VALUE))) {
            return Optional.of(new Key.Empty(attribute));
        }
        return switch (vr) {
            case DA, TM -> dateOrTime(attribute, vr, texts);
            case DT -> Optional.of(moment(attribute, texts));
            default -> Optional.of(new Key.Values(attribute, wanted(attribute.tag(), vr, texts), unknownMatches()));
        };
    }

    private static boolean isComparedAsText(Vr vr) {
        return switch (vr) {
            case OB, OD, OF, OL, OV, OW, UN -> false;
            default -> true;
        };
    }

    private boolean unknownMatches() {
        return rules.policy().unknownMatches();
    }

    /** Wants all of several values if that was negotiated and the attribute may have several, or else any of them. */
    private Predicate<List<String>> wanted(int tag, Vr vr, List<String> texts) {
        boolean all =
                rules.multipleValues() && texts.size() > 1 && Criteria.allowsMultipleValues(vr) && mayHaveSeveral(tag);
        boolean wildCards = !all && (rules.policy() != MatchingPolicy.WORKLIST || WorklistKey.allowsWildCards(tag));
        List<Predicate<String>> criteria =
                texts.stream().map(text -> Criteria.of(vr, text, wildCards)).toList();
        if (all) {
            return values -> criteria.stream().allMatch(criterion -> isAny(values, criterion));
        }
        Predicate<String> any = criteria.stream().reduce(Predicate::or).orElseThrow();
        return values -> isAny(values, any);
    }

    /** Without a stream, since this is asked of each value that is stored. */
    private static boolean isAny(List<String> values, Predicate<String> criterion) {
        for (String value : values) {
            if (criterion.test(value)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether the standard lets an attribute have several values. */
    static boolean mayHaveSeveral(int tag) {
        return Dictionary.standard()
                .find(tag)
                .map(DictionaryEntry::vm)
                .filter(vm -> vm.max() > 1)
                .isPresent();
    }

    private Key moment(Attribute attribute, List<String> texts) {
        MomentCriterion criterion = MomentCriterion.of(texts.get(0), offsets);
        if (texts.size() > 1 || !criterion.isUnderstood()) {
            invalid.add(attribute.tag());
        }
        return new Key.Moment(attribute, criterion, unknownMatches());
    }

    /** Keeps one that belongs to another until both have been read. */
    private Optional<Key> dateOrTime(Attribute attribute, Vr vr, List<String> texts) {
        Optional<DateTimePair> pair = DateTimePair.of(attribute.tag()).filter(found -> texts.size() == 1);
        return vr == Vr.DA ? date(attribute, texts, pair) : time(attribute, texts, pair);
    }

    private Optional<Key> date(Attribute attribute, List<String> texts, Optional<DateTimePair> pair) {
        List<DateKey> wanted = texts.stream().map(DateKey::of).toList();
        if (!wanted.stream().allMatch(DateKey::isUnderstood)) {
            invalid.add(attribute.tag());
        }
        if (pair.isPresent()) {
            dates.put(pair.get(), wanted.get(0));
            return Optional.empty();
        }
        return Optional.of(new Key.Values(
                attribute,
                values -> values.stream().anyMatch(value -> wanted.stream().anyMatch(key -> key.matches(value))),
                unknownMatches()));
    }

    private Optional<Key> time(Attribute attribute, List<String> texts, Optional<DateTimePair> pair) {
        List<TimeKey> wanted = texts.stream().map(TimeKey::of).toList();
        if (!wanted.stream().allMatch(TimeKey::isUnderstood)) {
            invalid.add(attribute.tag());
        }
        if (pair.isPresent()) {
            times.put(pair.get(), wanted.get(0));
            return Optional.empty();
        }
        return Optional.of(new Key.Values(
                attribute,
                values -> values.stream().anyMatch(value -> wanted.stream().anyMatch(key -> key.matches(value))),
                unknownMatches()));
    }

    private Key dateAndTime(DateTimePair pair) {
        boolean combined = rules.combinedDateTime()
                || (rules.policy() == MatchingPolicy.WORKLIST && pair == DateTimePair.SCHEDULED_PROCEDURE_STEP_START);
        return new Key.DateAndTime(
                pair,
                new DateAndTimeCriterion(
                        Optional.ofNullable(dates.get(pair)),
                        Optional.ofNullable(times.get(pair)),
                        combined,
                        offsets,
                        unknownMatches()));
    }
}
