package org.pacsscp.core.internal.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.pacsscp.api.AbortReason;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.ConnectionHandler;
import org.pacsscp.core.internal.io.TlsHandshakeException;
import org.pacsscp.core.internal.pdu.Pdu;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.pdu.ReleaseRq;
import org.pacsscp.core.internal.ul.Event;
import org.pacsscp.core.internal.ul.State;

/**
 * A connection's receiving side: turns bytes and the wishes of others into events of the state table, which {@link
 * UpperLayer} acts upon. Owned by the connection's loop.
 */
final class Association implements ConnectionHandler {
    /** How much is read and dropped of a peer that was told to go. */
    private static final long MAX_DISCARDED = 4L << 20;

    private final ServerContext context;
    private final Connection connection;
    private final PduReader reader;
    private final UpperLayer upperLayer;
    private final Workers workers;
    private final AssociationDeadlines deadlines;
    private boolean counted;
    private boolean framingLost;

    /** A step of the exchange of messages. */
    @FunctionalInterface
    private interface ExchangeStep {
        MessageExchange.Step take(MessageExchange exchange) throws MessageException;
    }

    Association(ServerContext context, Executor executor, Connection connection) {
        this.context = context;
        this.connection = connection;
        reader = new PduReader(context.config().limits().maxAssociatePduLength());
        reader.announcedMaximumLength(context.config().limits().maxPduLength());
        workers = new Workers(context, executor, this, connection, reader);
        deadlines = new AssociationDeadlines(context, this, connection);
        upperLayer = new UpperLayer(context, this, connection, executor, reader, deadlines);
    }

    UpperLayer upperLayer() {
        return upperLayer;
    }

    Workers workers() {
        return workers;
    }

    @Override
    public void connected() {
        context.events().connected();
        InetAddress address = connection.remoteAddress().getAddress();
        if (context.config().denied().stream().anyMatch(network -> network.contains(address))) {
            turnAway("its address is denied (ServerConfig.denied)");
            return;
        }
        Optional<String> noPlace = context.admission().tryConnect(address, this);
        counted = noPlace.isEmpty();
        if (counted) {
            upperLayer.happen(Event.EVT_5_TRANSPORT_CONNECTION, Cause.NONE);
        } else {
            turnAway(noPlace.get());
        }
    }

    private void turnAway(String why) {
        upperLayer.refuse(why);
        connection.close();
    }

    @Override
    public void received(ByteBuffer in) {
        SessionMdc.set(upperLayer.mdc());
        try {
            workers.beginStalled(in);
            readPdus(in);
        } catch (PduException e) {
            malformed(e);
        } finally {
            SessionMdc.clear();
        }
        if (framingLost || connection.isClosing()) {
            in.position(in.limit());
        }
        if (upperLayer.bytesSinceFarewell() > MAX_DISCARDED) {
            connection.close();
        }
    }

    private void readPdus(ByteBuffer in) throws PduException {
        while (mayRead()) {
            switch (reader.advance(in)) {
                case UNDERFLOW -> {
                    return;
                }
                case TYPE -> judgeType();
                case PDU -> complete(reader.pdu());
                case FRAGMENT -> exchange(in, MessageExchange::fragment);
                case DATA -> exchange(in, exchange -> exchange.data(in));
                case END_OF_P_DATA -> pduCompleted();
            }
        }
    }

    /** While the peer does not take our answers its further requests wait; while a worker reads they are the worker's. */
    private boolean mayRead() {
        return !framingLost
                && !workers.haveReceivingSide()
                && !workers.isStalled()
                && !connection.hasPendingOutput()
                && !upperLayer.isCongested()
                && !connection.isClosing();
    }

    /** Answers at once what the state does not allow, without waiting for a length that may be none. */
    void judgeType() {
        Event event = Event.received(reader.type());
        switch (upperLayer.actionOn(event)) {
            case AA_1, AA_7, AA_8 -> {
                upperLayer.happen(
                        event,
                        Cause.protocolError(
                                AbortReason.UNEXPECTED_PDU,
                                reader.type() + " is not allowed in " + upperLayer.state()));
                reader.discardBody();
            }
            // AA-6 ignores the PDU; AR-6 offers data to a service-user that has asked for the release.
            case AA_6, AR_6 -> reader.discardBody();
            default -> {}
        }
    }

