package org.pacsscp.core.internal.io;

/** What a {@link MemorySelector} can wait for. */
interface Selectable {
    /** Returns the operations of {@link java.nio.channels.SelectionKey} that would not wait now. */
    int readyOperations();
}
