package org.pacsscp.core.internal.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;

/** Our requests on an association that wait for their responses; any thread. */
final class Invocations {
    private final Semaphore window;
    private final AtomicInteger lastMessageId = new AtomicInteger();
    private final Map<Integer, Pending> byMessageId = new ConcurrentHashMap<>(2);
    private volatile @Nullable String ended;

    /** A request that waits. */
    final class Pending {
        private final int messageId;
        private final CompletableFuture<Invocation.Response> answer = new CompletableFuture<>();

        Pending(int messageId) {
            this.messageId = messageId;
        }

        int messageId() {
            return messageId;
        }

        CompletableFuture<Invocation.Response> answer() {
            return answer;
        }

        /** A response came; a pending one is passed over. */
        void complete(ReceivedCommandSet command, Uid transferSyntax, byte[] dataSet) {
            boolean isFinal = command.status().stream()
                    .noneMatch(code -> DimseStatus.of(code).category() == DimseStatus.Category.PENDING);
            if (isFinal) {
                forget(this);
                answer.complete(new Invocation.Response(command, DataSetStream.of(transferSyntax, dataSet)));
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
    Invocations(int most) {
        window = new Semaphore(most);
    }

    /** Takes a place for a request, waiting for others to be answered; empty if the time passes before. */
    Optional<Pending> begin(long nanos) throws InterruptedException {
        boolean taken = nanos == 0;
        if (taken) {
            window.acquire();
        } else {
            taken = window.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        }
        if (!taken) {
            return Optional.empty();
        }
        Pending pending = new Pending(nextMessageId());
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
    Pending answered(int messageId) throws MessageException {
        Pending pending = byMessageId.get(messageId);
        if (pending == null) {
            throw new MessageException(
                    AbortReason.SERVICE_USER, "a response to message " + messageId + ", which nobody waits for");
        }
        return pending;
    }

    private void forget(Pending pending) {
        if (byMessageId.remove(pending.messageId(), pending)) {
            window.release();
        }
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
