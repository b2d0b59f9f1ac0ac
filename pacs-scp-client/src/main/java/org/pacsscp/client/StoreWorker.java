package org.pacsscp.client;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Uid;
import org.pacsscp.client.StoreResult.Outcome;

/** Sends what a queue has over one association, and over another where that has ended. Belongs to one thread. */
final class StoreWorker {
    private static final String OPERATION = "C-STORE";

    private final Associations associations;
    private final RemoteEntity remote;
    private final Purpose purpose;
    private final CallOptions options;
    private final CallLimit limit;
    private final StoreQueue queue;

    private @Nullable LentAssociation lent;
    private boolean answered;

    StoreWorker(
            Associations associations,
            RemoteEntity remote,
            Purpose purpose,
            CallOptions options,
            CallLimit limit,
            StoreQueue queue) {
        this.associations = associations;
        this.remote = remote;
        this.purpose = purpose;
        this.options = options;
        this.limit = limit;
        this.queue = queue;
    }

    /**
     * Opens the first association of a call, so that the caller learns that there is none.
     *
     * @throws IOException unless the peer takes an association, but nothing that this one is for
     */
    void open() throws IOException, InterruptedException {
        try {
            lent = associations.lend(remote, purpose, limit, options.retry());
            answered = false;
        } catch (AssociationException e) {
            if (e.kind() != AssociationException.Kind.NO_PRESENTATION_CONTEXT) {
                throw e;
            }
            queue.stop(Outcome.NOT_ACCEPTED, Names.of(e), e);
        }
    }

    void run() throws InterruptedException {
        try {
            for (PreparedInstance next = next(); next != null; next = next()) {
                queue.finished(next, store(next));
            }
        } finally {
            if (lent != null) {
                lent.close();
            }
        }
    }

    private @Nullable PreparedInstance next() {
        if (limit.isOver()) {
            queue.stop(Names.of(limit.exception(remote, OPERATION)), null);
        }
        return queue.next();
    }

    /** One instance, as often as may be. */
    private StoreResult store(PreparedInstance instance) throws InterruptedException {
        int attempts = instance.source().isRepeatable() ? options.retry().attempts() : 1;
        StoreResult result = attempt(instance);
        for (int count = 1; count < attempts && result.outcome() == Outcome.UNANSWERED && !limit.isOver(); count++) {
            limit.await(options.retry().pauseAfter(count));
            result = attempt(instance);
        }
        return result;
    }

    private StoreResult attempt(PreparedInstance instance) throws InterruptedException {
        LentAssociation association;
        try {
            association = association();
        } catch (IOException e) {
            queue.stop(Names.of(e), e);
            return instance.result(Outcome.NOT_SENT, Names.of(e), e);
        }
        List<Uid> accepted = association.association().presentationContexts().stream()
                .filter(context ->
                        context.abstractSyntax().equals(instance.head().sopClass()))
                .map(PresentationContext::transferSyntax)
                .toList();
        Optional<Uid> syntax =
                SyntaxChoice.choose(instance.head().transferSyntax(), instance.isConvertible(), accepted);
        return syntax.isPresent()
                ? send(association, instance, syntax.get())
                : instance.result(Outcome.NOT_ACCEPTED, notAccepted(instance.head(), accepted));
    }

    private LentAssociation association() throws IOException, InterruptedException {
        LentAssociation current = lent;
        if (current != null && current.isUsable()) {
            return current;
        }
        if (current != null) {
            current.close();
        }
        LentAssociation other = associations.lend(remote, purpose, limit, options.retry());
        lent = other;
        answered = false;
        return other;
    }

    private StoreResult send(LentAssociation association, PreparedInstance instance, Uid syntax)
            throws InterruptedException {
        try {
            association.begin(OPERATION, request(instance, syntax));
        } catch (ServiceException e) {
            return unanswered(association, instance, e);
        } catch (IOException e) {
            // The peer has half of it: the engine has aborted the association, and this is told as our own fault.
            return instance.result(Outcome.UNREADABLE, "it could not be read to its end: " + Names.of(e), e);
        }
        try {
            DimseStatus status = association.last().status();
            answered = true;
            queue.fruitful();
            return instance.answered(status, remote);
        } catch (ServiceException e) {
            return unanswered(association, instance, e);
        }
    }

    private StoreResult unanswered(LentAssociation association, PreparedInstance instance, ServiceException e) {
        association.abort();
        queue.ended(answered, Names.of(e), e);
        return instance.result(Outcome.UNANSWERED, Names.of(e), e);
    }

    private Invocation request(PreparedInstance instance, Uid syntax) {
        InstanceHead head = instance.head();
        CommandElements elements = options.moveOriginator()
                .map(originator -> CommandElements.none().moveOriginator(originator.aeTitle(), originator.messageId()))
                .orElse(CommandElements.none())
                .affectedSopInstanceUid(head.sopInstance())
                .priority(options.priority().code());
        return Invocation.of(head.sopClass(), CommandField.C_STORE_RQ)
                .elements(elements)
                .transferSyntax(syntax)
                .dataSet(instance.source().in(head, syntax));
    }

    private String notAccepted(InstanceHead head, List<Uid> accepted) {
        String taken = accepted.isEmpty()
                ? "not at all"
                : "only in " + accepted.stream().map(Names::of).collect(Collectors.joining(", "));
        return "%s takes %s %s; this one is in %s"
                .formatted(remote, Names.of(head.sopClass()), taken, Names.of(head.transferSyntax()));
    }
}
