package org.pacsscp.storage.internal.journal;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
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

    private final Path path;
    private final boolean fsync;

    /** Guards all that follows, up to {@link #forcing}. */
    private final ReentrantLock writing = new ReentrantLock();

    private final SortedMap<Long, String> open;
    private FileChannel file;
    private long length;
    private long nextId;
    private long openLength;

    /** Lines about what has ended, which are written before the next one. */
    private final StringBuilder ended = new StringBuilder();

    private boolean closed;

    /** Held by the one who forces the file, for all who have written before. */
    private final ReentrantLock forcing = new ReentrantLock();

    /** The last number that is on the disk, and with it all before. */
    private volatile long forced;

    /** The disk has refused what was forced, and would not say so again: it is written anew before it is forced. */
    private boolean suspect;

    private final DiskThread disk = new DiskThread();

    private Journal(Path path, boolean fsync, SortedMap<Long, String> open) throws IOException {
        this.path = path;
        this.fsync = fsync;
        this.open = open;
        nextId = open.isEmpty() ? 1 : open.lastKey() + 1;
        openLength = open.values().stream().mapToLong(String::length).sum();
        file = writeAnew();
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
        try {
            if (!closed && !ended.isEmpty()) {
                append("");
            }
        } finally {
            closed = true;
            closeFile();
        }
    }

    private void closeFile() throws IOException {
        try {
            file.close();
        } finally {
            writing.unlock();
        }
    }

    /** Behind what has ended. */
    private void append(String line) throws IOException {
        if (length > SHORT && length > SLACK * openLength) {
            replaceFile();
        }
        if (!file.isOpen() && !closed) {
            // A thread was interrupted while it wrote, which closes a channel.
            file = FileChannel.open(path, WRITE);
        }
        try {
            length += write(file, ended + line, length);
            ended.setLength(0);
        } catch (IOException e) {
            // What is written next must not stand behind half a line; it is written over it, and a longer half is cut
            // off.
            if (file.isOpen()) {
                file.truncate(length);
            }
            throw e;
        }
    }

    private static int write(FileChannel to, String text, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        long position = from;
        while (bytes.hasRemaining()) {
            position += to.write(bytes, position);
        }
        return bytes.capacity();
    }

    private long forceNow() throws IOException {
        FileChannel current;
        long last;
        writing.lock();
        try {
            if (suspect) {
                replaceFile();
                suspect = false;
            }
            current = file;
            last = nextId - 1;
        } finally {
            writing.unlock();
        }
        try {
            current.force(false);
        } catch (ClosedChannelException e) {
            if (!isReplaced(current)) {
                throw e;
            }
        } catch (IOException e) {
            suspect = true;
            throw e;
        }
        return last;
    }

    /** The file that took its place was forced as it was written. */
    private boolean isReplaced(FileChannel channel) {
        writing.lock();
        try {
            return file != channel;
        } finally {
            writing.unlock();
        }
    }

    private void replaceFile() throws IOException {
        FileChannel old = file;
        file = writeAnew();
        old.close();
    }

    /** Puts a file of what is open in the place of the one that is there, in one step. */
    private FileChannel writeAnew() throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        FileChannel channel = FileChannel.open(fresh, CREATE, TRUNCATE_EXISTING, WRITE);
        try {
            long end = 0;
            for (Map.Entry<Long, String> entry : open.entrySet()) {
                end += write(channel, JournalLines.begin(entry.getKey(), entry.getValue()), end);
            }
            if (fsync) {
                channel.force(true);
            }
            Files.move(fresh, path, ATOMIC_MOVE);
            if (fsync) {
                syncNames();
            }
            length = end;
            ended.setLength(0);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void syncNames() throws IOException {
        try (FileChannel names = FileChannel.open(path.toAbsolutePath().getParent(), READ)) {
            names.force(true);
        }
    }
}
