package org.pacsscp.core.internal.association;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.pacsscp.core.internal.io.loop.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our requests on an association that wait for their responses; any thread. */
public final class Invocations {
    private static final Logger log = LoggerFactory.getLogger(Invocations.class);

    private final TimeSource time;
    private final int most;
    private final Semaphore window;
    private final ResponseDeadline deadline;
    private final AtomicInteger lastMessageId = new AtomicInteger();
    private final Map<Integer, Pending> byMessageId = new ConcurrentHashMap<>(2);

    /** Of how many requests so many responses are held that no more should be read. */
    private final AtomicInteger heldUp = new AtomicInteger();

    /** When the last final response came. */
    private volatile long answeredAt;

    /** Whoever waits may read by this, if the loop has not taken the receiving side back. */
    private volatile @Nullable LentResponses lent;

    private volatile @Nullable String ended;

    /** A request that waits. */
    public final class Pending {
        private final int messageId;
        private final int commandFieldCode;
        private final PresentationContext presentationContext;
        private final Consumer<? super ReceivedResponse> pendingResponses;
        private final CompletableFuture<ReceivedResponse> answer = new CompletableFuture<>();
        private final boolean waitedFor;
        private final boolean soon;
        private volatile boolean sent;
        private volatile long heardAt;

        Pending(
                int messageId,
                int commandFieldCode,
                PresentationContext presentationContext,
                Consumer<? super ReceivedResponse> pendingResponses,
                boolean waitedFor) {
            this.messageId = messageId;
            this.commandFieldCode = commandFieldCode;
            this.presentationContext = presentationContext;
            this.pendingResponses = pendingResponses;
            this.waitedFor = waitedFor;
            heard();
            soon = heardAt - answeredAt < ReceivingSide.KEEP_NANOS;
        }

        /**
         * Tells whether who waits may read from the peer himself from this response on: it is the last, and he has asked one
         * thing right after the other.
         */
        public boolean leadsToAnother(ReceivedResponse response) {
            return waitedFor && soon && isOneAtATime() && response.status().category() != DimseStatus.Category.PENDING;
        }

        int messageId() {
            return messageId;
        }

        PresentationContext presentationContext() {
            return presentationContext;
        }

        CompletableFuture<ReceivedResponse> answer() {
            return answer;
        }

        /** Returns why there is no answer, if that is known already. */
        @Nullable
        Throwable failure() {
            if (!answer.isCompletedExceptionally()) {
                return null;
            }
            return answer.handle((response, cause) -> cause).getNow(null);
        }

        /** The peer has the request. */
        void sent() {
            heard();
            sent = true;
        }

        /** From now on the peer has the whole time for its next response. */
        void heard() {
            heardAt = time.nanos();
        }

        /** Returns for how long the peer has not answered. */
        long silentNanos() {
            return time.nanos() - heardAt;
        }

        /** A response came; a pending one is handed on. */
        public void complete(ReceivedResponse response) {
            heard();
            if (response.status().category() == DimseStatus.Category.PENDING) {
                handOn(response);
            } else {
                answeredAt = heardAt;
                forget(this);
                answer.complete(response);
            }
        }

        /** Once the invoker was told how its request ended, there is nobody to take what comes late. */
        private void handOn(ReceivedResponse response) {
            if (answer.isDone()) {
                return;
            }
            try {
                pendingResponses.accept(response);
            } catch (Throwable e) {
                log.error("what takes the pending responses to message {} failed", messageId, e);
            }
        }

        /** The response deadline passed: the message id stays taken, so that a late response is nobody's fault. */
        void timeOut(String message) {
            answer.completeExceptionally(new InvocationException(InvocationException.Cause.TIMED_OUT, message));
        }

        /** The request was not sent. */
        void fail(Throwable cause) {
            forget(this);
            answer.completeExceptionally(cause);
        }
    }

    /** Lets {@code most} wait at once, the negotiated asynchronous operations window, each for {@code timeout} at most. */
    Invocations(int most, TimeSource time, IoLoop loop, Duration timeout) {
        this.most = most;
        this.time = time;
        window = new Semaphore(most);
        deadline = new ResponseDeadline(this, loop, timeout);
        answeredAt = time.nanos() - ReceivingSide.KEEP_NANOS;
    }

    /** From now on there may be requests. */
    void expect() {
        deadline.expect();
    }

    /**
     * Takes a place for a request, waiting for others to be answered; empty if the time passes before. {@code waitedFor} says that
     * a thread will wait for the responses.
     */
    Optional<Pending> begin(
            long nanos,
            int commandFieldCode,
            PresentationContext presentationContext,
            Consumer<? super ReceivedResponse> pendingResponses,
            boolean waitedFor)
            throws InterruptedException {
        boolean taken = nanos == 0;
        if (taken) {
            window.acquire();
        } else {
            taken = window.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        }
        return taken
                ? Optional.of(begun(commandFieldCode, presentationContext, pendingResponses, waitedFor))
                : Optional.empty();
    }

