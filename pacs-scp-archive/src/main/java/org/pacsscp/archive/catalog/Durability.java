package org.pacsscp.archive.catalog;

/**
 * What an acknowledged instance outlives in an {@linkplain EmbeddedDatabase embedded database}. It is best chosen together with
 * {@code fsync} of the storage service, which says the same of the files.
 *
 * @since 0.1.0
 */
public enum Durability {
    /** The end of our process, however it comes. After a power cut the last instances may be missing; the database is whole. */
    PROCESS("NORMAL"),
    /** The end of the machine, too: each group of instances waits for the disk. */
    MACHINE("FULL");

    private final String synchronous;

    Durability(String synchronous) {
        this.synchronous = synchronous;
    }

    /** Returns the value of SQLite's PRAGMA synchronous, with a write-ahead log. */
    String synchronous() {
        return synchronous;
    }
}
