package org.pacsscp.examples.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An instance was not stored, for a reason that lies with this server and its disk. */
final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What keeps an instance from being stored, as far as it can be told. */
    enum Reason {
        DISK_FULL("disk full"),
        DIRECTORY_GONE("storage directory is gone"),
        NOT_WRITABLE("storage directory is not writable"),
        OTHER("cannot write the file");

        private final String comment;

        Reason(String comment) {
            this.comment = comment;
        }

        /** Returns what a peer is told: without paths of this machine. */
        String comment() {
            return comment;
        }
    }

    private final Reason reason;

    private StorageException(Reason reason, IOException cause) {
        super(reason.comment() + ": " + cause, cause);
        this.reason = reason;
    }

    /**
     * Finds out why a file could not be written; to be called before anything is cleaned up.
     *
     * @param directory where it was to be
     * @param cause what the operating system said
     */
    static StorageException because(Path directory, IOException cause) {
        return new StorageException(reason(directory, cause), cause);
    }

    Reason reason() {
        return reason;
    }

    private static Reason reason(Path directory, IOException cause) {
        if (!Files.isDirectory(directory)) {
            return Reason.DIRECTORY_GONE;
        }
        if (isFull(directory, cause)) {
            return Reason.DISK_FULL;
        }
        if (cause instanceof AccessDeniedException || !Files.isWritable(directory)) {
            return Reason.NOT_WRITABLE;
        }
        return Reason.OTHER;
    }

    /** A full disk has no exception of its own, and its message is in the language of the machine. */
    private static boolean isFull(Path directory, IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("No space left") || message.contains("quota")) {
            return true;
        }
        try {
            return Files.getFileStore(directory).getUsableSpace() < ChunkPool.CHUNK_LENGTH;
        } catch (IOException e) {
            cause.addSuppressed(e);
            return false;
        }
    }
}