    /** As {@link #begin}, empty if it had to wait; nobody waits for the responses. */
    Optional<Pending> beginAtOnce(
            int commandFieldCode,
            PresentationContext presentationContext,
            Consumer<? super ReceivedResponse> pendingResponses) {
        return window.tryAcquire()
                ? Optional.of(begun(commandFieldCode, presentationContext, pendingResponses, false))
                : Optional.empty();
    }

    private Pending begun(
            int commandFieldCode,
            PresentationContext presentationContext,
            Consumer<? super ReceivedResponse> pendingResponses,
            boolean waitedFor) {
        Pending pending =
                new Pending(nextMessageId(), commandFieldCode, presentationContext, pendingResponses, waitedFor);
        byMessageId.put(pending.messageId(), pending);
        String why = ended;
        if (why != null) {
            fail(pending, why);
        }
        return pending;
    }

    private int nextMessageId() {
        int id = lastMessageId.updateAndGet(last -> last == 0xFFFF ? 1 : last + 1);
        while (byMessageId.containsKey(id)) {
            id = lastMessageId.updateAndGet(last -> last == 0xFFFF ? 1 : last + 1);
        }
        return id;
    }

    /** Finds the request that a response answers. */
    public Pending answered(ReceivedCommandSet response) throws MessageException {
        int messageId = response.messageId();
        Pending pending = byMessageId.get(messageId);
        if (pending == null) {
            throw new MessageException(
                    AbortReason.SERVICE_USER, "a response to message " + messageId + ", which nobody waits for");
        }
        if (!response.answers(pending.commandFieldCode)) {
            throw new MessageException(
                    AbortReason.SERVICE_USER,
                    "a response with command field %04XH to message %d, which is a request with %04XH"
                            .formatted(response.commandFieldCode(), messageId, pending.commandFieldCode));
        }
        return pending;
    }

    /** Tells whether a response is waited for; one that came too late is not. */
    public boolean isAnyAwaited() {
        for (Pending pending : byMessageId.values()) {
            if (!pending.answer().isDone()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Ends the requests that were not answered in time; each response has the whole time again. The clock stands while nothing
     * is read, since responses are not taken. Returns in how many nanoseconds the next may be due, 0 if none may; the loop's.
     */
    long endOverdue(Duration timeout) {
        long next = 0;
        for (Pending pending : byMessageId.values()) {
            if (pending.answer().isDone()) {
                continue;
            }
            if (isHeldUp() || !pending.sent) {
                pending.heard();
            }
            long left = timeout.toNanos() - pending.silentNanos();
            if (left <= 0) {
                pending.timeOut("message " + pending.messageId() + " was not answered within " + timeout
                        + " (Timeouts.response)");
            } else {
                next = next == 0 ? left : Math.min(next, left);
            }
        }
        return next;
    }

    /** Tells whether a request has to wait for the response to the one before. */
    public boolean isOneAtATime() {
        return most == 1;
    }

    /** Whoever waits for a response may read by {@code reader}; called before he gets one. */
    public void lend(LentResponses reader) {
        lent = reader;
    }

    /** Reads until there is enough, if the present thread may; {@code false} if others read, for which it has to wait. */
    boolean read(BooleanSupplier enough) {
        LentResponses present = lent;
        return present != null && present.read(enough);
    }

    /** Nobody waits who reads himself. */
    void readByOthers() {
        LentResponses present = lent;
        if (present != null) {
            present.giveBack();
        }
    }

    /** Nobody takes the responses to a request as fast as they come. */
    void holdUp() {
        heldUp.incrementAndGet();
    }

    /** They were taken. */
    void goOn() {
        heldUp.decrementAndGet();
    }

    /** Tells whether no more should be read until responses have been taken. */
    boolean isHeldUp() {
        return heldUp.get() > 0;
    }

    private void forget(Pending pending) {
        if (byMessageId.remove(pending.messageId(), pending)) {
            window.release();
        }
    }

    /** Nothing more may be asked; what was asked may still be answered. */
    void endNew(String why) {
        ended = why;
    }

    /** The association has ended: nothing will be answered. */
    void end(String why) {
        ended = why;
        deadline.end();
        byMessageId.values().forEach(pending -> fail(pending, why));
    }

    private void fail(Pending pending, String why) {
        pending.fail(new InvocationException(InvocationException.Cause.ASSOCIATION_ENDED, why));
    }
}
