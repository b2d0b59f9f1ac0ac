package org.pacsscp.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages that wait on disk, each a file, in their order. One thread adds and another one takes. */
final class Spool {
    private static final String WAITING = ".msg";
    private static final String UNFINISHED = ".tmp";

    private final Path directory;
    private final long maxBytes;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long bytes;
    private long last;
    private boolean ended;

    /** A message that waits. */
    record Entry(Path file, long length) {}

    Spool(Path directory, long maxBytes) throws IOException {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("a spool of " + maxBytes + " bytes holds nothing; give it some MiB");
        }
        this.directory = directory;
        this.maxBytes = maxBytes;
        PrivateFiles.createDirectory(directory);
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(UNFINISHED)) {
                Files.delete(file);
            } else if (name.matches("\\d{19}\\" + WAITING)) {
                append(new Entry(file, Files.size(file)));
                last = Long.parseLong(name.substring(0, name.length() - WAITING.length()));
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private void append(Entry entry) {
        entries.addLast(entry);
        bytes += entry.length();
    }

    /**
     * Adds a message, whole or not at all.
     *
     * @throws IOException if there is no room for it
     */
    void add(byte[] message) throws IOException {
        synchronized (this) {
            if (bytes + message.length > maxBytes) {
                throw new IOException("the spool " + directory + " is full: " + entries.size() + " messages of " + bytes
                        + " bytes wait");
            }
        }
        String name = "%019d".formatted(last + 1);
        Path unfinished = directory.resolve(name + UNFINISHED);
        write(unfinished, message);
        Path file = directory.resolve(name + WAITING);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        last++;
        synchronized (this) {
            append(new Entry(file, message.length));
            notifyAll();
        }
    }

    private static void write(Path file, byte[] message) throws IOException {
        try (FileChannel out = PrivateFiles.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
            ByteBuffer rest = ByteBuffer.wrap(message);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
        }
    }

    /** Waits for a message, and returns the first one; empty once it is ended and has none. */
    synchronized Optional<Entry> first() throws InterruptedException {
        while (entries.isEmpty() && !ended) {
            wait();
        }
        return Optional.ofNullable(peek());
    }

    private @Nullable Entry peek() {
        return entries.peekFirst();
    }

    /** Forgets the first message, which was sent. */
    void removeFirst(Entry sent) throws IOException {
        synchronized (this) {
            entries.removeFirst();
            bytes -= sent.length();
        }
        Files.deleteIfExists(sent.file());
    }

    /** Says that no message will be added. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }
}
