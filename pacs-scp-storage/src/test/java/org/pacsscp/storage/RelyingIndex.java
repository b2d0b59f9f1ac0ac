package org.pacsscp.storage;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.api.Uid;

/** An index that has on its disk what was forced, and relies on a journal for the rest. */
final class RelyingIndex implements InstanceIndex {
    final MemoryIndex memory = new MemoryIndex();
    final Map<Uid, IndexedInstance> disk = new HashMap<>();
    int forced;
    boolean diskIsBroken;
    boolean databaseIsBroken;

    @Override
    public Optional<IndexedInstance> find(Uid sopInstanceUid) throws IOException {
        return memory.find(sopInstanceUid);
    }

    @Override
    public IndexResult add(StoredInstance instance) throws IOException {
        throw new IOException("to wait for the disk was not asked for");
    }

    @Override
    public IndexResult replace(IndexedInstance old, StoredInstance instance) throws IOException {
        throw new IOException("to wait for the disk was not asked for");
    }

    /** The machine ends, and comes back. */
    void loseWhatWasNotForced() {
        memory.rows.clear();
        memory.rows.putAll(disk);
    }

    @Override
    public InstanceIndex journaled() {
        return new InstanceIndex() {
            @Override
            public Optional<IndexedInstance> find(Uid sopInstanceUid) throws IOException {
                return memory.find(sopInstanceUid);
            }

            @Override
            public IndexResult add(StoredInstance instance) throws IOException {
                return memory.add(instance);
            }

            @Override
            public IndexResult replace(IndexedInstance old, StoredInstance instance) throws IOException {
                return memory.replace(old, instance);
            }

            @Override
            public void force() throws IOException {
                forced++;
                if (diskIsBroken) {
                    throw new IOException("the disk is broken");
                }
                if (databaseIsBroken) {
                    throw new IllegalStateException("the database is broken");
                }
                disk.clear();
                disk.putAll(memory.rows);
            }
        };
    }
}
