package org.pacsscp.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;

/** What the index finds, and what the matcher finds among all entries, while entries come, go and change. */
class EntryIndexTest {
    private static final List<String> STATIONS = List.of("CT_1", "CT_2", "MR_1", "ct_1", "CT 1", "");
    private static final List<String> MODALITIES = List.of("CT", "MR", "US", "");
    private static final List<String> DATES = List.of("20261127", "20261128", "20261129", "19000101", "");
    private static final List<String> TIMES = List.of("", "0900", "0930", "1200", "2359");
    private static final List<String> PATIENTS = List.of("INV-1", "INV-2", "INV-3", "inv-1", "");
    private static final List<String> DATE_KEYS =
            List.of("", "20261128", "20261127-20261128", "-20261128", "20261128-", "20261129-20261127");

    private final EntryIndex index = new EntryIndex();
    private final Map<Long, WorklistEntry> entries = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsWhatTheMatcherFinds(long seed) {
        Random random = new Random(seed);
        int found = 0;
        for (long number = 0; number < 300; number++) {
            change(random, number);
            WorklistQuery query = query(random);
            List<WorklistEntry> expected = expected(query);
            assertThat(index.find(query).filter(query::matches))
                    .as("%s after %d entries of seed %d", query.identifier(), number, seed)
                    .containsExactlyElementsOf(expected);
            found += expected.size();
        }
        assertThat(found).isPositive();
    }

    private void change(Random random, long number) {
        if (random.nextInt(4) == 0 && !entries.isEmpty()) {
            long known = any(random, List.copyOf(entries.keySet()));
            WorklistEntry entry = Objects.requireNonNull(entries.remove(known));
            if (random.nextBoolean()) {
                index.remove(known, entry);
                return;
            }
            put(known, entry.withStatus(ScheduledStepStatus.STARTED));
        }
        put(number, entry(random, (int) number));
    }

    private void put(long number, WorklistEntry entry) {
        entries.put(number, entry);
        index.put(number, entry);
    }

    private static WorklistEntry entry(Random random, int number) {
        DataSet dataSet = Entries.numbered(
                        number,
                        step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, severalOf(random, STATIONS))
                                .text(Tag.MODALITY, any(random, MODALITIES))
                                .text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, any(random, DATES))
                                .text(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME, any(random, TIMES)))
                .with(elements -> elements.text(Tag.PATIENT_ID, any(random, PATIENTS)));
        return WorklistEntry.of(dataSet).get(0);
    }

    private static WorklistQuery query(Random random) {
        DataSetBuilder step = DataSet.builder().text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, any(random, DATE_KEYS));
        if (random.nextBoolean()) {
            step.text(Tag.SCHEDULED_STATION_AE_TITLE, severalOf(random, List.of("CT_1", "CT_2", "CT 1", "*", "")));
        }
        if (random.nextBoolean()) {
            step.text(Tag.MODALITY, any(random, List.of("CT", "MR", "C?", "*", "")));
        }
        DataSetBuilder identifier = DataSet.builder().sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, step.build());
        if (random.nextInt(3) == 0) {
            identifier.text(Tag.PATIENT_ID, any(random, List.of("INV-1", "INV-2", "*", "")));
        }
        return WorklistQuery.of(identifier.build());
    }

    /** In the order of their start, those of one start as they came. */
    private List<WorklistEntry> expected(WorklistQuery query) {
        return entries.entrySet().stream()
                .sorted(Comparator.comparing(numbered -> StartOrder.of(numbered.getValue(), numbered.getKey())))
                .map(Map.Entry::getValue)
                .filter(query::matches)
                .toList();
    }

    private static String[] severalOf(Random random, List<String> values) {
        List<String> several = new ArrayList<>();
        Stream.generate(() -> any(random, values)).limit(1 + random.nextInt(2)).forEach(several::add);
        return several.toArray(String[]::new);
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
