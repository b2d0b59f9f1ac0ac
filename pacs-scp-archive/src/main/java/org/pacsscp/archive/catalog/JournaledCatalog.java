package org.pacsscp.archive.catalog;

import java.io.IOException;
import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.storage.IndexResult;
import org.pacsscp.storage.IndexedInstance;
import org.pacsscp.storage.InstanceIndex;
import org.pacsscp.storage.StoredInstance;

/** A catalog for who has a journal of what is added: only now and then it waits for the disk, for all that came since. For any thread. */
final class JournaledCatalog implements InstanceIndex {
    private final Catalog catalog;
    private final GroupCommit writer;

    /** Whether something was written since it was forced. */
    private volatile boolean written;

    JournaledCatalog(Catalog catalog, GroupCommit writer) {
        this.catalog = catalog;
        this.writer = writer;
    }

    @Override
    public Optional<IndexedInstance> find(Uid sopInstanceUid) throws IOException {
        return catalog.find(sopInstanceUid);
    }

    @Override
    public IndexResult add(StoredInstance instance) throws IOException {
        written = true;
        return catalog.add(instance, GroupCommit.Wait.FOR_PROCESS);
    }

    @Override
    public IndexResult replace(IndexedInstance old, StoredInstance instance) throws IOException {
        written = true;
        return catalog.replace(old, instance, GroupCommit.Wait.FOR_PROCESS);
    }

    @Override
    public void force() throws IOException {
        if (!written) {
            return;
        }
        written = false;
        try {
            writer.run(InstanceRows::touch);
        } catch (IOException | RuntimeException e) {
            written = true;
            throw e;
        }
    }
}
