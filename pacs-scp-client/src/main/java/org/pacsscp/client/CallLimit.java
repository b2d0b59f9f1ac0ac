package org.pacsscp.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What ends a call early: its caller, or its deadline, whichever comes first. Usable by any thread. */
final class CallLimit implements AutoCloseable {
    /** Told by the caller's own, and by the timer. */
    private final Cancellation over = new Cancellation();

    private final Duration timeout;
    private final Runnable unlink;
    private final Optional<Timer> timer;
    private final CountDownLatch untilOver = new CountDownLatch(1);
    private volatile boolean timedOut;

    CallLimit(CallOptions options) {
        timeout = options.timeout();
        over.onCancel(untilOver::countDown);
        unlink = options.cancellation()
                .map(cancellation -> cancellation.onCancel(over::cancel))
                .orElse(() -> {});
        timer = timeout.isZero() ? Optional.empty() : Optional.of(Timer.after(timeout, this::timeOut));
    }

    private void timeOut() {
        timedOut = !over.isCancelled();
        over.cancel();
    }

    boolean isOver() {
        return over.isCancelled();
    }

    /** Runs what is given when the call is over, at once if it is. Returns what takes it back. */
    Runnable onOver(Runnable callback) {
        return over.onCancel(callback);
    }

    /** Waits as long as given, but not longer than the call. */
    void await(Duration pause) throws InterruptedException {
        untilOver.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Says why the call has ended early. */
    ServiceException exception(RemoteEntity remote, String operation) {
        return new ServiceException(reason(), message(remote, operation));
    }

    /** Says why the call has ended early, where its end was not even answered. */
    ServiceException exception(RemoteEntity remote, String operation, ServiceException unanswered) {
        return new ServiceException(reason(), message(remote, operation), unanswered);
    }

    private ServiceException.Reason reason() {
        return timedOut ? ServiceException.Reason.TIMED_OUT : ServiceException.Reason.CANCELLED;
    }

    private String message(RemoteEntity remote, String operation) {
        return timedOut
                ? "%s with %s was not done within the timeout of the call, %s".formatted(operation, remote, timeout)
                : "%s with %s was cancelled".formatted(operation, remote);
    }

    /** The call has ended by itself. */
    @Override
    public void close() {
        unlink.run();
        timer.ifPresent(Timer::stop);
    }
}
