package org.pacsscp.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names in a directory and those below it, given and taken so that they outlive a crash of the machine, if that is wanted. Usable by
 * any thread.
 */
final class Names {
    private static final Logger log = LoggerFactory.getLogger(Names.class);

    /** So often may a directory vanish, since it was empty, while a file is about to come into it. */
    private static final int MOST_TRIES = 100;

    private final Path root;
    private final boolean fsync;

    /** Held while it is seen whether a name is free, and taken. */
    private final Object taking = new Object();

    Names(Path root, boolean fsync) {
        this.root = root;
        this.fsync = fsync;
    }

    boolean fsync() {
        return fsync;
    }

    /** How a file gets a name. */
    @FunctionalInterface
    interface Naming {
        void name(Path file, Path name) throws IOException;
    }

    /** Puts a file in the place of one that is there, or of none, in one step. */
    void replace(Path file, Path name) throws IOException {
        give(file, name, (from, to) -> Files.move(from, to, ATOMIC_MOVE));
    }

    /** Gives a file a name that is free, among the threads of this process. */
    void take(Path file, Path name) throws IOException {
        give(file, name, (from, to) -> {
            synchronized (taking) {
                if (Files.exists(to)) {
                    throw new FileAlreadyExistsException(to.toString());
                }
                Files.move(from, to, ATOMIC_MOVE);
            }
        });
    }

    /** Gives a file a name that is free, among all processes. */
    void link(Path file, Path name) throws IOException {
        give(file, name, (from, to) -> {
            Files.createLink(to, from);
            Files.delete(from);
        });
    }

    private void give(Path file, Path name, Naming naming) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                if (tries > 1) {
                    makeAll(parent(name));
                }
                naming.name(file, name);
                break;
            } catch (NoSuchFileException e) {
                if (tries == MOST_TRIES || !Files.exists(file)) {
                    throw e;
                }
            }
        }
        sync(parent(name));
    }

    /** Makes a directory, if only its parent is there. */
    void make(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (Files.isRegularFile(directory)) {
                throw new NotDirectoryException(directory.toString());
            }
            if (!Files.isDirectory(directory)) {
                // It was there, and is gone again since it was empty.
                throw new NoSuchFileException(directory.toString());
            }
        }
        sync(directory);
        sync(directory.resolve(".."));
    }

    /** The root itself is not made again: who has moved it away wants nothing there. */
    private void makeAll(Path directory) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path each = directory; !each.equals(root) && !Files.isDirectory(each); each = parent(each)) {
            missing.push(each);
        }
        for (Path each : missing) {
            make(each);
        }
    }

    /** Is told that a file was deleted. Directories that are empty now go, too. */
    void forget(Path file) throws IOException {
        sync(parent(file));
        for (Path each = parent(file); !each.equals(root); each = parent(each)) {
            if (!each.toFile().delete()) {
                return;
            }
        }
    }

    /** Below the root every path has one. */
    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent(), "parent");
    }

    private void sync(Path directory) throws IOException {
        if (fsync) {
            try (FileChannel names = FileChannel.open(directory, READ)) {
                names.force(true);
            } catch (NoSuchFileException e) {
                // Deleted meanwhile, since it is empty: what was in it is gone as well.
                log.debug("a directory is gone before its names were on the disk");
            }
        }
    }
}
