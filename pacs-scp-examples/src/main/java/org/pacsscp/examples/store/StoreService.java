package org.pacsscp.examples.store;

import java.io.IOException;
import java.util.Optional;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.examples.terminal.Terminal;

/**
 * Everything that stores instances: give its handler, its listener and its choice to a server, and close it after the server.
 */
public final class StoreService implements AutoCloseable {
    private final InstanceSink sink;
    private final StoreHandler handler;
    private final StoreMonitor monitor = new StoreMonitor(System::nanoTime);
    private final Optional<ProgressLine> progressLine;

    private StoreService(StoreOptions options, InstanceSink sink, ChunkPool chunks) {
        this.sink = sink;
        handler = new StoreHandler(options, sink, chunks);
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
        ChunkPool chunks = new ChunkPool();
        InstanceSink sink = options.directory().isPresent()
                ? InstanceDirectory.open(options.directory().get(), options.fsync(), new Part10Writer(chunks))
                : new DiscardingSink(chunks);
        StoreService service = new StoreService(options, sink, chunks);
        service.progressLine.ifPresent(ProgressLine::start);
        return service;
    }

    /**
     * Returns what performs C-STORE.
     *
     * @return the handler
     */
    public ActionHandler handler() {
        return handler;
    }

    /**
     * Returns what chooses a transfer syntax in which a file can be kept.
     *
     * @return the choice
     */
    public TransferSyntaxChoice transferSyntaxChoice() {
        return new PixelDataWithin();
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
        sink.close();
    }
}
