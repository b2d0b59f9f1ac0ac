package org.pacsscp.core.internal.io.loop;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One who has connections on loops, which others may use too: a server that runs, or a client. Connections, their handlers and
 * the addresses that are listened on belong to it, the loops to {@link IoLoops}. Any thread.
 */
public final class LoopUser {
    private final IoLoops all;
    private final Consumer<Throwable> whenFailed;
    private final AtomicInteger next = new AtomicInteger();

    /** What connections that come too late are told; {@code null} until this user has left. */
    private volatile @Nullable String farewell;

    /** The last failure of a loop of which this user knows. */
    private volatile @Nullable Throwable told;

    LoopUser(IoLoops all, Consumer<Throwable> whenFailed) {
        this.all = all;
        this.whenFailed = whenFailed;
    }

    /** Returns the loops, for another user to join. */
    public IoLoops loops() {
        return all;
    }

    /** Returns the loop whose turn it is. */
    public IoLoop nextLoop() {
        List<IoLoop> loops = all.list();
        return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    }

    /** Returns the loop that listens. */
    public IoLoop firstLoop() {
        return all.list().get(0);
    }

    /** Tells whether no further connection may be this user's. */
    public boolean hasLeft() {
        return farewell != null;
    }

    /** Returns why this user has left; {@code null} if it has not. */
    public @Nullable String farewell() {
        return farewell;
    }

    /** A loop has to end before it is stopped. There may be no memory; what fails is tried again, until it was done once. */
    void loopFailed(Throwable cause) {
        if (told != cause) {
            whenFailed.accept(cause);
            told = cause;
        }
    }

    /**
     * Closes the connections of this user, and the loops if it was the last, and waits for that, but not for what holds a loop
     * up. Its addresses are closed before. Nothing happens the second time.
     *
     * @param why what the handlers of connections that are still open are told
     */
    public void leave(String why) {
        farewell = why;
        all.leave(this, why);
    }
}
