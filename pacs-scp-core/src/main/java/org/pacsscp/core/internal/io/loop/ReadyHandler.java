package org.pacsscp.core.internal.io.loop;

import java.nio.channels.SelectionKey;

/** Something that is registered with a loop's selector. */
public interface ReadyHandler {
    /** The channel is ready for an operation of its interest. */
    void ready(SelectionKey key);
}
