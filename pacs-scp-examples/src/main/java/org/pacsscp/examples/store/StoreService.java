package org.pacsscp.examples.store;

import java.io.IOException;
import java.util.Optional;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.examples.terminal.Terminal;
import org.pacsscp.storage.DuplicatePolicy;
import org.pacsscp.storage.NameTemplate;
import org.pacsscp.storage.StorageService;

/**
 * What this program makes of the storage service: give its handler, its listener and its choice to a server, and close it after the server.
 */
public final class StoreService implements AutoCloseable {
    private final StorageService storage;
    private final StoreMonitor monitor = new StoreMonitor(System::nanoTime);
    private final Optional<ProgressLine> progressLine;

    private StoreService(StorageService storage) {
        this.storage = storage;
        progressLine = Terminal.isAttached() ? Optional.of(new ProgressLine(monitor, System.err)) : Optional.empty();
    }

    /**
     * Opens the directory, or what takes its place.
     *
     * @param options how to store
     * @return the service
     * @throws IOException if the directory cannot be used; the message says why and what to do
     */
    public static StoreService open(StoreOptions options) throws IOException {
        StorageService.Builder builder = StorageService.builder()
                .names(NameTemplate.FLAT)
                .duplicates(DuplicatePolicy.REPLACE)
                .minimumFreeSpace(0)
                .transferSyntaxes(options.transferSyntaxes());
        if (options.directory().isPresent()) {
            builder.directory(options.directory().get()).fsync(options.fsync());
        } else {
            builder.store(new DiscardingStore());
        }
        if (options.anySopClass()) {
            builder.anySopClass();
        }
        if (options.anyInstanceUid()) {
            builder.anyInstanceUid();
        }
        StoreService service = new StoreService(builder.open());
        service.progressLine.ifPresent(ProgressLine::start);
        return service;
    }

    /**
     * Returns what performs C-STORE.
     *
     * @return the handler
     */
    public ActionHandler handler() {
        return storage.handler();
    }

    /**
     * Returns what chooses a transfer syntax in which a file can be kept.
     *
     * @return the choice
     */
    public TransferSyntaxChoice transferSyntaxChoice() {
        return StorageService.transferSyntaxChoice();
    }

    /**
     * Returns what logs a summary of each association.
     *
     * @return the listener
     */
    public AssociationListener listener() {
        return monitor;
    }

    /**
     * Gives the directory free.
     *
     * @throws IOException if that fails
     */
    @Override
    public void close() throws IOException {
        progressLine.ifPresent(ProgressLine::close);
        storage.close();
    }
}
