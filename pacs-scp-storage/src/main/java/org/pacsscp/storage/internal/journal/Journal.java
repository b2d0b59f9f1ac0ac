package org.pacsscp.storage.internal.journal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of entries that have begun and not yet ended: what a process was at when it ended, the next one finds.
 *
 * <p>Lines are appended and checked by a CRC; half a line at the end, which a crash may leave, counts for nothing. When most of the
 * file is about what has ended, it is written anew. Usable by any thread.
 */
public final class Journal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    /** A file that is shorter is never written anew. */
    private static final long SHORT = 1 << 20;

    /** So many times as long as what has not ended may a file be. */
    private static final long SLACK = 4;

    private final boolean fsync;

    /** Guards all that follows, up to {@link #forcing}. */
    private final ReentrantLock writing = new ReentrantLock();

    private final SortedMap<Long, String> open;
    private final JournalFile file;
    private long nextId;
    private long openLength;

    /** Lines about what has ended, which are written before the next one. */
    private final StringBuilder ended = new StringBuilder();

    /** Held by the one who forces the file, for all who have written before. */
    private final ReentrantLock forcing = new ReentrantLock();

    /** The last number that is on the disk, and with it all before. */
    private volatile long forced;

    /** The disk has refused what was forced, and would not say so again: it is written anew before it is forced. */
    private boolean suspect;

    private final DiskThread disk = new DiskThread();

    private Journal(Path path, boolean fsync, SortedMap<Long, String> open) throws IOException {
        this.fsync = fsync;
        this.open = open;
        nextId = open.isEmpty() ? 1 : open.lastKey() + 1;
        openLength = open.values().stream().mapToLong(String::length).sum();
        file = new JournalFile(path, fsync, lines());
    }

    /**
     * Opens a journal, or begins one.
     *
     * @param path its file; nobody else may use it
     * @param fsync whether {@link #awaitSafe} waits for the disk
     * @return the journal
     * @throws IOException if the file cannot be read or written
     */
    public static Journal open(Path path, boolean fsync) throws IOException {
        SortedMap<Long, String> open = Files.exists(path) ? JournalLines.read(path) : new TreeMap<>();
        return new Journal(path, fsync, open);
    }

    /**
     * Returns what has begun and not ended, in the order in which it began.
     *
     * @return texts by their numbers; a copy
     */
    public SortedMap<Long, String> pending() {
        writing.lock();
        try {
            return new TreeMap<>(open);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Notes that something begins. It outlives the process, and is on its way to the disk, if that is wanted: who may not go on before
     * it is there waits with {@link #awaitSafe}, and can do something else until then.
     *
     * @param text says what, in a line
     * @return its number, for {@link #end}
     * @throws IOException if it cannot be written; nothing has begun then
     */
    public long begin(String text) throws IOException {
        long id;
        writing.lock();
        try {
            id = nextId;
            append(JournalLines.begin(id, text));
            nextId++;
            open.put(id, text);
            openLength += text.length();
        } finally {
            writing.unlock();
        }
        if (fsync) {
            disk.execute(() -> tryForce(id));
        }
        return id;
    }

    /**
     * Waits until what has begun is on the disk, if that is wanted.
     *
     * @param id its number
     * @throws IOException if it cannot be brought there
     */
    public void awaitSafe(long id) throws IOException {
        if (!fsync || forced >= id) {
            return;
        }
        forcing.lock();
        try {
            // One call of the system serves all who have written before it.
            if (forced < id) {
                forced = forceNow();
            }
        } finally {
            forcing.unlock();
        }
    }

    private void tryForce(long id) {
        try {
            awaitSafe(id);
        } catch (IOException e) {
            log.debug("the journal is not on the disk yet; whoever waits for that tries again", e);
        }
    }

    /**
     * Notes that something has ended. It may have begun again after a crash of the machine, since nobody waits for the disk.
     *
     * @param id its number
     * @throws IOException if it cannot be written; the next process finds it then
     */
    public void end(long id) throws IOException {
        writing.lock();
        try {
            String text = open.remove(id);
            if (text == null) {
                return;
            }
            openLength -= text.length();
            append(JournalLines.end(id));
        } finally {
            writing.unlock();
        }
    }

    /**
     * Notes that something has ended, together with what begins or ends next: that costs no call of the system, and the next process
     * finds it if this one ends before.
     *
     * @param id its number
     */
    public void endSoon(long id) {
        writing.lock();
        try {
            String text = open.remove(id);
            if (text != null) {
                openLength -= text.length();
                ended.append(JournalLines.end(id));
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        disk.close();
        writing.lock();
        try (file) {
            if (!file.isClosed() && !ended.isEmpty()) {
                append("");
            }
        } finally {
            writing.unlock();
        }
    }

    /** Behind what has ended. */
    private void append(String line) throws IOException {
        if (file.length() > SHORT && file.length() > SLACK * openLength) {
            replace();
        }
        file.append(ended + line);
        ended.setLength(0);
    }

    /** Nothing that has ended is in it any more. */
    private void replace() throws IOException {
        file.replace(lines());
        ended.setLength(0);
    }

    private Stream<String> lines() {
        return open.entrySet().stream().map(entry -> JournalLines.begin(entry.getKey(), entry.getValue()));
    }

    private long forceNow() throws IOException {
        while (true) {
            FileChannel current;
            long last;
            writing.lock();
            try {
                if (suspect) {
                    replace();
                    suspect = false;
                }
                current = file.channel();
                last = nextId - 1;
            } finally {
                writing.unlock();
            }
            if (force(current)) {
                return last;
            }
        }
    }

    /** Returns whether it is forced; if not, another has taken its place. */
    private boolean force(FileChannel current) throws IOException {
        try {
            current.force(false);
            return true;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (ClosedChannelException e) {
            // Lines were replaced, another thread was interrupted, or it is the end, which the file tells.
            return false;
        } catch (IOException e) {
            suspect = true;
            throw e;
        }
    }
}
