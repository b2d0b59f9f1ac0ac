package org.pacsscp.core.internal.operation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Action;
import org.pacsscp.api.Association;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Response;
import org.pacsscp.core.internal.association.Request;
import org.pacsscp.core.internal.association.Session;
import org.pacsscp.core.internal.dimse.HandlerName;
import org.pacsscp.core.internal.dimse.Verdict;
import org.pacsscp.core.internal.flight.FlightRecorder;
import org.pacsscp.core.internal.flight.OperationRecord;
import org.pacsscp.core.internal.flight.WorkerWaitRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An action that a worker serves. It belongs to that worker; any thread may cancel it. */
final class Operation implements Action {
    private static final Logger log = LoggerFactory.getLogger(Operation.class);
    private static final byte[] NO_BYTES = {};

    private final Session session;
    private final Verdict.Invoke invoke;
    private final Request request;
    private final ReentrantLock cancelling = new ReentrantLock();
    private final List<Runnable> callbacks = new ArrayList<>(0);
    private DataSetStream dataSet;
    private volatile boolean cancelled;
    private volatile boolean answering;
    private @Nullable Thread interruptible;
    private final @Nullable WorkerWaitRecord wait = FlightRecorder.workerWait();
    private @Nullable HeldDataSet heldDataSet;

    /** {@code null} for most: the worker's. */
    private @Nullable List<Runnable> afterAnswer;

    private boolean ended;

    Operation(Session session, Verdict.Invoke invoke, Request request) {
        this.session = session;
        this.invoke = invoke;
        this.request = request;
        dataSet = DataSetStream.of(request.presentationContext().transferSyntax(), NO_BYTES);
    }

    Request request() {
        return request;
    }

    /** It waits for its turn. */
    void comesEarly() {
        if (wait != null) {
            wait.comesEarly();
        }
    }

    /** It waits for its turn, and its data set is taken off the wire meanwhile. */
    void hold(HeldDataSet beginning) {
        heldDataSet = beginning;
    }

    /** Returns what was received of the data set while the request waited; {@code null} if it did not wait. */
    @Nullable
    HeldDataSet heldDataSet() {
        return heldDataSet;
    }

    /** What was received of the data set while the request waited is not wanted any more. */
    void releaseHeld() {
        HeldDataSet held = heldDataSet;
        if (held != null) {
            held.release();
        }
    }

    /** Tells whether some of the data set is still on the receiving side. */
    boolean needsReceivingSide() {
        HeldDataSet held = heldDataSet;
        return command().hasDataSet() && (held == null || !held.isComplete());
    }

    /** The data set comes from here. */
    void receive(DataSetStream stream) {
        dataSet = stream;
    }

    /** Calls the handler on the present thread. */
    Response serve() {
        if (wait != null) {
            wait.over(session.id(), command().messageId());
        }
        OperationRecord flight = request.flight();
        if (flight == null) {
            return callHandler();
        }
        long called = System.nanoTime();
        Response response = callHandler();
        flight.handled(called - request.arrivedAt(), System.nanoTime() - called);
        return response;
    }

    /** The handler has read so much of the data set. */
    void recordRead(long bytes) {
        OperationRecord flight = request.flight();
        if (flight != null) {
            flight.read(bytes);
        }
    }

    private Response callHandler() {
        if (invoke.interruptOnCancel()) {
            withLock(() -> interruptible = Thread.currentThread());
        }
        try {
            return HandlerCall.handle(invoke.handler(), this);
        } finally {
            withLock(() -> {
                interruptible = null;
                ended = true;
            });
            // An interrupt that the handler has not met must not hit what the thread does next: it would cut a PDU.
            Thread.interrupted();
        }
    }

    /** The final response is about to be sent: from now on the peer may use the message id again. */
    void beginAnswer() {
        answering = true;
    }

    boolean isAnswering() {
        return answering;
    }

    /** The answer is not wanted any more; any thread. */
    void cancel() {
        List<Runnable> toRun = new ArrayList<>();
        withLock(() -> {
            if (!cancelled && !ended) {
                cancelled = true;
                toRun.addAll(callbacks);
                if (interruptible != null) {
                    interruptible.interrupt();
                }
            }
        });
        toRun.forEach(callback -> run("cancel", callback));
    }

    /** The final response was handed to the socket, or will not be. */
    void endAnswer() {
        List<Runnable> registered = afterAnswer;
        if (registered != null) {
            registered.forEach(callback -> run("answer", callback));
        }
    }

    private void run(String kind, Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) {
            log.error("the {} callback of handler {} failed", kind, HandlerName.of(invoke.handler()), e);
        }
    }

    private void withLock(Runnable step) {
        cancelling.lock();
        try {
            step.run();
        } finally {
            cancelling.unlock();
        }
    }

    @Override
    public Association association() {
        return session;
    }

    @Override
    public PresentationContext presentationContext() {
        return request.presentationContext();
    }

    @Override
    public CommandSet command() {
        return request.command();
    }

    @Override
    public DataSetStream dataSet() {
        return dataSet;
    }

    @Override
    public void sendPending(Response response) throws IOException {
        requirePending(response);
        requireUnderWay();
        session.sender().respond(request, response);
    }

    @Override
    public void sendPending(List<? extends Response> responses) throws IOException {
        responses.forEach(Operation::requirePending);
        requireUnderWay();
        session.sender().respond(request, responses);
    }

    private static void requirePending(Response response) {
        DimseStatus status = response.status();
        if (status.category() != DimseStatus.Category.PENDING) {
            throw new IllegalArgumentException(
                    status + " is not a pending status; the final one is what handle(...) returns");
        }
    }

    private void requireUnderWay() throws IOException {
        if (ended) {
            throw new IOException("the operation has ended: handle(...) has returned");
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public boolean releaseRequested() {
        return session.isReleaseRequested();
    }

    @Override
    public void onCancel(Runnable callback) {
        Objects.requireNonNull(callback, "callback");
        boolean[] late = new boolean[1];
        withLock(() -> {
            late[0] = cancelled;
            callbacks.add(callback);
        });
        if (late[0]) {
            run("cancel", callback);
        }
    }

    @Override
    public void onAnswered(Runnable callback) {
        Objects.requireNonNull(callback, "callback");
        List<Runnable> registered = afterAnswer;
        if (registered == null) {
            registered = new ArrayList<>(1);
            afterAnswer = registered;
        }
        registered.add(callback);
    }
}
