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

    /** As it is used here; there may be none. */
    private final Optional<InstanceIndex> index;

    private Assembly(StorageService.Builder options, InstanceStore store) throws IOException {
        this.options = options;
        this.store = store;
        space = new SpaceGuard(store, options.quota, options.minimumFreeSpace, options.nanoTime);
        remover = new Remover(store, space);
        index = Optional.ofNullable(options.index).map(given -> journalIsForced() ? given.journaled() : given);
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
        return index.isEmpty()
                ? new DirectoryKeeper(store, options.names, duplicates, handOff, options.clock)
                : new IndexKeeper(
                        store, index.get(), options.names, duplicates, remover, handOff.orElseThrow(), options.clock);
    }

    private HandOff handOff() throws IOException {
        Settlement settlement =
                index.map(known -> Settlement.byIndex(known, remover)).orElseGet(Settlement::byFile);
        List<InstanceListener> listeners = List.copyOf(options.listeners);
        Optional<Duration> quiet = listeners.isEmpty() ? Optional.empty() : Optional.ofNullable(options.quiet);
        Journal journal = journal();
        Forgetting forgetting =
                new Forgetting(journal, index.filter(known -> known != options.index), !listeners.isEmpty());
        HandOff handOff = new HandOff(
                journal,
                forgetting,
                store,
                settlement,
                listeners,
                new DeliveryQueue(listeners, quiet, options.nanoTime));
        try {
            handOff.start();
            return handOff;
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private Journal journal() throws IOException {
        Path file = options.journal;
        if (file == null && store instanceof DirectoryStore directory) {
            file = directory.workDirectory().resolve(JOURNAL);
        }
        return Journal.open(Objects.requireNonNull(file, "journal").toAbsolutePath(), journalIsForced());
    }

    /** It is as safe as the files are; where that is not known, it is on the disk. */
    private boolean journalIsForced() {
        return !(store instanceof DirectoryStore directory) || directory.fsync();
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
