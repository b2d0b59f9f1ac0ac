package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.storage.IndexResult;
import org.pacsscp.storage.StoredInstance;

/** Adds the first of {@link InventedStudies} to a catalog, as a storage service does, but without files. */
final class Filling {
    /** As many as the catalog commits together. */
    private static final int THREADS = 256;

    private static final int FILE_LENGTH = 9_000;
    private static final int DATA_SET_OFFSET = 400;
    private static final int TOLD_EACH = 100_000;
    private static final AeTitle SENDER = AeTitle.of("INVENTED_CT");
    private static final AeTitle ARCHIVE = AeTitle.of("PACS_SCP");

    private final Catalog catalog;
    private final long studies;
    private final AtomicLong next = new AtomicLong();

    private Filling(Catalog catalog, long studies) {
        this.catalog = catalog;
        this.studies = studies;
    }

    static void fill(Catalog catalog, long studies) throws IOException, InterruptedException {
        new Filling(catalog, studies).run();
    }

    private void run() throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> adding = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                adding.add(threads.submit(() -> {
                    addWhatIsLeft();
                    return true;
                }));
            }
            for (Future<?> one : adding) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the catalog cannot be filled: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void addWhatIsLeft() throws IOException {
        for (long number = next.getAndIncrement(); number < studies; number = next.getAndIncrement()) {
            if (!(catalog.add(stored(number)) instanceof IndexResult.Added)) {
                throw new IOException("study " + number + " was not added; begin with an empty directory");
            }
            if (number % TOLD_EACH == 0) {
                System.err.printf("%,d of %,d studies%n", number, studies);
            }
        }
    }

    private static StoredInstance stored(long number) {
        Uid uid = InventedStudies.instanceUid(number, 0);
        return new StoredInstance(
                SopClass.CT_IMAGE_STORAGE,
                uid,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                "%02d/%s.dcm".formatted(number % 100, uid),
                FILE_LENGTH,
                DATA_SET_OFFSET,
                Long.hashCode(number),
                SENDER,
                ARCHIVE,
                Instant.EPOCH,
                InventedStudies.header(number));
    }
}
