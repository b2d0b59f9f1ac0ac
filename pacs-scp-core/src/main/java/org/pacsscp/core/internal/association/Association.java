package org.pacsscp.core.internal.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.io.Attendant;
import org.pacsscp.core.internal.io.ConnectFailedException;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.ConnectionHandler;
import org.pacsscp.core.internal.io.TlsHandshakeException;
import org.pacsscp.core.internal.io.loop.Deadline;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.report.SessionMdc;
import org.pacsscp.core.internal.ul.Side;
import org.pacsscp.core.internal.ul.State;

/**
 * One association, from its first byte to its end: hears of its network and of its users, and has {@link AssociationEvents} make
 * events of that, on which {@link UpperLayer} acts. Owned by the connection's loop.
 */
public final class Association implements ConnectionHandler, MessageProvider {
    /** How much is read and dropped of a peer that was told to go. */
    private static final long MAX_DISCARDED = 4L << 20;

    private final AssociationContext context;
    private final ServiceUser user;
    private final Connection connection;
    private final ReceivingSide receiving;
    private final UpperLayer upperLayer;
    private final AssociationEvents events;
    private final AssociationDeadlines deadlines;

    /** {@code wish} is for an association that we want; without one, the peer may want one. */
    private Association(AssociationContext context, ServiceUser user, Connection connection, @Nullable Requestor wish) {
        this.context = context;
        this.user = user;
        this.connection = connection;
        receiving = new ReceivingSide(context, connection, this::takeForRequest);
        Deadline deadline = connection.deadline(this::deadlinePassed);
        upperLayer = new UpperLayer(
                context,
                wish == null ? Side.ACCEPTOR : Side.REQUESTOR,
                user,
                this,
                connection,
                receiving,
                wish == null
                        ? new AcceptorEstablishment(context, user, connection, receiving)
                        : new RequestorEstablishment(context, wish),
                deadline);
        events = new AssociationEvents(upperLayer, receiving);
        deadlines = new AssociationDeadlines(context, upperLayer, connection, receiving, deadline);
    }

    /** One that a peer may request on its connection. */
    public static Association accepting(AssociationContext context, ServiceUser user, Connection connection) {
        return new Association(context, user, connection, null);
    }

    /** One that we request of a peer, once the connection is there that is being made. */
    public static Association requesting(
            AssociationContext context, ServiceUser user, Connection connection, Requestor requestor) {
        Association association = new Association(context, user, connection, requestor);
        association.upperLayer.happen(Happening.Plain.ASSOCIATE_REQUEST);
        return association;
    }

    private boolean takeForRequest(long bytes) {
        return context.resources().requests().take(bytes) && connection.hold(bytes);
    }

    private void deadlinePassed() {
        upperLayer.withMdc(deadlines::passed);
    }

    @Override
    public void connected() {
        Optional<String> objection = user.connected(this, connection);
        if (objection.isPresent()) {
            user.refused(connection, objection.get());
            connection.close();
            return;
        }
        connection.awaitService();
        upperLayer.happen(upperLayer.establishment().connected());
    }

    @Override
    public void received(ByteBuffer in) {
        upperLayer.setMdc();
        try {
            goOn(in);
            readPdus(in);
        } catch (PduException e) {
            // It is closed already if there was no room for a request.
            if (!connection.isClosing()) {
                events.malformed(e);
            }
        } finally {
            SessionMdc.clear();
        }
        if (events.isFramingLost() || connection.isClosing()) {
            in.position(in.limit());
        }
        if (upperLayer.bytesSinceFarewell() > MAX_DISCARDED) {
            connection.close();
        }
    }

    private void goOn(ByteBuffer in) {
        if (upperLayer.isEstablished()) {
            try {
                upperLayer.messageUser().goOn(in);
            } catch (MessageException e) {
                events.broken(e);
            }
        }
    }

    private void readPdus(ByteBuffer in) throws PduException {
        boolean more = true;
        while (more && mayRead()) {
            try {
                more = readOn(in);
            } catch (MessageException e) {
                events.broken(e);
            }
        }
    }

    /** Takes bytes up to the next thing to act upon; {@code false} if there are too few for that. */
    private boolean readOn(ByteBuffer in) throws PduException, MessageException {
        ReceivingSide.Received received = receiving.advance(in);
        switch (received) {
            case NOTHING -> {
                return false;
            }
            case TYPE -> events.judgeType();
            case PDU -> complete(in);
            // DT-2, and AR-6 after we have asked for the release.
            case COMMAND, DATA, END_OF_DATA_SET -> upperLayer.messageUser().received(received, in);
        }
        return true;
    }

