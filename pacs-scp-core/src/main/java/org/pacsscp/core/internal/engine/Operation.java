package org.pacsscp.core.internal.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Action;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.core.internal.dimse.Verdict;
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
    private CommandElements finalElements = CommandElements.none();
    private Optional<DataSetWriter> finalDataSet = Optional.empty();
    private volatile boolean cancelled;
    private volatile boolean answering;
    private @Nullable Thread interruptible;
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

    /** The data set comes over the lent receiving side. */
    void receive(DataSetStream stream) {
        dataSet = stream;
    }

    /** Calls the handler on the present thread. */
    DimseStatus serve() {
        if (invoke.interruptOnCancel()) {
            withLock(() -> interruptible = Thread.currentThread());
        }
        try {
            return HandlerCall.call(invoke.handler(), this);
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

    CommandElements finalElements() {
        return finalElements;
    }

    Optional<DataSetWriter> finalDataSet() {
        return finalDataSet;
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
        toRun.forEach(this::run);
    }

    private void run(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) {
            log.error(
                    "the cancel callback of handler {} failed",
                    invoke.handler().getClass().getName(),
                    e);
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
    public ClientSession session() {
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
    public void sendPending(DimseStatus status, CommandElements elements) throws IOException {
        send(status, elements, Optional.empty());
    }

    @Override
    public void sendPending(DimseStatus status, DataSetWriter writer) throws IOException {
        send(status, CommandElements.none(), Optional.of(writer));
    }

    private void send(DimseStatus status, CommandElements elements, Optional<DataSetWriter> writer) throws IOException {
        if (status.category() != DimseStatus.Category.PENDING) {
            throw new IllegalArgumentException(
                    status + " is not a pending status; the final one is what handle(...) returns");
        }
        if (ended) {
            throw new IOException("the operation has ended: handle(...) has returned");
        }
        session.sender().respond(request, status, elements, writer);
    }

    @Override
    public void finalElements(CommandElements elements) {
        finalElements = Objects.requireNonNull(elements, "elements");
    }

    @Override
    public void finalDataSet(DataSetWriter writer) {
        finalDataSet = Optional.of(writer);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
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
            run(callback);
        }
    }
}
