package org.pacsscp.client;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pacsscp.client.StoreResult.Outcome;

/**
 * What is left to send over associations of one kind, and why it may end. Shared by the workers of a call; usable by any thread.
 */
final class StoreQueue {
    /** So many associations in a row that end before they have answered anything, and nobody opens another. */
    private static final int FRUITLESS = 2;

    private Iterator<PreparedInstance> left;
    private final StoreResults results;
    private int fruitless;
    private @Nullable Throwable failure;

    StoreQueue(List<PreparedInstance> instances, StoreResults results) {
        left = instances.iterator();
        this.results = results;
    }

    /** Returns the next instance; {@code null} if there is none. */
    synchronized @Nullable PreparedInstance next() {
        return left.hasNext() ? left.next() : null;
    }

    void finished(PreparedInstance instance, StoreResult result) {
        results.add(instance.index(), result);
    }

    /** An association has answered a request. */
    synchronized void fruitful() {
        fruitless = 0;
    }

    /** An association has ended before it was wanted; nobody opens another if that goes on. */
    synchronized void ended(boolean hadAnswered, String explanation, Exception cause) {
        fruitless = hadAnswered ? 0 : fruitless + 1;
        if (fruitless >= FRUITLESS) {
            stop(explanation, cause);
        }
    }

    /** Gives all that is left the same result: it is not sent. */
    synchronized void stop(String explanation, @Nullable Exception cause) {
        stop(Outcome.NOT_SENT, explanation, cause);
    }

    synchronized void stop(Outcome outcome, String explanation, @Nullable Exception cause) {
        while (left.hasNext()) {
            PreparedInstance instance = left.next();
            finished(instance, instance.result(outcome, explanation, cause));
        }
    }

    /** A worker has met what is no fault of the peer's: a listener's exception, an error. */
    synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
        abandon();
    }

    /** Leaves out what is left: the call ends with an exception, so nobody is told of it. */
    synchronized void abandon() {
        left = Collections.emptyIterator();
    }

    /** Lets the caller have what a worker has met. */
    synchronized void rethrow() throws InterruptedException {
        Throwable met = failure;
        if (met instanceof RuntimeException e) {
            throw e;
        }
        if (met instanceof Error e) {
            throw e;
        }
        if (met instanceof InterruptedException e) {
            throw e;
        }
        if (met != null) {
            throw new IllegalStateException("a worker has failed", met);
        }
    }
}
