package org.pacsscp.archive.catalog;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.storage.IndexedInstance;
import org.pacsscp.storage.InstanceStore;

/** Compares files with what they were when a catalog was told of them. For one thread. */
final class Verifying {
    private final Catalog catalog;
    private final InstanceStore store;
    private final List<Uid> missing = new ArrayList<>();
    private final List<Uid> damaged = new ArrayList<>();
    private long intact;

    Verifying(Catalog catalog, InstanceStore store) {
        this.catalog = catalog;
        this.store = store;
    }

    VerificationReport run(InstanceSelection selection) throws IOException {
        for (Iterator<CatalogedInstance> all = catalog.instances(selection).iterator(); all.hasNext(); ) {
            // One that was deleted or replaced meanwhile is looked at as it is now.
            Optional<IndexedInstance> known = catalog.find(all.next().sopInstanceUid());
            if (known.isPresent()) {
                verify(known.get());
            }
        }
        return new VerificationReport(intact, missing, damaged);
    }

    private void verify(IndexedInstance known) throws IOException {
        try {
            if (isIntact(known)) {
                intact++;
            } else {
                damaged.add(known.sopInstanceUid());
            }
        } catch (NoSuchFileException e) {
            missing.add(known.sopInstanceUid());
        }
    }

    private boolean isIntact(IndexedInstance known) throws IOException {
        try (SeekableByteChannel file = store.open(known.location())) {
            return file.size() == known.length()
                    && FileScan.crc32c(file.position(known.dataSetOffset())) == known.crc32c();
        }
    }
}
