package org.pacsscp.core.internal.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.core.internal.dimse.Dispatcher;
import org.pacsscp.core.internal.io.Deadline;
import org.pacsscp.core.internal.io.IoLoop;

/** Sends requests of ours on a peer's association; on the thread that wants one, which may wait. */
final class Invoker {
    private final ServerContext context;
    private final Session session;
    private final IoLoop loop;
    private final Dispatcher dispatcher;

    Invoker(ServerContext context, Session session, IoLoop loop) {
        this.context = context;
        this.session = session;
        this.loop = loop;
        dispatcher = context.services().find(session.calledAeTitle().value()).dispatcher();
    }

    CompletionStage<Invocation.Response> invoke(Invocation invocation) {
        Optional<PresentationContext> fitting = session.presentationContexts().stream()
                .filter(candidate -> fits(candidate, invocation))
                .findFirst();
        if (fitting.isEmpty()) {
            return failed(
                    InvocationException.Cause.NO_PRESENTATION_CONTEXT,
                    "no accepted presentation context for " + invocation.sopClassUid() + " in which the server has "
                            + roleToInvoke(invocation) + ": a capability must have it, and for " + Role.INVOKER
                            + " the peer must propose its SCP role (PS3.7 D.3.3.4)");
        }
        Duration timeout = context.config().timeouts().response();
        try {
            Optional<Invocations.Pending> begun = session.invocations().begin(timeout.toNanos());
            return begun.isPresent()
                    ? send(fitting.get(), invocation, begun.get(), timeout)
                    : failed(
                            InvocationException.Cause.TIMED_OUT,
                            timedOut("earlier requests were not answered", timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedStage(e);
        }
    }

    private boolean fits(PresentationContext candidate, Invocation invocation) {
        return dispatcher.carries(candidate, invocation.sopClassUid())
                && candidate.roles().contains(roleToInvoke(invocation))
                && invocation
                        .transferSyntax()
                        .map(candidate.transferSyntax()::equals)
                        .orElse(true);
    }

    /** The SCU invokes operations, the SCP notifications (PS3.7 section 7.2). */
    private static Role roleToInvoke(Invocation invocation) {
        return invocation.commandFieldCode() == CommandField.N_EVENT_REPORT_RQ.code() ? Role.PERFORMER : Role.INVOKER;
    }

    private CompletionStage<Invocation.Response> send(
            PresentationContext presentationContext,
            Invocation invocation,
            Invocations.Pending pending,
            Duration timeout) {
        if (pending.answer().isDone()) {
            return pending.answer();
        }
        try {
            session.sender().request(presentationContext, watched(invocation, pending), pending.messageId());
        } catch (PeerGoneException e) {
            pending.fail(new InvocationException(
                    InvocationException.Cause.ASSOCIATION_ENDED, "the request was not sent: " + e.getMessage()));
            return pending.answer();
        } catch (IOException | RuntimeException e) {
            pending.fail(e);
            return pending.answer();
        }
        loop.execute(() -> expectAnswer(pending, timeout));
        return pending.answer();
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

    private void expectAnswer(Invocations.Pending pending, Duration timeout) {
        Deadline deadline = loop.deadline(
                () -> pending.timeOut(timedOut("message " + pending.messageId() + " was not answered", timeout)));
        if (!pending.answer().isDone()) {
            deadline.set(timeout.toNanos());
            var unused = pending.answer().whenComplete((response, failure) -> loop.execute(deadline::clear));
        }
    }

    private static String timedOut(String what, Duration timeout) {
        return what + " within " + timeout + " (Timeouts.response)";
    }

    private static CompletionStage<Invocation.Response> failed(InvocationException.Cause cause, String message) {
        return CompletableFuture.failedStage(new InvocationException(cause, message));
    }
}
