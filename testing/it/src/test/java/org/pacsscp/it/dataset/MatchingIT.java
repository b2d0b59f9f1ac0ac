package org.pacsscp.it.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.Vr;
import org.pacsscp.dataset.match.Query;
import org.pacsscp.dataset.match.QueryRules;
import org.pacsscp.it.dataset.RandomQueries.RandomQuery;

/** 200 random queries over 2,000 invented data sets have the answers that DCMTK's archive gives, but for known differences. */
class MatchingIT {
    private static final int QUERIES = 200;
    private static final long SEED = 17;

    private static final String EMPTY =
            "an empty stored value matches (PS3.4 section C.2.2.1.2), which DCMTK does not know";
    private static final String CASE = "names of persons match in any case, as we state; in DCMTK case counts";
    private static final String END = "the end of a range means all that it covers as written; DCMTK adds zeros";

    /** How often an entity is an answer of ours alone, and why. DCMTK alone answers with none. */
    private static final Map<String, Integer> KNOWN_DIFFERENCES = Map.of(EMPTY, 817, CASE, 49, END, 11);

    @TempDir
    Path directory;

    private final Map<String, Integer> differences = new TreeMap<>();
    private final List<String> unexplained = new ArrayList<>();
    private int same;
    private int answers;

    @Test
    void answersAsDcmqrscpDoes() throws IOException, InterruptedException {
        Dcmqrscp.needed();
        List<DataSet> instances = new InventedArchive().instances();
        assertThat(instances).hasSize(2000);
        List<String> files = new InventedArchive().writeTo(Files.createDirectories(directory.resolve("files")));
        RandomQueries queries = new RandomQueries(instances, SEED);
        try (Dcmqrscp archive = Dcmqrscp.start(directory, files)) {
            for (int i = 0; i < QUERIES; i++) {
                compare(queries.next(), instances, archive);
            }
        }
        assertThat(unexplained).isEmpty();
        assertThat(same).as("queries with the same answers").isEqualTo(134);
        assertThat(answers).isGreaterThan(1000);
        assertThat(differences).isEqualTo(KNOWN_DIFFERENCES);
    }

    private void compare(RandomQuery random, List<DataSet> instances, Dcmqrscp archive)
            throws IOException, InterruptedException {
        Set<String> theirs =
                archive.find(random.model(), random.keys(), random.level().element());
        Map<String, DataSet> entities = entities(random, instances);
        Set<String> ours = matching(identifier(random.keys()), entities);
        answers += ours.size();
        if (ours.equals(theirs)) {
            same++;
        }
        entities.forEach((found, entity) -> {
            if (ours.contains(found) && !theirs.contains(found)) {
                explain(random, entity);
            }
        });
        for (String found : theirs) {
            if (!ours.contains(found)) {
                unexplained.add("theirs only: " + random + " " + found);
            }
        }
    }

    /** One data set of each entity of the level; invented ones have the same attributes of a level in all. */
    private static Map<String, DataSet> entities(RandomQuery random, List<DataSet> instances) {
        Map<String, DataSet> entities = new LinkedHashMap<>();
        for (DataSet instance : instances) {
            entities.putIfAbsent(instance.text(random.level().uniqueTag()).orElseThrow(), instance);
        }
        return entities;
    }

    private static Set<String> matching(DataSet identifier, Map<String, DataSet> entities) {
        Query query = Query.of(identifier, QueryRules.queryRetrieve());
        Set<String> found = new TreeSet<>();
        entities.forEach((unique, entity) -> {
            if (query.matches(entity)) {
                found.add(unique);
            }
        });
        return found;
    }

    private static DataSet identifier(Map<String, String> keys) {
        DataSetBuilder builder = DataSet.builder();
        keys.forEach((keyword, value) -> builder.text(tag(keyword), value.split("\\\\", -1)));
        return builder.build();
    }

    private static int tag(String keyword) {
        return Dictionary.standard().find(keyword).orElseThrow().tag();
    }

    /** Counts each known difference that a data set is an answer for; without any it is an unknown one. */
    private void explain(RandomQuery random, DataSet entity) {
        int known = 0;
        for (Map.Entry<String, String> key : random.keys().entrySet()) {
            int tag = tag(key.getKey());
            if (!key.getValue().isEmpty() && !key.getKey().equals("QueryRetrieveLevel")) {
                known += known(
                        Dictionary.standard().vr(tag),
                        key.getValue(),
                        entity.text(tag).orElse(""));
            }
        }
        if (known == 0) {
            unexplained.add(
                    "ours only: " + random + " " + entity.text(random.level().uniqueTag()));
        }
    }

    private int known(Vr vr, String key, String stored) {
        if (stored.isEmpty()) {
            return differ(EMPTY);
        }
        if (vr == Vr.PN && !matchesExactly(key, stored)) {
            return differ(CASE);
        }
        if (vr == Vr.TM && key.contains("-") && stored.startsWith(key.substring(key.indexOf('-') + 1))) {
            return differ(END);
        }
        return 0;
    }

    private static boolean matchesExactly(String pattern, String text) {
        String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return text.matches(expression);
    }

    private int differ(String how) {
        differences.merge(how, 1, Integer::sum);
        return 1;
    }
}
