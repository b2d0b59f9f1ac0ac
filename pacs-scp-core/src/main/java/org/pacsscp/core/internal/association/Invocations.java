package org.pacsscp.core.internal.association;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;
import org.pacsscp.core.internal.io.loop.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our requests on an association that wait for their responses; any thread. */
public final class Invocations {
    private static final Logger log = LoggerFactory.getLogger(Invocations.class);

    private final TimeSource time;
    private final Semaphore window;
    private final AtomicInteger lastMessageId = new AtomicInteger();
    private final Map<Integer, Pending> byMessageId = new ConcurrentHashMap<>(2);

    /** Of how many requests so many responses are held that no more should be read. */
    private final AtomicInteger heldUp = new AtomicInteger();

    private volatile @Nullable String ended;

    /** A request that waits. */
    public final class Pending {
        private final int messageId;
        private final int commandFieldCode;
        private final PresentationContext presentationContext;
        private final Consumer<? super ReceivedResponse> pendingResponses;
        private final CompletableFuture<ReceivedResponse> answer = new CompletableFuture<>();
        private volatile long heardAt;

        Pending(
                int messageId,
                int commandFieldCode,
                PresentationContext presentationContext,
                Consumer<? super ReceivedResponse> pendingResponses) {
            this.messageId = messageId;
            this.commandFieldCode = commandFieldCode;
            this.presentationContext = presentationContext;
            this.pendingResponses = pendingResponses;
            heard();
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

        /** From now on the peer has the whole time for its next response. */
        void heard() {
            heardAt = time.nanos();
        }

        /** Returns for how long the peer has not answered. */
        long silentNanos() {
            return time.nanos() - heardAt;
        }

        /** A response came; a pending one is handed on. */
        public void complete(ReceivedCommandSet command, Uid transferSyntax, byte[] dataSet) {
            ReceivedResponse response = new ReceivedResponse(command, DataSetStream.of(transferSyntax, dataSet));
            heard();
            if (response.status().category() == DimseStatus.Category.PENDING) {
                handOn(response);
            } else {
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

    /** Lets so many wait at once: the negotiated asynchronous operations window. */
    Invocations(int most, TimeSource time) {
        this.time = time;
        window = new Semaphore(most);
    }

    /** Takes a place for a request, waiting for others to be answered; empty if the time passes before. */
    Optional<Pending> begin(
            long nanos,
            int commandFieldCode,
            PresentationContext presentationContext,
            Consumer<? super ReceivedResponse> pendingResponses)
            throws InterruptedException {
        boolean taken = nanos == 0;
        if (taken) {
            window.acquire();
        } else {
            taken = window.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        }
        if (!taken) {
            return Optional.empty();
        }
        Pending pending = new Pending(nextMessageId(), commandFieldCode, presentationContext, pendingResponses);
        byMessageId.put(pending.messageId(), pending);
        String why = ended;
        if (why != null) {
            fail(pending, why);
        }
        return Optional.of(pending);
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
    boolean isAnyAwaited() {
        return byMessageId.values().stream()
                .anyMatch(pending -> !pending.answer().isDone());
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
        byMessageId.values().forEach(pending -> fail(pending, why));
    }

    private void fail(Pending pending, String why) {
        pending.fail(new InvocationException(InvocationException.Cause.ASSOCIATION_ENDED, why));
    }
}
