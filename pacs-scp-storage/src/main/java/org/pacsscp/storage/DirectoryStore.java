package org.pacsscp.storage;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A directory with a DICOM file for each instance.
 *
 * <p>A file grows under a hidden name and gets its own in one step when it is whole, so that no reader sees half of it. What a
 * killed process left unfinished is removed when the next one opens the directory; a lock keeps two processes from doing that to
 * each other. Names that begin with a dot are the store's own; all others are instances, and may be read, copied and deleted by
 * anybody at any time.
 *
 * <pre>{@code
 * DirectoryStore store = DirectoryStore.builder(Path.of("/var/lib/pacs")).fsync(true).open();
 * }</pre>
 *
 * <p>Usable by any thread.
 *
 * @since 0.1.0
 */
public final class DirectoryStore implements InstanceStore {
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Creates a file that is not there yet; tests put a full disk in its place. */
    @FunctionalInterface
    interface FileCreator {
        FileChannel create(Path path) throws IOException;
    }

    private final Path directory;
    private final Path workDirectory;
    private final boolean shared;
    private final FileCreator files;
    private final Names names;
    private final DirectoryLock lock;

    private DirectoryStore(Builder builder, Path workDirectory, Names names, DirectoryLock lock) {
        directory = builder.directory;
        this.workDirectory = workDirectory;
        shared = builder.node.isPresent();
        files = builder.files;
        this.names = names;
        this.lock = lock;
    }

    /**
     * Starts from the defaults.
     *
     * @param directory where the files go; made when it is opened, if only its parent is there
     * @return a builder
     */
    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    @Override
    public IncomingInstance begin() throws IOException {
        try {
            return PartialFile.create(this, files);
        } catch (IOException e) {
            throw StorageException.because(directory, e);
        }
    }

    @Override
    public boolean contains(String location) {
        return Files.isRegularFile(path(location));
    }

    @Override
    public FileChannel open(String location) throws IOException {
        return FileChannel.open(path(location), READ);
    }

    /** {@inheritDoc} Directories that are empty then are deleted, too. */
    @Override
    public void delete(String location) throws IOException {
        Path file = path(location);
        if (Files.deleteIfExists(file)) {
            names.forget(file);
        }
    }

    @Override
    public long usableSpace() throws IOException {
        // FileStore reads the table of mounted file systems each time.
        long usable = directory.toFile().getUsableSpace();
        if (usable == 0 && !Files.isDirectory(directory)) {
            throw new StorageException(StorageException.Reason.DIRECTORY_GONE, directory.toString());
        }
        return usable;
    }

    @Override
    public long occupiedSpace() throws IOException {
        return InstanceFiles.totalLength(directory);
    }

    /** Gives the directory free for another process. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    /**
     * Returns where an instance's file is.
     *
     * @param location a location of this store
     * @return the path of the file, whether it exists or not; always below the directory
     * @throws IllegalArgumentException if it is no location of a store
     */
    public Path path(String location) {
        return Locations.resolve(directory, location);
    }

    Path directory() {
        return directory;
    }

    /** Where the store keeps what is its own. */
    Path workDirectory() {
        return workDirectory;
    }

    /** Whether other processes put files into the directory, too. */
    boolean isShared() {
        return shared;
    }

    /** Whether what is stored is on the disk. */
    boolean fsync() {
        return names.fsync();
    }

    Names names() {
        return names;
    }

    /**
     * Collects options.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final Path directory;
        private boolean fsync;
        private Optional<String> node = Optional.empty();
        private FileCreator files = path -> FileChannel.open(path, CREATE_NEW, READ, WRITE);

        private Builder(Path directory) {
            this.directory = Objects.requireNonNull(directory, "directory").toAbsolutePath();
        }

        /**
         * Sets whether an instance is on the disk when it counts as stored, so that it outlives a crash of the machine; otherwise
         * it outlives a crash of this process only.
         *
         * @param on {@code false} by default: each instance waits for the disk then
         * @return this
         */
        public Builder fsync(boolean on) {
            fsync = on;
            return this;
        }

        /**
         * Lets several processes put files into the directory, each under a name of its own. They need an {@link InstanceIndex}
         * in common, and a file system in common that knows hard links.
         *
         * @param name 1 to 64 letters, digits, hyphens and underscores, the same in each run of the process; by default the
         *     directory belongs to one process
         * @return this
         * @throws IllegalArgumentException if it is no such name
         */
        public Builder node(String name) {
            if (!NODE.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" is no name of a node; give 1 to 64 letters, digits, hyphens and underscores");
            }
            node = Optional.of(name);
            return this;
        }

        Builder files(FileCreator creator) {
            files = creator;
            return this;
        }

        /**
         * Opens the directory, and removes what an earlier run left unfinished.
         *
         * @return the store
         * @throws IOException if the directory cannot be used, or another process uses it; the message says what to do
         */
        public DirectoryStore open() throws IOException {
            Names names = new Names(directory, fsync);
            try {
                names.make(directory);
                Path work =
                        node.map(name -> directory.resolve(".pacs-scp-" + name)).orElse(directory);
                names.make(work);
                DirectoryLock lock = DirectoryLock.of(work);
                try {
                    PartialFile.removeAll(work);
                } catch (IOException e) {
                    lock.close();
                    throw e;
                }
                return new DirectoryStore(this, work, names, lock);
            } catch (FileSystemException e) {
                throw new IOException(
                        "cannot store into " + directory + ": " + e + "; give a directory that this user may write to",
                        e);
            }
        }
    }
}
