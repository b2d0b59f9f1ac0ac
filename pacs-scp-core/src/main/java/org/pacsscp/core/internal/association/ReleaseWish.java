package org.pacsscp.core.internal.association;

import java.util.concurrent.TimeUnit;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.loop.Deadline;
import org.pacsscp.core.internal.ul.State;

/**
 * That an association is to be released as soon as it is at rest, which a server wants that stops, or an application that
 * leaves. Made with the first such wish: of thousands of associations that idle, none has one. Owned by the connection's loop.
 */
final class ReleaseWish {
    /** How long an association is at rest before a server that stops releases it. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AssociationContext context;
    private final UpperLayer upperLayer;
    private final Connection connection;
    private final ReceivingSide receiving;
    private final Deadline nextLook;
    private long restNanos = REST_NANOS;

    /** The application has closed it, and waits no longer than for the answer to a release. */
    private boolean awaited;

    private long awaitedSince;

    ReleaseWish(AssociationContext context, UpperLayer upperLayer, Connection connection, ReceivingSide receiving) {
        this.context = context;
        this.upperLayer = upperLayer;
        this.connection = connection;
        this.receiving = receiving;
        nextLook = connection.deadline(() -> upperLayer.withMdc(this::releaseIfAtRest));
    }

    /** From now on it need not have been at rest for a while. */
    void withoutRest() {
        restNanos = 0;
    }

    /** From now on a peer that does not come to the end of a message is not waited for longer than {@code Timeouts.release}. */
    void awaited() {
        awaited = !context.timeouts().release().isZero();
        awaitedSince = context.time().nanos();
    }

    /** Asks for the release, or looks again. */
    void releaseIfAtRest() {
        if (upperLayer.state() == State.STA6) {
            // Before anything is asked: what has come meanwhile is read now.
            upperLayer.messageUser().takeBackUnused();
        }
        if (upperLayer.state() != State.STA6 || connection.isClosing()) {
            return;
        }
        long now = context.time().nanos();
        long rested = upperLayer.isAtRest() ? now - receiving.lastPduAt() : -1;
        if (rested >= restNanos) {
            upperLayer.happen(Happening.Plain.RELEASE_REQUEST);
        } else if (awaited && now - awaitedSince >= context.timeouts().release().toNanos()) {
            upperLayer.happen(Happening.Fault.timedOut("not at rest within "
                    + context.timeouts().release() + " (Timeouts.release) after the application had closed it"));
        } else {
            nextLook.set(Math.max(restNanos - rested, REST_NANOS / 10));
        }
    }

    /** The connection is closed. */
    void closed() {
        nextLook.clear();
    }
}
