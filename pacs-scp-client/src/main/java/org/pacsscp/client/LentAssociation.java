package org.pacsscp.client;

import java.io.IOException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Uid;

/**
 * An open association while a call has it, for one request after the other: belongs to the thread of the call, but for {@link
 * #cancel}, {@link #abort} and {@link #close}, which any may call.
 */
final class LentAssociation implements AutoCloseable {
    private final Associations owner;
    private final RemoteEntity remote;
    private final Purpose purpose;
    private final RequestedAssociation association;
    private volatile @Nullable OngoingInvocation underWay;
    private String operation = "";
    private volatile boolean broken;

    LentAssociation(Associations owner, RemoteEntity remote, Purpose purpose, RequestedAssociation association) {
        this.owner = owner;
        this.remote = remote;
        this.purpose = purpose;
        this.association = association;
    }

    RemoteEntity remote() {
        return remote;
    }

    Purpose purpose() {
        return purpose;
    }

    RequestedAssociation association() {
        return association;
    }

    /** Tells whether a request could still be sent. */
    boolean isUsable() {
        return !broken && association.end().isEmpty();
    }

    /** Returns the transfer syntax of the accepted context for a SOP class for which one was proposed. */
    Uid transferSyntax(Uid sopClass, String forOperation) throws ServiceException {
        return association.presentationContexts().stream()
                .filter(context -> context.abstractSyntax().equals(sopClass))
                .map(PresentationContext::transferSyntax)
                .findFirst()
                .orElseThrow(() -> new ServiceException(
                        ServiceException.Reason.NOT_ACCEPTED,
                        "%s does not take %s: it has not accepted a presentation context for %s"
                                .formatted(remote, forOperation, Names.of(sopClass))));
    }

    /**
     * Sends a request.
     *
     * @param name of the operation, such as C-FIND
     * @throws IOException if its data set could not be written; the association is aborted
     */
    void begin(String name, Invocation request) throws IOException, InterruptedException {
        operation = name;
        try {
            underWay = association.begin(request);
        } catch (InvocationException e) {
            throw failure(e);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    /** Waits for the next response to the request that was sent last. */
    ReceivedResponse next() throws ServiceException, InterruptedException {
        OngoingInvocation invocation = underWay;
        if (invocation == null) {
            throw new NoSuchElementException("no response is due");
        }
        try {
            ReceivedResponse response = invocation.next();
            if (!response.isPending()) {
                underWay = null;
            }
            return response;
        } catch (InvocationException e) {
            throw failure(e);
        }
    }

    /** Sends a request, and waits for its final response. */
    ReceivedResponse ask(String name, Invocation request) throws IOException, InterruptedException {
        begin(name, request);
        return last();
    }

    /** Waits for the final response to the request that was sent last, and passes over others. */
    ReceivedResponse last() throws ServiceException, InterruptedException {
        ReceivedResponse response = next();
        while (response.isPending()) {
            response = next();
        }
        return response;
    }

    private ServiceException failure(InvocationException e) {
        broken = true;
        return switch (e.reason()) {
            case TIMED_OUT ->
                new ServiceException(
                        ServiceException.Reason.TIMED_OUT,
                        "%s did not answer %s: %s".formatted(remote, operation, e.getMessage()),
                        e);
            case ASSOCIATION_ENDED ->
                new ServiceException(
                        ServiceException.Reason.ASSOCIATION_ENDED,
                        "the association with %s ended before it answered %s: %s"
                                .formatted(remote, operation, e.getMessage()),
                        e);
            case NO_PRESENTATION_CONTEXT, AMBIGUOUS_PRESENTATION_CONTEXT ->
                new ServiceException(
                        ServiceException.Reason.NOT_ACCEPTED,
                        "%s has not accepted what %s needs: %s".formatted(remote, operation, e.getMessage()),
                        e);
        };
    }

    /**
     * Asks the peer to stop what is under way, if anything is, and aborts the association if it does not within the time for
     * a release.
     */
    void cancel() {
        OngoingInvocation invocation = underWay;
        if (invocation != null) {
            invocation.cancel();
            owner.abortLater(association, () -> underWay != null);
        }
    }

    /** Ends the association for a fault of the peer's. */
    void abort() {
        broken = true;
        association.abort(AbortReason.SERVICE_USER);
    }

    /** Gives the association back: at rest to be used again or released, else to be ended without waiting for it. */
    @Override
    public void close() {
        OngoingInvocation invocation = underWay;
        if (invocation == null && !broken) {
            owner.giveBack(this);
        } else {
            if (invocation != null) {
                invocation.close();
            }
            owner.letGo(association);
        }
    }
}
