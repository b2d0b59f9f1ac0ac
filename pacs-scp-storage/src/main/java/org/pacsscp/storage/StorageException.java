package org.pacsscp.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An instance was not stored, for a reason that lies with this server and its disk. */
final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What keeps an instance from being stored, as far as it can be told. */
    enum Reason {
        DISK_FULL("disk full", Refusal.NO_ROOM),
        DIRECTORY_GONE("storage directory is gone", Refusal.STORE_FAILED),
        NOT_WRITABLE("storage directory is not writable", Refusal.STORE_FAILED),
        SPACE_RESERVED("disk nearly full", Refusal.NO_ROOM),
        QUOTA_REACHED("quota of the storage is reached", Refusal.NO_ROOM),
        NO_MEMORY("no memory for the header", Refusal.OVERLOADED),
        INDEX_FAILED("index of instances cannot be used", Refusal.INDEX_FAILED),
        HAND_OFF_BEHIND("too much waits to be handed on", Refusal.OVERLOADED),
        OTHER("cannot write the file", Refusal.STORE_FAILED);

        private final String comment;
        private final Refusal refusal;

        Reason(String comment, Refusal refusal) {
            this.comment = comment;
            this.refusal = refusal;
        }

        /** Returns as what it is counted. */
        Refusal refusal() {
            return refusal;
        }

        /** Returns what a peer is told: without paths of this machine. */
        String comment() {
            return comment;
        }
    }

    private final Reason reason;

    /** With what an operator should know besides. */
    StorageException(Reason reason, String detail) {
        super(reason.comment() + ": " + detail);
        this.reason = reason;
    }

    /** With what was thrown, whose message names no patient. */
    StorageException(Reason reason, IOException cause) {
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
        return message.contains("No space left")
                || message.contains("quota")
                || directory.toFile().getUsableSpace() < ChunkPool.CHUNK_LENGTH;
    }
}
