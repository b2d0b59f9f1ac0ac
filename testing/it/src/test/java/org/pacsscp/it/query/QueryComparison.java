package org.pacsscp.it.query;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;
import org.pacsscp.dataset.match.Query;
import org.pacsscp.dataset.match.QueryRules;

/** Compares our answers with those of a peer, and says of each difference why it is there. Belongs to one thread. */
final class QueryComparison {
    private static final Set<Integer> NO_KEYS = Set.of(Tag.SPECIFIC_CHARACTER_SET, Tag.QUERY_RETRIEVE_LEVEL);

    private final Peer peer;
    private final Map<QueryLevel, Map<String, DataSet>> entities = new EnumMap<>(QueryLevel.class);
    private final Map<Difference, Integer> differences = new EnumMap<>(Difference.class);
    private final List<String> unexplained = new ArrayList<>();
    private int queries;
    private int same;
    private int answers;

    QueryComparison(Peer peer, List<DataSet> instances) {
        this.peer = peer;
        Map<String, Set<String>> modalities = new TreeMap<>();
        instances.forEach(instance -> modalities
                .computeIfAbsent(unique(instance, QueryLevel.STUDY), study -> new TreeSet<>())
                .addAll(instance.texts(Tag.MODALITY)));
        for (QueryLevel level : QueryLevel.values()) {
            Map<String, DataSet> ofLevel = new LinkedHashMap<>();
            for (DataSet instance : instances) {
                String[] ofStudy = modalities
                        .getOrDefault(unique(instance, QueryLevel.STUDY), Set.of())
                        .toArray(String[]::new);
                ofLevel.putIfAbsent(
                        unique(instance, level),
                        instance.with(builder -> builder.text(Tag.MODALITIES_IN_STUDY, ofStudy)));
            }
            entities.put(level, ofLevel);
        }
    }

    private static String unique(DataSet dataSet, QueryLevel level) {
        return dataSet.text(level.uniqueKey()).orElse("");
    }

    /** Compares answers, by unique key. */
    void compare(Identifier identifier, Map<String, DataSet> ours, Map<String, DataSet> theirs) {
        queries++;
        answers += ours.size();
        int before = found();
        ours.forEach((unique, answer) -> {
            if (theirs.containsKey(unique)) {
                compareValues(identifier, answer, theirs.get(unique));
            } else {
                explainMissing(identifier, entity(identifier, unique));
            }
        });
        theirs.keySet().stream()
                .filter(unique -> !ours.containsKey(unique))
                .forEach(unique -> explainSurplus(identifier, entity(identifier, unique)));
        same += found() == before ? 1 : 0;
    }

    private int found() {
        return unexplained.size()
                + differences.values().stream().mapToInt(Integer::intValue).sum();
    }

    private DataSet entity(Identifier identifier, String unique) {
        DataSet known = entities.getOrDefault(identifier.level().orElseThrow(), Map.of())
                .get(unique);
        if (known == null) {
            throw new AssertionError("what nobody has stored is answered: " + unique);
        }
        return known;
    }

    private static List<Element> keys(Identifier identifier) {
        List<Element> keys = new ArrayList<>();
        for (Element key : identifier.keys()) {
            if (!NO_KEYS.contains(key.tag()) && !key.isEmpty()) {
                keys.add(key);
            }
        }
        return keys;
    }

    private void explainMissing(Identifier identifier, DataSet entity) {
        Optional<Difference> why = keys(identifier).stream()
                .flatMap(key -> Difference.ofMissing(peer, key, entity).stream())
                .findFirst();
        why.ifPresentOrElse(this::count, () -> unexplained("not found", identifier, entity));
    }

    private void explainSurplus(Identifier identifier, DataSet entity) {
        List<Element> rejecting =
                keys(identifier).stream().filter(key -> !matches(key, entity)).toList();
        List<Difference> why = rejecting.stream()
                .flatMap(key -> Difference.ofSurplus(peer, key, entity).stream())
                .toList();
        if (rejecting.isEmpty() || why.size() < rejecting.size()) {
            unexplained("found", identifier, entity);
        } else {
            why.forEach(this::count);
        }
    }

    private static boolean matches(Element key, DataSet entity) {
        DataSet one = DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .add(key)
                .build();
        return Query.of(one, QueryRules.queryRetrieve()).matches(entity);
    }

    private void compareValues(Identifier identifier, DataSet ours, DataSet theirs) {
        for (Element key : identifier.keys()) {
            int tag = key.tag();
            if (NO_KEYS.contains(tag) || texts(ours, tag).equals(texts(theirs, tag))) {
                continue;
            }
            if (!peer.knows(tag) && !theirs.contains(tag)) {
                count(Difference.UNKNOWN_KEY);
            } else if (!peer.keeps(tag)) {
                count(Difference.NOT_KEPT);
            } else {
                unexplained("answered as " + texts(theirs, tag) + " instead of " + texts(ours, tag), identifier, ours);
            }
        }
    }

    private static String texts(DataSet dataSet, int tag) {
        if (Dictionary.standard().vr(tag) == Vr.SQ) {
            List<String> codes = new ArrayList<>();
            dataSet.sequence(tag).forEach(item -> codes.addAll(item.texts(Tag.CODE_VALUE)));
            return String.join("\\", codes);
        }
        return String.join("\\", dataSet.texts(tag));
    }

    private void count(Difference difference) {
        differences.merge(difference, 1, Integer::sum);
    }

    private void unexplained(String what, Identifier identifier, DataSet entity) {
        StringBuilder text =
                new StringBuilder(peer + " " + what + ": " + identifier.level().orElseThrow());
        for (Element key : identifier.keys()) {
            text.append(' ')
                    .append(Dictionary.standard().find(key.tag()).orElseThrow().keyword())
                    .append('=')
                    .append(texts(identifier.keys(), key.tag()))
                    .append(" of ")
                    .append(texts(entity, key.tag()));
        }
        unexplained.add(text.toString());
    }

    List<String> unexplained() {
        return unexplained;
    }

    Map<Difference, Integer> differences() {
        return differences;
    }

    /** Returns how many queries had the same answers. */
    int same() {
        return same;
    }

    @Override
    public String toString() {
        return "%s: %d queries, %d with the same answers, %d answers; %s"
                .formatted(peer, queries, same, answers, differences);
    }
}
