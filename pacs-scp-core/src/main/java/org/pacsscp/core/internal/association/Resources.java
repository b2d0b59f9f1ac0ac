package org.pacsscp.core.internal.association;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.pacsscp.core.internal.io.loop.SelectorPool;
import org.pacsscp.core.internal.pdu.Room;

/**
 * Where that comes from which a peer can make a server take; tests let it run out.
 *
 * @param directMemory makes a direct buffer of so many bytes
 * @param commandSets makes an array of so many bytes for a command set
 * @param requests is asked before a request is collected or decoded, besides the limits
 * @param selectors makes what opens selectors
 */
public record Resources(
        IntFunction<ByteBuffer> directMemory,
        IntFunction<byte[]> commandSets,
        Room requests,
        Supplier<SelectorPool> selectors) {
    /** Ends where that of the process does. */
    public static final Resources OF_THE_JDK =
            new Resources(ByteBuffer::allocateDirect, byte[]::new, Room.UNLIMITED, SelectorPool::new);
}
