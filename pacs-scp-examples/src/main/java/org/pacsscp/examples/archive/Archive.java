package org.pacsscp.examples.archive;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Client;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.archive.ArchiveService;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.CatalogContents;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.archive.commitment.CommitmentService;
import org.pacsscp.archive.commitment.JdbcCommitmentLog;
import org.pacsscp.archive.retrieve.PeerDirectory;
import org.pacsscp.archive.retrieve.RetrieveService;
import org.pacsscp.storage.InstanceStore;
import org.pacsscp.storage.StorageService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All services of an archive: give its handlers and its choice to a server, and close it after the server. */
public final class Archive implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Archive.class);

    private final List<ActionHandler> handlers = new ArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final HeldInstances held;

    private Archive(HeldInstances held) {
        this.held = opening(held);
    }

    /**
     * Opens the directory and the catalog, settles what an earlier run has left, and says what is there in the log.
     *
     * @param settings what it is made of
     * @return the archive
     * @throws IOException if the directory or the database cannot be used; the message says why
     * @throws CatalogException if the database has no catalog, and none can be made
     * @throws IllegalArgumentException if a setting has no meaning
     */
    public static Archive open(ArchiveSettings settings) throws IOException {
        Archive archive = new Archive(HeldInstances.open(settings));
        try {
            archive.start(settings);
            return archive;
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private void start(ArchiveSettings settings) throws IOException {
        Catalog catalog = held.catalog();
        StorageService storage = opening(storage(settings, held));
        Client client = opening(Client.builder().loops(1).build());
        PeerDirectory peers = PeerDirectory.of(settings.peers());
        CommitmentService commitment = opening(CommitmentService.builder(catalog, held.store())
                .log(new JdbcCommitmentLog(held.dataSource()))
                .peers(client, peers)
                .build());
        handlers.add(storage.handler());
        handlers.addAll(ArchiveService.builder(catalog)
                .localZone(ZoneId.systemDefault())
                .build()
                .handlers());
        handlers.addAll(RetrieveService.builder(catalog, held.store())
                .move(client, peers)
                .build()
                .handlers());
        handlers.add(commitment.handler());
        CatalogContents contents = catalog.contents();
        log.info("{} holds {} studies, {} instances", settings.directory(), contents.studies(), contents.instances());
    }

    private static StorageService storage(ArchiveSettings settings, HeldInstances held) throws IOException {
        InstanceStore store = held.store();
        StorageService.Builder builder = StorageService.builder()
                .store(store)
                .index(held.catalog())
                .transferSyntaxes(settings.transferSyntaxes());
        if (settings.anySopClass()) {
            builder.anySopClass();
        }
        return builder.open();
    }

    private <T extends AutoCloseable> T opening(T part) {
        opened.push(part);
        return part;
    }

    /**
     * Returns what serves the operations.
     *
     * @return a handler for each service
     */
    public List<ActionHandler> handlers() {
        return List.copyOf(handlers);
    }

    /**
     * Returns what it holds.
     *
     * @return files and catalog, closed by this
     */
    public HeldInstances held() {
        return held;
    }

    /**
     * Returns what chooses a transfer syntax in which a file can be kept.
     *
     * @return the choice
     */
    public TransferSyntaxChoice transferSyntaxChoice() {
        return StorageService.transferSyntaxChoice();
    }

    /** Ends what is under way, and gives the directory free. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                log.error("a part of the archive cannot be closed", e);
            }
        }
    }
}
