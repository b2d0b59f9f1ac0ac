package org.pacsscp.core.internal.support;

import java.nio.ByteBuffer;
import org.pacsscp.core.internal.association.Resources;
import org.pacsscp.core.internal.io.loop.SelectorPool;

/** The resources of the JDK, with a look at each allocation that a peer can cause. */
public final class Allocations {
    private Allocations() {}

    /** {@code before} is run before each; what it throws is what the allocation comes to. */
    public static Resources of(Runnable before) {
        return new Resources(
                capacity -> {
                    before.run();
                    return ByteBuffer.allocateDirect(capacity);
                },
                length -> {
                    before.run();
                    return new byte[length];
                },
                bytes -> {
                    before.run();
                    return true;
                },
                SelectorPool::new);
    }
}
