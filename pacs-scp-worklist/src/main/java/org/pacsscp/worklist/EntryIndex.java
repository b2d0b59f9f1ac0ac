package org.pacsscp.worklist;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.value.DateRange;

/**
 * Entries in memory, in the order of their start, found by station, modality, patient and day without looking at the others. Any
 * thread may read; changes are made by one at a time.
 */
final class EntryIndex {
    private final NavigableMap<StartOrder, WorklistEntry> all = new ConcurrentSkipListMap<>();
    private final Facet stations = new Facet(entry -> entry.step().texts(Tag.SCHEDULED_STATION_AE_TITLE));
    private final Facet modalities = new Facet(entry -> entry.step().texts(Tag.MODALITY));
    private final Facet patients = new Facet(entry -> entry.dataSet().texts(Tag.PATIENT_ID));

    void put(long number, WorklistEntry entry) {
        StartOrder order = StartOrder.of(entry, number);
        all.put(order, entry);
        stations.put(order, entry);
        modalities.put(order, entry);
        patients.put(order, entry);
    }

    void remove(long number, WorklistEntry entry) {
        StartOrder order = StartOrder.of(entry, number);
        all.remove(order);
        stations.remove(order, entry);
        modalities.remove(order, entry);
        patients.remove(order, entry);
    }

    Collection<WorklistEntry> all() {
        return all.values();
    }

    /** Returns the entries that may match a query. */
    Stream<WorklistEntry> find(WorklistQuery query) {
        Optional<DateRange> days = query.startDates();
        if (!query.patientIds().isEmpty()) {
            return patients.find(query.patientIds(), days).stream();
        }
        if (!query.stationAeTitles().isEmpty()) {
            return stations.find(query.stationAeTitles(), days).stream();
        }
        if (!query.modalities().isEmpty()) {
            return modalities.find(query.modalities(), days).stream();
        }
        return startingOn(days, all).values().stream();
    }

    private static NavigableMap<StartOrder, WorklistEntry> startingOn(
            Optional<DateRange> days, NavigableMap<StartOrder, WorklistEntry> entries) {
        Optional<StartOrder> from = days.flatMap(DateRange::from)
                .map(day -> StartOrder.startOf(day.date().toEpochDay()));
        Optional<StartOrder> to = days.flatMap(DateRange::to)
                .map(day -> StartOrder.startOf(day.date().toEpochDay() + 1));
        if (from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) > 0) {
            return new TreeMap<>();
        }
        NavigableMap<StartOrder, WorklistEntry> narrowed =
                from.map(first -> entries.tailMap(first, true)).orElse(entries);
        return to.map(last -> narrowed.headMap(last, false)).orElse(narrowed);
    }

    /** Entries by one of their attributes. */
    private static final class Facet {
        private final Map<String, NavigableMap<StartOrder, WorklistEntry>> byValue = new ConcurrentHashMap<>();
        private final Function<WorklistEntry, List<String>> values;

        Facet(Function<WorklistEntry, List<String>> values) {
            this.values = values;
        }

        void put(StartOrder order, WorklistEntry entry) {
            for (String value : values.apply(entry)) {
                byValue.computeIfAbsent(value, any -> new ConcurrentSkipListMap<>())
                        .put(order, entry);
            }
        }

        void remove(StartOrder order, WorklistEntry entry) {
            for (String value : values.apply(entry)) {
                byValue.computeIfPresent(value, (any, entries) -> {
                    entries.remove(order);
                    return entries.isEmpty() ? null : entries;
                });
            }
        }

        /** Returns the entries that have any of these values, each once. */
        Collection<WorklistEntry> find(Set<String> wanted, Optional<DateRange> days) {
            if (wanted.size() == 1) {
                return startingOn(days, withValue(wanted.iterator().next())).values();
            }
            NavigableMap<StartOrder, WorklistEntry> found = new TreeMap<>();
            wanted.forEach(value -> found.putAll(startingOn(days, withValue(value))));
            return found.values();
        }

        private NavigableMap<StartOrder, WorklistEntry> withValue(String value) {
            return byValue.getOrDefault(value, new TreeMap<>());
        }
    }
}