    private void complete(Pdu pdu) {
        PduLog.received(connection, pdu, reader.pduLength());
        pduCompleted();
        if (pdu instanceof ReleaseRq
                && upperLayer.state() == State.STA6
                && !exchange().betweenMessages()) {
            upperLayer.happen(
                    Event.EVT_19_INVALID_PDU_RECEIVED,
                    Cause.protocolError(AbortReason.UNEXPECTED_PDU, "A-RELEASE-RQ in the middle of a message"));
        } else {
            upperLayer.happen(Event.received(pdu.type()), Cause.received(pdu));
        }
    }

    private void exchange(ByteBuffer in, ExchangeStep step) {
        try {
            switch (step.take(exchange())) {
                case CONTINUE -> {}
                case OPERATION -> workers.begin(exchange().nextOperation(), in);
                case STALLED -> connection.pauseReading();
            }
        } catch (MessageException e) {
            broken(e);
        }
    }

    /** What follows cannot be told apart any more. */
    void malformed(PduException e) {
        framingLost = true;
        upperLayer.happen(Event.EVT_19_INVALID_PDU_RECEIVED, Cause.protocolError(e.reason(), e.getMessage()));
    }

    /** The PDUs are sound but the message is not: the reader goes on to the next PDU, of a peer that was told to go. */
    void broken(MessageException e) {
        // A worker may have met it after the association had ended, when a P-DATA-TF is ignored (AA-6).
        if (upperLayer.isEstablished()) {
            Event event = e.reason() == AbortReason.SERVICE_USER
                    ? Event.EVT_15_ABORT_REQUEST
                    : Event.EVT_19_INVALID_PDU_RECEIVED;
            upperLayer.happen(event, Cause.protocolError(e.reason(), e.getMessage()));
        }
        reader.discardBody();
    }

    /** The association is aborted in the middle of a P-DATA-TF: nobody is left to take the rest of it. */
    void dropPDataUnderWay() {
        if (!workers.haveReceivingSide() && reader.isInPData()) {
            reader.discardBody();
        }
    }

    /** The idle deadline counts from whole PDUs, so that dripping bytes do not put it off. */
    private void pduCompleted() {
        if (upperLayer.isEstablished()) {
            exchange().pduCompleted();
        }
    }

    /** The server stops; any thread. */
    void drain() {
        connection.execute(() -> withMdc(() -> {
            upperLayer.pendingDecision().ifPresent(PendingDecision::stopping);
            deadlines.releaseIfAtRest();
        }));
    }

    /** Tells whether a message of the peer's is under way; while the loop has the receiving side. */
    boolean isInMessage() {
        return reader.isInPData() || !exchange().betweenMessages();
    }

    /** The server does not wait any longer; any thread. */
    void abortBecauseStopping() {
        connection.execute(() -> {
            withMdc(() -> upperLayer.pendingDecision().ifPresent(PendingDecision::stopping));
            abort(AbortReason.SERVICE_USER, "the server stops");
        });
    }

    /** Aborts for a reason that is not the peer's; nothing happens unless there is an association, or a wish for one. */
    void abort(AbortReason reason, String detail) {
        withMdc(() -> {
            if (upperLayer.isEstablished() || upperLayer.state() == State.STA3) {
                upperLayer.happen(Event.EVT_15_ABORT_REQUEST, Cause.local(reason, detail));
            }
        });
    }

    @Override
    public void endOfStream() {
        closedByNetwork("the peer closed the connection");
    }

    @Override
    public void failed(IOException cause) {
        if (cause instanceof TlsHandshakeException) {
            closedByNetwork(Cause.protocolError(AbortReason.SERVICE_USER, cause.getMessage()));
        } else {
            closedByNetwork("the connection broke: " + cause.getMessage());
        }
    }

    @Override
    public void writeTimedOut() {
        closedByNetwork("the peer did not read what we sent within "
                + context.config().timeouts().write() + " (Timeouts.write)");
    }

    @Override
    public void terminated(String why) {
        closedByNetwork(why);
    }

    private void closedByNetwork(String detail) {
        closedByNetwork(Cause.lost(detail));
    }

    private void closedByNetwork(Cause cause) {
        withMdc(() -> {
            if (upperLayer.state() != State.STA1) {
                upperLayer.happen(Event.EVT_17_TRANSPORT_CLOSED, cause);
            }
        });
    }

    @Override
    public void closed() {
        deadlines.closed();
        workers.closed();
        upperLayer.closed();
        if (counted) {
            context.admission().disconnected(this);
        }
    }

    private MessageExchange exchange() {
        return upperLayer.exchange();
    }

    void withMdc(Runnable step) {
        SessionMdc.set(upperLayer.mdc());
        try {
            step.run();
        } finally {
            SessionMdc.clear();
        }
    }
}
