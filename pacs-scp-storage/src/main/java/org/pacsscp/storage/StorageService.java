package org.pacsscp.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.api.Uid;

/**
 * The storage service class as a provider (PS3.4 Annex B): takes what peers send with C-STORE.
 *
 * <pre>{@code
 * try (StorageService storage = StorageService.builder().directory(Path.of("instances")).open();
 *         Server server = Server.builder().aeTitle("MY_PACS").handler(storage.handler()).build().start()) {
 *     server.awaitStopped();
 * }
 * }</pre>
 *
 * <p>An instance is written once, as it comes, byte for byte behind file meta information of its own (PS3.10 section 7.1); its header
 * is read on the way, and pixel data are never held. Success is answered when the instance is whole, has its place, and is in the
 * {@linkplain Builder#index index}, if there is one; a peer that is told anything else may send it again. {@linkplain
 * Builder#listener Listeners} are told afterwards, at least once, across crashes.
 *
 * <p>Usable by any thread. Close it after the server.
 *
 * @since 0.1.0
 */
public final class StorageService implements AutoCloseable {
    private final InstanceStore store;
    private final boolean closesStore;
    private final Optional<HandOff> handOff;
    private final StoreHandler handler;
    private final Acceptance acceptance;

    StorageService(
            InstanceStore store,
            boolean closesStore,
            Optional<HandOff> handOff,
            StoreHandler handler,
            Acceptance acceptance) {
        this.store = store;
        this.closesStore = closesStore;
        this.handOff = handOff;
        this.handler = handler;
        this.acceptance = acceptance;
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns what performs C-STORE, for {@link org.pacsscp.api.ServerBuilder#handler}; or for C-GET, whose C-STORE it can perform in
     * a {@link org.pacsscp.api.Client}.
     *
     * @return the handler, the same each time
     */
    public ActionHandler handler() {
        return handler;
    }

    /**
     * Returns what chooses transfer syntaxes in which a file can be kept, for {@link
     * org.pacsscp.api.ServerBuilder#transferSyntaxChoice}: the first that the peer proposes, but none that leaves the pixel data with
     * another server (JPIP; PS3.5 section 10.8).
     *
     * @return the choice
     */
    public static TransferSyntaxChoice transferSyntaxChoice() {
        return new PixelDataWithin();
    }

    /**
     * Returns where the instances are.
     *
     * @return the store
     */
    public InstanceStore store() {
        return store;
    }

    /**
     * Returns what the service has done, for monitoring. Asks the store for its space, which a directory tells at once.
     *
     * @return the figures of this moment
     */
    public StorageFigures figures() {
        return acceptance.counts().figures(handOff.map(HandOff::waiting).orElse(0L), usableSpace());
    }

    private OptionalLong usableSpace() {
        try {
            return OptionalLong.of(store.usableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Checks whether an instance could be stored now: whether there is room, and the store can be written to. It writes a little that
     * nobody sees, and removes it. Not asked is the index, which has a health of its own.
     *
     * @throws IOException if none could; the message says why
     */
    public void check() throws IOException {
        acceptance.check();
    }

    /**
     * Ends what the listeners are at, and gives the directory free. What was not handed on is handed on by the next one.
     *
     * @throws IOException if that fails
     */
    @Override
    public void close() throws IOException {
        try {
            if (handOff.isPresent()) {
                handOff.get().close();
            }
        } finally {
            if (closesStore) {
                store.close();
            }
        }
    }

    /**
     * Collects options.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        /** What the option's Javadoc says. */
        private static final long DEFAULT_MINIMUM_FREE_SPACE = 256 << 20;

        @Nullable
        Path directory;

        @Nullable
        InstanceStore store;

        @Nullable
        InstanceIndex index;

        @Nullable
        Path journal;

        boolean fsync;
        NameTemplate names = NameTemplate.BY_STUDY;
        DuplicatePolicy duplicates = DuplicatePolicy.SAME_BYTES;
        long quota = Long.MAX_VALUE;
        long minimumFreeSpace = DEFAULT_MINIMUM_FREE_SPACE;
        final List<InstanceListener> listeners = new ArrayList<>();

        @Nullable
        Duration quiet;

        List<Uid> sopClasses = StorageSopClasses.all();
        boolean anySopClass;
        List<Uid> transferSyntaxes = List.of();
        boolean anyInstanceUid;
        InstantSource clock = InstantSource.system();
        LongSupplier nanoTime = System::nanoTime;

        private Builder() {}

        /**
         * Stores into a directory, which is opened with the service and closed with it.
         *
         * @param path made if only its parent is there
         * @return this
         */
        public Builder directory(Path path) {
            directory = Objects.requireNonNull(path, "path");
            return this;
        }

        /**
         * Sets whether an instance is on the disk before success is answered, so that it outlives a crash of the machine; with
         * {@link #directory} only, since a store of one's own knows for itself.
         *
         * @param on {@code false} by default: it outlives a crash of this process
         * @return this
         */
        public Builder fsync(boolean on) {
            fsync = on;
            return this;
        }

        /**
         * Stores into what the application has opened, and closes after the service.
         *
         * @param instances the store
         * @return this
         */
        public Builder store(InstanceStore instances) {
            store = Objects.requireNonNull(instances, "instances");
            return this;
        }

        /**
         * Sets who must agree before success is answered.
         *
         * @param instances knows which instances there are; without one, which is the default, the names of the files say that
         * @return this
         */
        public Builder index(InstanceIndex instances) {
            index = Objects.requireNonNull(instances, "instances");
            return this;
        }

        /**
         * Sets the file that outlives crashes: it has what was begun and not yet handed on. It is needed with listeners or an index
         * only, and has the names and UIDs of instances.
         *
         * @param file in a directory that exists; by default a hidden file in the directory of a {@link DirectoryStore}
         * @return this
         */
        public Builder journal(Path file) {
            journal = Objects.requireNonNull(file, "file");
            return this;
        }

        /**
         * Sets where instances go in their store.
         *
         * @param template {@link NameTemplate#BY_STUDY} by default. If it is changed, instances keep their places; without an index an
         *     instance that is sent again is then not recognized
         * @return this
         */
        public Builder names(NameTemplate template) {
            names = Objects.requireNonNull(template, "template");
            return this;
        }

        /**
         * Sets what becomes of an instance that is stored already.
         *
         * @param policy {@link DuplicatePolicy#SAME_BYTES} by default
         * @return this
         */
        public Builder duplicates(DuplicatePolicy policy) {
            duplicates = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets how much the instances may take; what would exceed it is refused with A700H. All are counted when the service is
         * opened, which takes its time.
         *
         * @param bytes 1 and up; no quota by default
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder quota(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("quota is " + bytes + "; it must be 1 or more");
            }
            quota = bytes;
            return this;
        }

        /**
         * Sets how much of the disk is left to others, such as the database and the log: instances are refused with A700H before.
         *
         * @param bytes 0 and up; 256 MiB by default. With 0 the disk may become full, which is answered with A700H, too
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder minimumFreeSpace(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("minimumFreeSpace is " + bytes + "; it must be 0 or more");
            }
            minimumFreeSpace = bytes;
            return this;
        }

        /**
         * Adds who is told of what is stored.
         *
         * @param listener is called on a thread of the service
         * @return this
         */
        public Builder listener(InstanceListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Sets after which time without an instance of a study listeners are told that it is complete.
         *
         * @param quietTime positive; by default they are not told
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder studyCompleteAfter(Duration quietTime) {
            if (quietTime.isNegative() || quietTime.isZero()) {
                throw new IllegalArgumentException("studyCompleteAfter is " + quietTime + "; it must be positive");
            }
            quiet = quietTime;
            return this;
        }

        /**
         * Sets which SOP classes are stored.
         *
         * @param uids one or more; by default all storage SOP classes of the standard, retired ones among them
         * @return this
         * @throws IllegalArgumentException if there are none
         */
        public Builder sopClasses(List<Uid> uids) {
            if (uids.isEmpty()) {
                throw new IllegalArgumentException("no SOP class is given; give one or more, or any of them");
            }
            sopClasses = List.copyOf(uids);
            anySopClass = false;
            return this;
        }

        /**
         * Stores any SOP class, private ones among them, if no other handler of the server has it.
         *
         * @return this
         */
        public Builder anySopClass() {
            anySopClass = true;
            return this;
        }

        /**
         * Sets which transfer syntaxes are accepted.
         *
         * @param uids in order of preference; any by default, of which {@link #transferSyntaxChoice} chooses
         * @return this
         */
        public Builder transferSyntaxes(List<Uid> uids) {
            transferSyntaxes = List.copyOf(uids);
            return this;
        }

        /**
         * Takes instances whose UIDs are none, as some devices send them: up to 64 printable ASCII characters, which are escaped in
         * names. By default they are refused with 0117H.
         *
         * @return this
         */
        public Builder anyInstanceUid() {
            anyInstanceUid = true;
            return this;
        }

        Builder time(InstantSource instants, LongSupplier nanos) {
            clock = instants;
            nanoTime = nanos;
            return this;
        }

        /**
         * Opens the service: settles what an earlier run has left, and begins to hand on.
         *
         * @return a service, to be closed
         * @throws IllegalStateException if options are missing or contradict each other; the message says which
         * @throws IOException if the directory, the journal or the index cannot be used; the message says what to do
         */
        public StorageService open() throws IOException {
            check();
            return Assembly.open(this);
        }

        private void check() {
            if ((directory == null) == (store == null)) {
                throw new IllegalStateException("give either a directory or a store");
            }
            if (fsync && store != null) {
                throw new IllegalStateException("fsync is for a directory; the store that is given decides for itself");
            }
            if (anyInstanceUid && isJournaled()) {
                throw new IllegalStateException(
                        "an index and listeners know instances by their UIDs, so anyInstanceUid is not for them");
            }
            if (isJournaled() && journal == null && store != null && !(store instanceof DirectoryStore)) {
                throw new IllegalStateException("give a journal: where it is to be, this store cannot say");
            }
            if (store instanceof DirectoryStore files && files.isShared() && index == null) {
                throw new IllegalStateException("a directory that is shared needs an index");
            }
        }

        /** Whether anything has to outlive a crash but the files. */
        boolean isJournaled() {
            return index != null || !listeners.isEmpty();
        }
    }
}
