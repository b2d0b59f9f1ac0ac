package org.pacsscp.core.internal.association;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.Role;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.dimse.CommandName;
import org.pacsscp.core.internal.flight.FlightRecorder;
import org.pacsscp.core.internal.flight.InvocationRecord;

/**
 * Sends requests of ours on an association, on the thread that wants one. An I/O thread does not wait: it sends what it can at
 * once, with what else its loop sends in its turn, and leaves to a worker what may have to wait.
 */
final class Invoker {
    private final AssociationContext context;
    private final Session session;

    Invoker(AssociationContext context, Session session) {
        this.context = context;
        this.session = session;
    }

    /** Sends a request; what becomes of it is for the stage to say. */
    CompletionStage<ReceivedResponse> invoke(Invocation invocation, Consumer<? super ReceivedResponse> pending) {
        try {
            Invocations.Pending sent = send(invocation, pending, false);
            session.invocations().readByOthers();
            return sent.answer();
        } catch (InvocationException e) {
            return CompletableFuture.failedStage(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedStage(e);
        }
    }

    /** As {@link #invoke}, on a thread that must not wait, such as that of a callback which goes on where a response has come. */
    CompletionStage<ReceivedResponse> invokeSoon(Invocation invocation, Consumer<? super ReceivedResponse> pending) {
        try {
            Optional<Invocations.Pending> sent = sendAtOnce(invocation, pending);
            return sent.isPresent() ? sent.get().answer() : leaveToWorker(invocation, pending);
        } catch (InvocationException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Empty if that may have to wait: for the window, for a data set's writer, or since another loop has the association. */
    private Optional<Invocations.Pending> sendAtOnce(Invocation invocation, Consumer<? super ReceivedResponse> pending)
            throws InvocationException {
        if (!MessageSender.mayBeSentSoon(invocation)
                || !session.connection().loop().isCurrent()) {
            return Optional.empty();
        }
        Optional<Invocations.Pending> begun = session.invocations()
                .beginAtOnce(invocation.commandFieldCode(), presentationContext(invocation), pending);
        begun.filter(request -> !request.answer().isDone()).ifPresent(request -> {
            announce(invocation, request);
            session.sender().requestSoon(invocation, request);
            session.invocations().expect();
            session.invocations().readByOthers();
        });
        return begun;
    }

    private CompletionStage<ReceivedResponse> leaveToWorker(
            Invocation invocation, Consumer<? super ReceivedResponse> pending) {
        CompletableFuture<ReceivedResponse> answer = new CompletableFuture<>();
        try {
            session.onWorker(() -> invokeAndTell(invocation, pending, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private void invokeAndTell(
            Invocation invocation,
            Consumer<? super ReceivedResponse> pending,
            CompletableFuture<ReceivedResponse> answer) {
        try {
            session.requireThreadThatMayWait("invoke(...)");
            var unused = invoke(invocation, pending).whenComplete((response, failure) -> {
                if (failure == null) {
                    answer.complete(response);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /**
     * Sends a request whose responses are taken one by one.
     *
     * @throws IOException if writing its data set failed
     */
    ResponseQueue begin(Invocation invocation) throws InvocationException, IOException, InterruptedException {
        ResponseQueue responses = new ResponseQueue(session, isCancellable(invocation));
        Invocations.Pending sent = send(invocation, responses::add, true);
        if (sent.failure() instanceof IOException broken) {
            throw broken;
        }
        if (sent.failure() instanceof InvocationException unsent) {
            throw unsent;
        }
        if (sent.failure() instanceof RuntimeException fault) {
            throw fault;
        }
        responses.begin(sent);
        return responses;
    }

    /** PS3.7 9.3.2.3, 9.3.3.3, 9.3.4.3: those that may have many responses. */
    private static boolean isCancellable(Invocation invocation) {
        int code = invocation.commandFieldCode();
        return code == CommandField.C_FIND_RQ.code()
                || code == CommandField.C_GET_RQ.code()
                || code == CommandField.C_MOVE_RQ.code();
    }

    private Invocations.Pending send(
            Invocation invocation, Consumer<? super ReceivedResponse> pending, boolean waitedFor)
            throws InvocationException, InterruptedException {
        PresentationContext presentationContext = presentationContext(invocation);
        Duration timeout = context.timeouts().response();
        Invocations.Pending begun = session.invocations()
                .begin(timeout.toNanos(), invocation.commandFieldCode(), presentationContext, pending, waitedFor)
                .orElseThrow(() -> new InvocationException(
                        InvocationException.Cause.TIMED_OUT, timedOut("earlier requests were not answered", timeout)));
        if (!begun.answer().isDone()) {
            announce(invocation, begun);
            send(invocation, begun);
            session.invocations().expect();
        }
        return begun;
    }

    /** Those who record what happens, or listen, hear of a request that is about to be sent, and of its end. */
    private void announce(Invocation invocation, Invocations.Pending begun) {
        record(invocation, begun);
        tell(invocation, begun);
    }

    private void record(Invocation invocation, Invocations.Pending begun) {
        InvocationRecord flight = FlightRecorder.invocation();
        if (flight != null) {
            var unused = begun.answer().whenComplete((response, failure) -> {
                if (flight.stop()) {
                    flight.tell(
                            session.id(),
                            begun.messageId(),
                            CommandName.of(invocation.commandFieldCode()),
                            invocation.sopClassUid().value(),
                            response == null
                                    ? ""
                                    : "%04XH".formatted(response.status().code()));
                }
            });
        }
    }

    private void tell(Invocation invocation, Invocations.Pending begun) {
        if (!context.events().areHeardOfInvocations()) {
            return;
        }
        long since = System.nanoTime();
        context.events().invoked(session, begun.messageId(), invocation);
        var unused = begun.answer()
                .whenComplete((response, failure) -> context.events()
                        .completed(
                                session,
                                begun.messageId(),
                                invocation,
                                Optional.ofNullable(response).map(ReceivedResponse::status),
                                System.nanoTime() - since));
    }

    private PresentationContext presentationContext(Invocation invocation) throws InvocationException {
        List<PresentationContext> fitting = new ArrayList<>(1);
        for (PresentationContext candidate : session.presentationContexts()) {
            if (fits(candidate, invocation)) {
                fitting.add(candidate);
            }
        }
        if (fitting.isEmpty()) {
            throw new InvocationException(
                    InvocationException.Cause.NO_PRESENTATION_CONTEXT,
                    "no accepted presentation context for " + wanted(invocation) + " in which we have "
                            + roleToInvoke(invocation) + ": " + session.howToGetRole());
        }
        if (invocation.dataSet().isPresent() && !haveOneTransferSyntax(fitting)) {
            throw new InvocationException(
                    InvocationException.Cause.AMBIGUOUS_PRESENTATION_CONTEXT,
                    "several accepted presentation contexts fit " + wanted(invocation) + ": " + names(fitting)
                            + "; say with Invocation.transferSyntax(...) how the data set is encoded");
        }
        return fitting.get(0);
    }

    private static boolean haveOneTransferSyntax(List<PresentationContext> contexts) {
        Uid first = contexts.get(0).transferSyntax();
        return contexts.size() == 1
                || contexts.stream().map(PresentationContext::transferSyntax).allMatch(first::equals);
    }

    private static String names(List<PresentationContext> contexts) {
        return contexts.stream()
                .map(context -> context.id() + " with transfer syntax " + context.transferSyntax())
                .collect(Collectors.joining(", "));
    }

    private static Uid wanted(Invocation invocation) {
        return invocation.abstractSyntax().orElse(invocation.sopClassUid());
    }

    private boolean fits(PresentationContext candidate, Invocation invocation) {
        return carries(candidate, invocation)
                && candidate.roles().contains(roleToInvoke(invocation))
                && invocation
                        .transferSyntax()
                        .map(candidate.transferSyntax()::equals)
                        .orElse(true);
    }

    private boolean carries(PresentationContext candidate, Invocation invocation) {
        return invocation
                .abstractSyntax()
                .map(candidate.abstractSyntax()::equals)
                .orElseGet(() -> session.dispatcher().carries(candidate, invocation.sopClassUid()));
    }

    /** The SCU invokes operations, the SCP notifications (PS3.7 section 7.2). */
    private static Role roleToInvoke(Invocation invocation) {
        return invocation.commandFieldCode() == CommandField.N_EVENT_REPORT_RQ.code() ? Role.PERFORMER : Role.INVOKER;
    }

    private void send(Invocation invocation, Invocations.Pending pending) {
        try {
            session.sender().request(pending.presentationContext(), watched(invocation, pending), pending.messageId());
            pending.sent();
        } catch (PeerGoneException e) {
            pending.fail(new InvocationException(
                    InvocationException.Cause.ASSOCIATION_ENDED, "the request was not sent: " + e.getMessage()));
        } catch (IOException | RuntimeException | Error e) {
            pending.fail(e);
        }
    }

    /** A fault of the data set's writer ends the association, and must be told before that is. */
    private static Invocation watched(Invocation invocation, Invocations.Pending pending) {
        Optional<DataSetWriter> dataSet = invocation.dataSet();
        return dataSet.isEmpty()
                ? invocation
                : invocation.dataSet(out -> {
                    try {
                        dataSet.get().writeTo(out);
                    } catch (PeerGoneException e) {
                        throw e;
                    } catch (Throwable e) {
                        pending.fail(e);
                        throw e;
                    }
                });
    }

    private static String timedOut(String what, Duration timeout) {
        return what + " within " + timeout + " (Timeouts.response)";
    }
}
