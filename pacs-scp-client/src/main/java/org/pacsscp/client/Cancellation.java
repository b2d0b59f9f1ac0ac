package org.pacsscp.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Ends a call before it is done: given to calls with their {@link CallOptions}, and told by any thread.
 *
 * <pre>{@code
 * Cancellation cancellation = new Cancellation();
 * button.onClick(cancellation::cancel);
 * RetrieveReport report = scu.move(
 *         archive, study, "WORKSTATION", CallOptions.builder().cancellation(cancellation).build());
 * }</pre>
 *
 * <p>What that means: C-FIND, C-MOVE and C-GET are asked to stop with C-CANCEL (PS3.7 9.3.2.3), and have {@link
 * org.pacsscp.api.Timeouts#release()} to do so, then the association is aborted. Of a store, what is under way is finished,
 * and the rest is not begun. Where an association is being opened, that is given up. It is for good: calls that are given it
 * later end at once.
 *
 * <p>Usable by any thread.
 *
 * @since 0.1.0
 */
public final class Cancellation {
    private final List<Runnable> callbacks = new ArrayList<>();
    private boolean cancelled;

    /** Makes one that nobody has told anything. */
    public Cancellation() {}

    /**
     * Ends the calls that were given this. Does nothing the second time. It waits until what asks a peer to stop has been sent,
     * so it must not be called by an I/O thread.
     */
    public void cancel() {
        List<Runnable> told;
        synchronized (callbacks) {
            cancelled = true;
            told = List.copyOf(callbacks);
            callbacks.clear();
        }
        told.forEach(Runnable::run);
    }

    /**
     * Tells whether it was told.
     *
     * @return whether {@link #cancel()} was called
     */
    public boolean isCancelled() {
        synchronized (callbacks) {
            return cancelled;
        }
    }

    /** Runs what is given when this is cancelled, at once if it is. Returns what takes it back. */
    Runnable onCancel(Runnable callback) {
        synchronized (callbacks) {
            if (!cancelled) {
                callbacks.add(callback);
                return () -> remove(callback);
            }
        }
        callback.run();
        return () -> {};
    }

    private void remove(Runnable callback) {
        synchronized (callbacks) {
            callbacks.remove(callback);
        }
    }
}
