package org.pacsscp.storage;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.pacsscp.api.Uid;

/** An index that is as safe as this process, and fails as it is told. */
final class MemoryIndex implements InstanceIndex {
    /** Does something in the place of adding, or before it. */
    @FunctionalInterface
    interface Twist {
        /** Nothing to go on. */
        Optional<IndexResult> meanwhile(StoredInstance instance) throws IOException;
    }

    final Map<Uid, IndexedInstance> rows = new ConcurrentHashMap<>();
    final Queue<Twist> twists = new ArrayDeque<>();
    final List<StoredInstance> added = new ArrayList<>();

    /** Is done once somebody has looked something up, and before he is told. */
    Runnable found = () -> {};

    boolean unreachable;

    @Override
    public Optional<IndexedInstance> find(Uid sopInstanceUid) throws IOException {
        if (unreachable) {
            throw new IOException("the database is gone");
        }
        Optional<IndexedInstance> row = Optional.ofNullable(rows.get(sopInstanceUid));
        found.run();
        return row;
    }

    @Override
    public synchronized IndexResult add(StoredInstance instance) throws IOException {
        Optional<IndexResult> other = twist(instance);
        if (other.isPresent()) {
            return other.get();
        }
        if (rows.putIfAbsent(instance.sopInstanceUid(), row(instance, false)) != null) {
            return new IndexResult.Changed();
        }
        added.add(instance);
        return IndexResult.ADDED;
    }

    @Override
    public synchronized IndexResult replace(IndexedInstance old, StoredInstance instance) throws IOException {
        Optional<IndexResult> other = twist(instance);
        if (other.isPresent()) {
            return other.get();
        }
        if (!rows.replace(instance.sopInstanceUid(), old, row(instance, false))) {
            return new IndexResult.Changed();
        }
        added.add(instance);
        return IndexResult.ADDED;
    }

    private Optional<IndexResult> twist(StoredInstance instance) throws IOException {
        Twist twist = twists.poll();
        return twist == null ? Optional.empty() : twist.meanwhile(instance);
    }

    /** Where the row of an instance points. */
    String location(Uid uid) {
        return Optional.ofNullable(rows.get(uid)).orElseThrow().location();
    }

    void commit(Uid uid) {
        rows.computeIfPresent(
                uid,
                (any, row) -> new IndexedInstance(
                        uid,
                        row.transferSyntaxUid(),
                        row.location(),
                        row.length(),
                        row.dataSetOffset(),
                        row.crc32c(),
                        true));
    }

    static IndexedInstance row(StoredInstance instance, boolean committed) {
        return new IndexedInstance(
                instance.sopInstanceUid(),
                instance.transferSyntaxUid(),
                instance.location(),
                instance.length(),
                instance.dataSetOffset(),
                instance.crc32c(),
                committed);
    }
}