    /** Who has waited for the association asks something next, and may read the answer himself. */
    private void complete(ByteBuffer in) {
        boolean begins = upperLayer.state() == State.STA5 && connection.isAttended();
        events.complete(receiving.takePdu());
        if (begins && upperLayer.state() == State.STA6) {
            upperLayer.messageUser().lendToOpener(in);
        }
    }

    /** While the peer does not take our answers its further requests wait; while a worker reads they are the worker's. */
    private boolean mayRead() {
        return !events.isFramingLost()
                && !receiving.isLent()
                && !connection.hasPendingOutput()
                && !mustWait()
                && !connection.isClosing();
    }

    private boolean mustWait() {
        return upperLayer.isEstablished()
                && (upperLayer.messageUser().letsPeerWait()
                        || upperLayer.session().sender().isCongested());
    }

    @Override
    public void drain(String why) {
        onLoop(() -> {
            upperLayer.establishment().stop(upperLayer, why);
            deadlines.releaseIfAtRest();
        });
    }

    @Override
    public void release() {
        onLoop(deadlines::releaseWhenDone);
    }

    @Override
    public void abort(AbortReason reason, String detail) {
        onLoop(() -> events.abort(reason, detail));
    }

    @Override
    public void stop(String why) {
        onLoop(() -> {
            upperLayer.establishment().stop(upperLayer, why);
            events.abort(AbortReason.SERVICE_USER, why);
        });
    }

    @Override
    public void close() {
        onLoop(this::closeNow);
    }

    @Override
    public void closeAndAttend(BooleanSupplier over) {
        Attendant.attend(connection, () -> upperLayer.withMdc(this::closeNow), over);
    }

    private void closeNow() {
        if (upperLayer.isEstablished() && isUnderWay()) {
            events.abort(AbortReason.SERVICE_USER, "the application closed it while a request was under way");
        } else {
            deadlines.releaseSoon();
        }
    }

    private boolean isUnderWay() {
        return upperLayer.messageUser().isServing() || upperLayer.session().awaitsResponse();
    }

    @Override
    public void onLoop(Runnable step) {
        connection.execute(() -> upperLayer.withMdc(step));
    }

    @Override
    public void onWorker(Runnable step) {
        upperLayer.messageUser().onWorker(step);
    }

    @Override
    public void withMdc(Runnable step) {
        upperLayer.withMdc(step);
    }

    @Override
    public boolean isEstablished() {
        return upperLayer.isEstablished();
    }

    @Override
    public boolean isOver() {
        return upperLayer.state() == State.STA13;
    }

    @Override
    public void judgeType() {
        events.judgeType();
    }

    @Override
    public void malformed(PduException e) {
        events.malformed(e);
    }

    @Override
    public void broken(MessageException e) {
        events.broken(e);
    }

    @Override
    public void timedOut(String detail) {
        events.timedOut(detail);
    }

    @Override
    public void answerReleaseIfDone() {
        upperLayer.answerReleaseIfDone();
    }

    @Override
    public void handedOver(long nanos) {
        MessageSender sender = upperLayer.session().sender();
        if (!context.events().areHeard()) {
            sender.handedOver(nanos);
            return;
        }
        upperLayer.setMdc();
        try {
            sender.handedOver(nanos);
        } finally {
            SessionMdc.clear();
        }
    }

    @Override
    public void endOfStream() {
        lost("the peer closed the connection");
    }

    @Override
    public void failed(IOException cause) {
        if (cause instanceof ConnectFailedException failure) {
            upperLayer.establishment().notConnected(failure);
            lost(String.valueOf(cause.getMessage()));
        } else if (cause instanceof TlsHandshakeException) {
            closedByNetwork(AssociationEnd.Kind.PROTOCOL_ERROR, String.valueOf(cause.getMessage()));
        } else {
            lost("the connection broke: " + cause.getMessage());
        }
    }

    @Override
    public void writeTimedOut() {
        lost("the peer did not read what we sent within " + context.timeouts().write() + " (Timeouts.write)");
    }

    @Override
    public void terminated(String why) {
        lost(why);
    }

    @Override
    public void shed(String why) {
        if (upperLayer.isEstablished()) {
            upperLayer.withMdc(() -> events.abort(AbortReason.SERVICE_USER, why));
            return;
        }
        if (upperLayer.state() == State.STA3) {
            user.refused(connection, why);
        }
        closedByNetwork(AssociationEnd.Kind.ABORTED_BY_US, why);
    }

    private void lost(String detail) {
        closedByNetwork(AssociationEnd.Kind.CONNECTION_LOST, detail);
    }

    private void closedByNetwork(AssociationEnd.Kind kind, String detail) {
        upperLayer.withMdc(() -> events.closed(kind, detail));
    }

    @Override
    public void closed() {
        try {
            deadlines.closed();
            upperLayer.closed();
        } finally {
            user.disconnected(this);
        }
    }
}
