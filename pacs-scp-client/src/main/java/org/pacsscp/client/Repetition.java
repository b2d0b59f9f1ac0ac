package org.pacsscp.client;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.RejectReason;

/** Tries again what may be repeated, as often as a policy has it. */
final class Repetition {
    /** What can be done with the same result any number of times. */
    interface Attempt<T> {
        T run() throws IOException, InterruptedException;
    }

    /** What has not reached the peer, or has not been answered by it. */
    private static final Set<AssociationException.Kind> OPENINGS = EnumSet.of(
            AssociationException.Kind.CONNECT_FAILED,
            AssociationException.Kind.CONNECT_TIMED_OUT,
            AssociationException.Kind.TLS_TIMED_OUT,
            AssociationException.Kind.CONNECTION_LOST,
            AssociationException.Kind.ACCEPT_TIMED_OUT);

    private final RetryPolicy policy;
    private final CallLimit limit;

    Repetition(RetryPolicy policy, CallLimit limit) {
        this.policy = policy;
        this.limit = limit;
    }

    <T> T run(Attempt<T> attempt) throws IOException, InterruptedException {
        for (int count = 1; ; count++) {
            try {
                return attempt.run();
            } catch (IOException e) {
                if (count >= policy.attempts() || limit.isOver() || !isPassing(e)) {
                    throw e;
                }
                pause(count);
            }
        }
    }

    /** Waits, but no longer than the call. */
    private void pause(int count) throws InterruptedException {
        limit.await(policy.pauseAfter(count));
    }

    /** Tells whether the same may succeed later. */
    static boolean isPassing(IOException e) {
        if (e instanceof AssociationException failure) {
            return OPENINGS.contains(failure.kind())
                    || failure.rejectReason().filter(RejectReason::isTransient).isPresent();
        }
        return e instanceof ServiceException failure
                && (failure.reason() == ServiceException.Reason.ASSOCIATION_ENDED
                        || failure.reason() == ServiceException.Reason.TIMED_OUT);
    }
}
