package org.pacsscp.core.internal.io.loop;

import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** What a loop serves: a connection, as the loop sees it. Owned by the loop. */
public abstract class LoopMember {
    /** The channel is ready for what is waited for. */
    protected abstract void ready(SelectionKey key);

    /** Tells whether this belongs to somebody who uses the loop, see {@link LoopUser}. */
    protected abstract boolean belongsTo(Object user);

    /** Tells whether nobody serves it: such as these go first where memory has run out. */
    protected abstract boolean isUnserved();

    /** Returns since when a worker waits for its peer, as a moment of {@link System#nanoTime}; {@code null} if none does. */
    protected abstract @Nullable Long waitingSince();

    /** Others need what it holds while nobody serves it: it closes now. */
    protected abstract void shed(String why);

    /** Others need what it holds while its peer lets a worker wait: it closes, and has time to say farewell. */
    protected abstract void dismiss(String why);

    /** The loop ends, or those have gone to whom this belongs: it closes now. */
    protected abstract void terminate(String why);

    /** A fault of ours has met it: it closes now. */
    protected abstract void failInternally(Throwable fault);

    /** Tells whether another thread has met a fault of ours, for which it has closed now. */
    protected abstract boolean failIfFaulty();
}
