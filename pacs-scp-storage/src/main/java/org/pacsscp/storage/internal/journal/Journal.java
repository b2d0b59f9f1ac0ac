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

/**
 * A file of entries that have begun and not yet ended: what a process was at when it ended, the next one finds.
 *
 * <p>Lines are appended and checked by a CRC; half a line at the end, which a crash may leave, counts for nothing. When most of the
 * file is about what has ended, it is written anew. Usable by any thread.
 */
public final class Journal implements AutoCloseable {
    /** A file that is shorter is never written anew. */
    private static final long SHORT = 1 << 20;

    /** So many times as long as what has not ended may a file be. */
    private static final long SLACK = 4;

    private final Path path;
    private final boolean fsync;

    /** Guards all that follows, but for {@link #forced}. */
    private final ReentrantLock writing = new ReentrantLock();

    private final SortedMap<Long, String> open;
    private FileChannel file;
    private long length;
    private long nextId;
    private long openLength;
    private boolean closed;

    /** Held by the one who forces the file, for all who have written before. */
    private final ReentrantLock forcing = new ReentrantLock();

    private long forced;

    /** Counts what was ever written, through all files. */
    private long written;

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
     * @param fsync whether what has begun is on the disk when {@link #begin} returns
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
     * Notes that something begins.
     *
     * @param text says what, in a line
     * @return its number, for {@link #end}
     * @throws IOException if it cannot be written; nothing has begun then
     */
    public long begin(String text) throws IOException {
        long id;
        long end;
        writing.lock();
        try {
            id = nextId++;
            append(JournalLines.begin(id, text));
            open.put(id, text);
            openLength += text.length();
            end = written;
        } finally {
            writing.unlock();
        }
        force(end);
        return id;
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
            if (length > SHORT && length > SLACK * openLength) {
                FileChannel old = file;
                file = writeAnew();
                old.close();
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            closed = true;
            file.close();
        } finally {
            writing.unlock();
        }
    }

    private void append(String line) throws IOException {
        if (!file.isOpen() && !closed) {
            // A thread was interrupted while it wrote, which closes a channel.
            file = FileChannel.open(path, WRITE);
        }
        try {
            int count = write(file, line, length);
            length += count;
            written += count;
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

    /** One call of the system serves all who have written before it. */
    private void force(long end) throws IOException {
        if (!fsync) {
            return;
        }
        forcing.lock();
        try {
            if (forced >= end) {
                return;
            }
            forced = forceNow();
        } finally {
            forcing.unlock();
        }
    }

    private long forceNow() throws IOException {
        FileChannel current;
        long end;
        writing.lock();
        try {
            current = file;
            end = written;
        } finally {
            writing.unlock();
        }
        try {
            current.force(false);
        } catch (ClosedChannelException e) {
            if (!isReplaced(current)) {
                throw e;
            }
        }
        return end;
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
