package org.pacsscp.worklist;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the files of a directory when they have changed. Its thread waits for the file system to tell of a change, and looks by
 * itself now and then; whoever scans holds the lock, and with it {@link #seen}.
 */
final class DirectoryWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DirectoryWatch.class);

    private final Path directory;
    private final Duration interval;
    private final LoadedEntries loaded;
    private final WatchService changes;
    private final Lock scanning = new ReentrantLock();
    private Map<Path, EntryFile> seen = Map.of();

    private DirectoryWatch(Path directory, Duration interval, LoadedEntries loaded, WatchService changes) {
        this.directory = directory;
        this.interval = interval;
        this.loaded = loaded;
        this.changes = changes;
    }

    /** Reads what is there, and begins to watch. */
    static DirectoryWatch start(Path directory, Duration interval, LoadedEntries loaded) throws IOException {
        WatchService changes = directory.getFileSystem().newWatchService();
        try {
            directory.register(changes, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            DirectoryWatch watch = new DirectoryWatch(directory, interval, loaded, changes);
            watch.scan();
            Thread thread = new Thread(watch::run, "pacs-scp-worklist " + directory.getFileName());
            thread.setDaemon(true);
            thread.start();
            return watch;
        } catch (IOException | RuntimeException e) {
            changes.close();
            throw e;
        }
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = changes.poll(interval.toNanos(), TimeUnit.NANOSECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
                scanOrSayWhyNot();
            }
        } catch (ClosedWatchServiceException e) {
            log.debug("no longer watching {}", directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void scanOrSayWhyNot() {
        try {
            scan();
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "cannot read the worklist directory {}, its entries stay as they were: {}",
                    directory,
                    e.toString());
        }
    }

    /** Reads each file that is new or has changed, and forgets those that are gone. */
    void scan() throws IOException {
        scanning.lock();
        try {
            Map<Path, EntryFile> found = list();
            for (EntryFile file : found.values()) {
                if (!file.equals(seen.get(file.path()))) {
                    loaded.replace(file.path(), entries(file));
                }
            }
            loaded.retain(found.keySet());
            seen = found;
        } finally {
            scanning.unlock();
        }
    }

    /** Returns them by name, so that entries of one start are in the same order after each restart. */
    private Map<Path, EntryFile> list() throws IOException {
        Map<Path, EntryFile> found = new TreeMap<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                look(path).ifPresent(file -> found.put(file.path(), file));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private static Optional<EntryFile> look(Path path) throws IOException {
        try {
            return EntryFile.of(path);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static List<WorklistEntry> entries(EntryFile file) {
        try {
            List<WorklistEntry> entries = file.read();
            for (WorklistEntry entry : entries) {
                if (!entry.missing().isEmpty()) {
                    log.warn(
                            "worklist file {} has an entry without a value of {}, which modalities rely on",
                            file.path(),
                            Missing.text(entry.missing()));
                }
            }
            return entries;
        } catch (IOException e) {
            log.warn("worklist file {} is passed over until it changes: {}", file.path(), e.getMessage());
            return List.of();
        }
    }

    @Override
    public void close() {
        try {
            changes.close();
        } catch (IOException e) {
            log.warn("cannot stop watching {}: {}", directory, e.toString());
        }
    }
}
