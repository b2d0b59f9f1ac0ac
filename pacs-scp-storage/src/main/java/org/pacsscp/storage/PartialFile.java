package org.pacsscp.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that grows under a hidden name. Owned by one thread. */
final class PartialFile implements IncomingInstance {
    private static final Logger log = LoggerFactory.getLogger(PartialFile.class);
    private static final String PREFIX = ".pacs-scp-";
    private static final String SUFFIX = ".part";

    private final DirectoryStore store;
    private final Path path;
    private final FileChannel file;
    private boolean forced;
    private boolean committed;

    private PartialFile(DirectoryStore store, Path path, FileChannel file) {
        this.store = store;
        this.path = path;
        this.file = file;
    }

    static PartialFile create(DirectoryStore store, DirectoryStore.FileCreator files) throws IOException {
        Path path = store.workDirectory().resolve(PREFIX + UUID.randomUUID() + SUFFIX);
        return new PartialFile(store, path, files.create(path));
    }

    /** Removes what an earlier run has left. */
    static void removeAll(Path workDirectory) throws IOException {
        try (DirectoryStream<Path> partials = Files.newDirectoryStream(workDirectory, PREFIX + "*" + SUFFIX)) {
            for (Path partial : partials) {
                Files.delete(partial);
                log.info("removed {}, which an earlier run left unfinished", partial);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw StorageException.because(store.directory(), e);
        }
        return count;
    }

    @Override
    public FileChannel read() throws IOException {
        return FileChannel.open(path, READ);
    }

    @Override
    public void complete() throws IOException {
        try {
            force();
        } catch (IOException e) {
            throw StorageException.because(store.directory(), e);
        }
    }

    private void force() throws IOException {
        if (store.fsync() && !forced) {
            file.force(true);
            forced = true;
        }
    }

    @Override
    public void commit(String location, boolean replace) throws IOException {
        Path target = store.path(location);
        try {
            force();
            // Before it has its name: some file systems rename no file that is open.
            file.close();
            if (replace) {
                store.names().replace(path, target);
            } else if (store.isShared()) {
                store.names().link(path, target);
            } else {
                store.names().take(path, target);
            }
            committed = true;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException e) {
            // Without the name of the file, which may be a patient's.
            String reason = e.getClass().getSimpleName() + ": " + e.getReason();
            throw StorageException.because(store.directory(), new IOException(reason));
        } catch (IOException e) {
            throw StorageException.because(store.directory(), e);
        }
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    /** What cannot be removed is logged, and removed by the next run. */
    @Override
    public void close() throws IOException {
        file.close();
        if (committed || !Files.exists(path, NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.delete(path);
        } catch (IOException e) {
            log.warn("cannot remove {}, which is unfinished: {}", path, e.toString());
        }
    }
}
