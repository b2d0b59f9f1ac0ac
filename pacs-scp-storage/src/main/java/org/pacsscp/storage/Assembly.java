package org.pacsscp.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;
import org.pacsscp.storage.internal.journal.Journal;

/** Makes a service of its options. Owned by the thread that opens it. */
final class Assembly {
    private static final String JOURNAL = ".pacs-scp.journal";

    private final StorageService.Builder options;
    private final InstanceStore store;
    private final SpaceGuard space;
    private final Remover remover;

    private Assembly(StorageService.Builder options, InstanceStore store) throws IOException {
        this.options = options;
        this.store = store;
        space = new SpaceGuard(store, options.quota, options.minimumFreeSpace, options.nanoTime);
        remover = new Remover(store, space);
    }

    static StorageService open(StorageService.Builder options) throws IOException {
        if (options.store != null) {
            return new Assembly(options, options.store).service(false);
        }
        DirectoryStore store = DirectoryStore.builder(Objects.requireNonNull(options.directory, "directory"))
                .fsync(options.fsync)
                .open();
        try {
            return new Assembly(options, store).service(true);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private StorageService service(boolean closesStore) throws IOException {
        boolean journaled = options.isJournaled();
        Optional<HandOff> handOff = journaled ? Optional.of(handOff()) : Optional.empty();
        ChunkPool chunks = new ChunkPool();
        InstanceReceiver receiver = new InstanceReceiver(chunks, journaled || options.names.readsHeader(), journaled);
        Acceptance acceptance = new Acceptance(store, space, receiver, keeper(handOff), handOff);
        StoreHandler handler = new StoreHandler(
                capabilities(), StorageConformance.of(options), options.anyInstanceUid, acceptance, chunks);
        return new StorageService(store, closesStore, handOff, handler, acceptance);
    }

    private Keeper keeper(Optional<HandOff> handOff) {
        Duplicates duplicates = new Duplicates(options.duplicates, store);
        return options.index == null
                ? new DirectoryKeeper(store, options.names, duplicates, handOff, options.clock)
                : new IndexKeeper(
                        store, options.index, options.names, duplicates, remover, handOff.orElseThrow(), options.clock);
    }

    private HandOff handOff() throws IOException {
        Settlement settlement =
                options.index == null ? Settlement.byFile() : Settlement.byIndex(options.index, remover);
        List<InstanceListener> listeners = List.copyOf(options.listeners);
        Optional<Duration> quiet = listeners.isEmpty() ? Optional.empty() : Optional.ofNullable(options.quiet);
        Journal journal = journal();
        HandOff handOff = new HandOff(
                journal, store, settlement, listeners, new DeliveryQueue(listeners, quiet, options.nanoTime));
        try {
            handOff.start();
            return handOff;
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** As safe as the files are; where that is not known, it is on the disk. */
    private Journal journal() throws IOException {
        boolean fsync = true;
        Path file = options.journal;
        if (store instanceof DirectoryStore directory) {
            fsync = directory.fsync();
            file = file == null ? directory.workDirectory().resolve(JOURNAL) : file;
        }
        return Journal.open(Objects.requireNonNull(file, "journal").toAbsolutePath(), fsync);
    }

    private List<ServiceCapability> capabilities() {
        Uid[] syntaxes = options.transferSyntaxes.toArray(Uid[]::new);
        Stream<ServiceCapability> classes = options.anySopClass
                ? Stream.of(ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ))
                : options.sopClasses.stream()
                        .map(sopClass -> ServiceCapability.performer(sopClass, CommandField.C_STORE_RQ));
        return classes.map(capability ->
                        syntaxes.length == 0 ? capability.anyTransferSyntax() : capability.transferSyntaxes(syntaxes))
                .toList();
    }
}
