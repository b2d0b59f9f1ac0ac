package org.pacsscp.examples.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory with a DICOM file for each instance, named by its SOP instance UID.
 *
 * <p>A file grows under a hidden name and gets its own in one step when it is whole, so that no reader sees half of it,
 * and an instance that is sent again replaces the old one in the same step. What a killed server left behind is removed
 * when the next one opens the directory; a lock keeps two servers from doing that to each other.
 */
final class InstanceDirectory implements InstanceSink {
    private static final Logger log = LoggerFactory.getLogger(InstanceDirectory.class);
    private static final String PARTIAL_PREFIX = ".pacs-scp-";
    private static final String PARTIAL_SUFFIX = ".part";
    private static final String LOCK = ".pacs-scp.lock";

    /** Creates a file that is not there yet; tests put a full disk in its place. */
    @FunctionalInterface
    interface FileCreator {
        FileChannel create(Path path) throws IOException;
    }

    private final Path directory;
    private final boolean fsync;
    private final Part10Writer writer;
    private final FileCreator files;
    private final FileChannel lock;

    private InstanceDirectory(Path directory, boolean fsync, Part10Writer writer, FileCreator files, FileChannel lock) {
        this.directory = directory;
        this.fsync = fsync;
        this.writer = writer;
        this.files = files;
        this.lock = lock;
    }

    /**
     * Opens a directory, makes it if only its parent is there, and removes what an earlier run left unfinished.
     *
     * @param fsync whether an instance is on the disk, not only with the operating system, when it counts as stored
     * @throws IOException if the directory cannot be used; the message says what to do
     */
    static InstanceDirectory open(Path directory, boolean fsync, Part10Writer writer) throws IOException {
        try {
            return open(directory, fsync, writer, path -> FileChannel.open(path, CREATE_NEW, WRITE));
        } catch (FileSystemException e) {
            throw new IOException(
                    "cannot store into " + directory + ": " + e + "; give a directory that this user may write to", e);
        }
    }

    static InstanceDirectory open(Path directory, boolean fsync, Part10Writer writer, FileCreator files)
            throws IOException {
        boolean made = !Files.isDirectory(directory);
        if (made) {
            Files.createDirectory(directory);
        }
        FileChannel lock = lock(directory);
        InstanceDirectory opened = new InstanceDirectory(directory, fsync, writer, files, lock);
        try {
            opened.removePartials();
            opened.sync(directory);
            if (made) {
                opened.sync(directory.resolve(".."));
            }
        } catch (IOException e) {
            lock.close();
            throw e;
        }
        return opened;
    }

    @Override
    public void store(Instance instance, DataSetStream dataSet) throws IOException {
        Path partial = directory.resolve(PARTIAL_PREFIX + UUID.randomUUID() + PARTIAL_SUFFIX);
        boolean stored = false;
        try {
            write(partial, instance, dataSet);
            Files.move(partial, directory.resolve(FileName.of(instance.sopInstance())), ATOMIC_MOVE);
            sync(directory);
            stored = true;
        } catch (DataSetException | NoDataSetException e) {
            throw e;
        } catch (IOException e) {
            throw StorageException.because(directory, e);
        } finally {
            if (!stored) {
                remove(partial);
            }
        }
    }

    /** Gives the directory free for another server. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private void write(Path partial, Instance instance, DataSetStream dataSet) throws IOException {
        try (FileChannel file = files.create(partial)) {
            writer.write(instance.fileMetaInformation(), dataSet, file);
            if (fsync) {
                file.force(true);
            }
        }
    }

    /** Makes the names in a directory outlive a crash of the machine, if that is wanted. */
    private void sync(Path parent) throws IOException {
        if (fsync) {
            try (FileChannel names = FileChannel.open(parent, READ)) {
                names.force(true);
            }
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(directory.resolve(LOCK), CREATE, WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new IOException("another server stores into " + directory + "; stop it or give another directory");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another server of this process has it.
            return null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void removePartials() throws IOException {
        try (DirectoryStream<Path> partials =
                Files.newDirectoryStream(directory, PARTIAL_PREFIX + "*" + PARTIAL_SUFFIX)) {
            for (Path partial : partials) {
                Files.delete(partial);
                log.info("removed {}, which an earlier run left unfinished", partial);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void remove(Path partial) {
        if (!Files.exists(partial, NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.delete(partial);
        } catch (IOException e) {
            log.warn("cannot remove {}, which is unfinished: {}", partial, e.toString());
        }
    }
}
