package org.pacsscp.archive.commitment;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.client.ReferencedInstance;

/** Requests in a map; guarded by this. */
final class MemoryCommitmentLog implements CommitmentLog {
    private record Entry(CommitmentRequest request, int attempts, Instant due) {
        Entry due(Instant moment) {
            return new Entry(request, attempts, moment);
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    @Override
    public synchronized boolean isOpen(Uid transaction) {
        return entries.values().stream()
                .anyMatch(entry -> entry.request().transaction().equals(transaction));
    }

    @Override
    public synchronized long waiting() {
        return entries.size();
    }

    @Override
    public synchronized void add(CommitmentRequest request, Instant due) {
        entries.put(request.id(), new Entry(request, 0, due));
    }

    @Override
    public synchronized Optional<Taken> take(Instant now, Instant until) {
        Optional<Entry> longest = entries.values().stream()
                .filter(entry -> !entry.due().isAfter(now))
                .min(Comparator.comparing(Entry::due));
        longest.ifPresent(
                entry -> entries.put(entry.request().id(), new Entry(entry.request(), entry.attempts() + 1, until)));
        return longest.map(entry -> new Taken(entry.request(), entry.attempts()));
    }

    @Override
    public synchronized void postpone(String id, Instant due) {
        entries.computeIfPresent(id, (same, entry) -> entry.due(due));
    }

    @Override
    public synchronized void remove(String id) {
        entries.remove(id);
    }

    @Override
    public void committed(List<ReferencedInstance> instances) {
        // What lasts as long as the process keeps nobody from deleting anything.
    }
}
