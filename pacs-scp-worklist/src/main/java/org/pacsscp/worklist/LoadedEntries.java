package org.pacsscp.worklist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The entries that files have given. Any thread may read; changes are made under the lock of this. Under it, too, it is asked what
 * status is known of an entry, so that none is set between the question and the entry.
 */
final class LoadedEntries {
    private final EntryIndex index = new EntryIndex();
    private final ScheduledStepStatuses statuses;
    private final Map<Path, List<Long>> numbersOfFiles = new HashMap<>();
    private final Map<Long, WorklistEntry> entries = new HashMap<>();
    private final Map<ScheduledStepReference, List<Long>> numbersOfSteps = new HashMap<>();
    private long nextNumber;

    LoadedEntries(ScheduledStepStatuses statuses) {
        this.statuses = statuses;
    }

    Stream<WorklistEntry> find(WorklistQuery query) {
        return index.find(query);
    }

    List<WorklistEntry> all() {
        return List.copyOf(index.all());
    }

    /** Takes what a file has now in the place of what it had before. */
    synchronized void replace(Path file, List<WorklistEntry> current) {
        List<WorklistEntry> known = current.stream().map(this::withKnownStatus).toList();
        removeAll(file);
        numbersOfFiles.put(file, known.stream().map(this::add).toList());
    }

    private WorklistEntry withKnownStatus(WorklistEntry entry) {
        return entry.reference().flatMap(this::statusOf).map(entry::withStatus).orElse(entry);
    }

    private Optional<ScheduledStepStatus> statusOf(ScheduledStepReference step) {
        try {
            return statuses.statusOf(step);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long add(WorklistEntry entry) {
        long number = nextNumber++;
        entries.put(number, entry);
        index.put(number, entry);
        entry.reference()
                .ifPresent(step -> numbersOfSteps
                        .computeIfAbsent(step, any -> new ArrayList<>())
                        .add(number));
        return number;
    }

    /** Keeps only what these files have. */
    synchronized void retain(Set<Path> files) {
        for (Path file : List.copyOf(numbersOfFiles.keySet())) {
            if (!files.contains(file)) {
                removeAll(file);
            }
        }
    }

    private void removeAll(Path file) {
        List<Long> numbers = numbersOfFiles.remove(file);
        if (numbers != null) {
            numbers.forEach(this::remove);
        }
    }

    private void remove(long number) {
        WorklistEntry entry = entries.remove(number);
        if (entry != null) {
            index.remove(number, entry);
            entry.reference()
                    .ifPresent(step -> numbersOfSteps.computeIfPresent(step, (any, numbers) -> {
                        numbers.remove(number);
                        return numbers.isEmpty() ? null : numbers;
                    }));
        }
    }

    /** Sets the status of a step, in each of the entries that have it. */
    synchronized void update(ScheduledStepReference step, ScheduledStepStatus status) {
        for (long number : numbersOfSteps.getOrDefault(step, List.of())) {
            WorklistEntry before = entries.get(number);
            if (before != null) {
                WorklistEntry after = before.withStatus(status);
                entries.put(number, after);
                index.put(number, after);
            }
        }
    }
}
