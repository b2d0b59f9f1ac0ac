package org.pacsscp.core.internal.association;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.Deadline;
import org.pacsscp.core.internal.io.loop.IoLoop;

/**
 * The time that a peer has for each response ({@code Timeouts.response}): one deadline for all requests of ours on an
 * association, which looks when the earliest of them may be due, so that a request seldom has to wake the loop for it. Owned
 * by the loop, but for {@link #expect}.
 */
final class ResponseDeadline {
    private final Invocations invocations;
    private final IoLoop loop;
    private final Duration timeout;
    private final AtomicBoolean running = new AtomicBoolean();

    /** {@code null} until a request is expected: most associations of a server never have one. */
    private @Nullable Deadline deadline;

    private boolean ended;

    ResponseDeadline(Invocations invocations, IoLoop loop, Duration timeout) {
        this.invocations = invocations;
        this.loop = loop;
        this.timeout = timeout;
    }

    /** From now on responses may be due, though none is yet; any thread. */
    void expect() {
        if (timeout.isZero() || !running.compareAndSet(false, true)) {
            return;
        }
        if (loop.isCurrent()) {
            begin();
        } else {
            loop.execute(this::begin);
        }
    }

    private void begin() {
        if (!ended) {
            set(timeout.toNanos());
        }
    }

    private void set(long nanos) {
        Deadline present = deadline;
        if (present == null) {
            present = loop.deadline(this::look);
            deadline = present;
        }
        present.set(nanos);
    }

    private void look() {
        long next = invocations.endOverdue(timeout);
        if (next > 0) {
            set(next);
            return;
        }
        running.set(false);
        // Asked after a request can see that it has to begin, so that neither misses the other.
        if (invocations.isAnyAwaited()) {
            expect();
        }
    }

    /** Nothing will be answered any more; any thread. */
    void end() {
        if (loop.isCurrent()) {
            endNow();
        } else {
            loop.execute(this::endNow);
        }
    }

    private void endNow() {
        ended = true;
        if (deadline != null) {
            deadline.clear();
        }
    }
}
