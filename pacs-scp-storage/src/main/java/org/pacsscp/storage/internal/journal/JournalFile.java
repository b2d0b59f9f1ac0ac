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
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The file of a journal, to which lines are appended, and which others can replace. For one thread at a time; only what {@link
 * #channel} returns may be forced beside it.
 */
final class JournalFile implements AutoCloseable {
    private final Path path;
    private final boolean fsync;
    private FileChannel channel;
    private long length;
    private boolean closed;

    /**
     * Begins with lines in the place of what is there.
     *
     * @param fsync whether lines that replace others are on the disk before they do
     */
    JournalFile(Path path, boolean fsync, Stream<String> lines) throws IOException {
        this.path = path;
        this.fsync = fsync;
        channel = writeAnew(lines);
    }

    long length() {
        return length;
    }

    boolean isClosed() {
        return closed;
    }

    /** What is to be forced. It is closed when its lines are replaced, or a thread is interrupted; then there is another. */
    FileChannel channel() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (!channel.isOpen()) {
            // A thread was interrupted while it used it. What that has written in vain is cut off.
            channel = FileChannel.open(path, WRITE);
            channel.truncate(length);
        }
        return channel;
    }

    void append(String lines) throws IOException {
        FileChannel to = channel();
        try {
            length += write(to, lines, length);
        } catch (IOException e) {
            // What is written next must not stand behind half a line; it is written over it, and a longer half is cut
            // off.
            if (to.isOpen()) {
                to.truncate(length);
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

    /** Puts lines in the place of those that are there, in one step. */
    void replace(Stream<String> lines) throws IOException {
        FileChannel old = channel();
        channel = writeAnew(lines);
        old.close();
    }

    private FileChannel writeAnew(Stream<String> lines) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        FileChannel opened = FileChannel.open(fresh, CREATE, TRUNCATE_EXISTING, WRITE);
        try {
            long end = 0;
            for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
                end += write(opened, all.next(), end);
            }
            if (fsync) {
                opened.force(true);
            }
            Files.move(fresh, path, ATOMIC_MOVE);
            if (fsync) {
                syncNames();
            }
            length = end;
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private void syncNames() throws IOException {
        try (FileChannel names = FileChannel.open(path.toAbsolutePath().getParent(), READ)) {
            names.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        channel.close();
    }
}
