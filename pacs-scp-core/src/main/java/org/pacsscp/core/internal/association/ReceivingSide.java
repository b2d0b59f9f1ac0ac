package org.pacsscp.core.internal.association;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.core.internal.dimse.MessageAssembler;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.LentInput;
import org.pacsscp.core.internal.io.loop.TimeSource;
import org.pacsscp.core.internal.pdu.Pdu;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.pdu.PduType;
import org.pacsscp.core.internal.pdu.Room;
import org.pacsscp.core.internal.report.PduLog;

/**
 * An association's receiving side: the bytes that come, what cuts PDUs out of them, and what puts fragments together to
 * messages. One thread has it at a time: the connection's loop, or one to which the loop has {@linkplain #lend lent} it, a
 * worker or whoever waits for a response to a request of ours. It is given back, or the loop takes it back while nobody
 * reads; until the loop hears of that it is on its way, and nobody's. What is not marked as the loop's belongs to whoever has it.
 */
public final class ReceivingSide {
    /** How long a thread that has nothing to read keeps the receiving side. */
    public static final long KEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** What the bytes have come to. */
    public enum Received {
        /** All bytes are used, and more are needed. */
        NOTHING,
        /** The first byte of a PDU, which tells its {@link #type}. */
        TYPE,
        /** A {@link #takePdu PDU} other than P-DATA-TF is complete. */
        PDU,
        /** A {@link #command} is complete. */
        COMMAND,
        /** The next {@link #fragmentRemaining} bytes are of a data set; the caller takes them. */
        DATA,
        /** The data set is complete. */
        END_OF_DATA_SET
    }

    private final Connection connection;
    private final TimeSource time;
    private final PduReader reader;
    private final MessageAssembler assembler;

    /** By half their ids, which are odd. */
    private @Nullable PresentationContext[] contexts = {};

    /** The present loan, until the loop has the receiving side again; the loop's. */
    private @Nullable LentInput loan;

    private volatile long lastPduAt;

    /** {@code roomForRequest} is what an A-ASSOCIATE-RQ may take while it is collected. */
    ReceivingSide(AssociationContext context, Connection connection, Room roomForRequest) {
        this.connection = connection;
        time = context.time();
        reader = new PduReader(context.limits().maxAssociatePduLength(), roomForRequest);
        reader.announcedMaximumLength(context.limits().maxPduLength());
        assembler = new MessageAssembler(
                context.limits().maxCommandSetLength(),
                context.refuseOddLengths(),
                context.resources().commandSets());
        restartIdleClock();
    }

    /** The association is accepted: from now on messages may come on these. */
    void accept(List<PresentationContext> accepted) {
        int greatest = 0;
        for (PresentationContext context : accepted) {
            greatest = Math.max(greatest, context.id());
        }
        contexts = new @Nullable PresentationContext[(greatest + 1) / 2];
        for (PresentationContext context : accepted) {
            contexts[context.id() / 2] = context;
        }
        restartIdleClock();
    }

    /** Takes bytes up to the next thing that somebody has to know of. What needs no byte comes from an empty buffer, too. */
    public Received advance(ByteBuffer in) throws PduException, MessageException {
        while (true) {
            Received received = switch (reader.advance(in)) {
                case UNDERFLOW -> Received.NOTHING;
                case TYPE -> Received.TYPE;
                case PDU -> pduComplete();
                case FRAGMENT -> beginFragment();
                case DATA -> reader.command() ? append(in) : Received.DATA;
                case END_OF_P_DATA -> endOfPData();
            };
            if (received != null) {
                return received;
            }
        }
    }

    private Received pduComplete() {
        PduLog.received(connection, reader.pdu(), reader.pduLength());
        restartIdleClock();
        return Received.PDU;
    }

    /** The idle deadline counts from whole PDUs, so that dripping bytes do not put it off. */
    private @Nullable Received endOfPData() {
        restartIdleClock();
        return null;
    }

    private @Nullable Received beginFragment() throws MessageException {
        PresentationContext context = find(reader.contextId());
        if (context == null) {
            throw new MessageException(
                    AbortReason.INVALID_PDU_PARAMETER_VALUE,
                    "P-DATA-TF names presentation context " + reader.contextId() + ", which was not accepted");
        }
        PduLog.receivedFragment(connection, reader);
        assembler.begin(context, reader.command(), reader.last(), reader.fragmentRemaining());
        if (reader.fragmentRemaining() == 0) {
            return endFragment();
        }
        return reader.command() ? null : Received.DATA;
    }

    private @Nullable PresentationContext find(int contextId) {
        return contextId % 2 == 0 || contextId / 2 >= contexts.length ? null : contexts[contextId / 2];
    }

    private @Nullable Received append(ByteBuffer in) throws MessageException {
        int length = (int) Math.min(in.remaining(), reader.fragmentRemaining());
        assembler.append(in, length);
        return consume(length);
    }

    private @Nullable Received consume(int length) throws MessageException {
        reader.consumed(length);
        return reader.fragmentRemaining() == 0 ? endFragment() : null;
    }

    private @Nullable Received endFragment() throws MessageException {
        return switch (assembler.end()) {
            case PARTIAL -> null;
            case COMMAND -> Received.COMMAND;
            case DATA_SET -> Received.END_OF_DATA_SET;
        };
    }

    /** Bytes of a data set were taken, from the buffer or straight from the channel; tells whether it is complete. */
    public boolean consumed(int length) throws MessageException {
        return consume(length) == Received.END_OF_DATA_SET;
    }

    /** Returns the type of the PDU under way. */
    public PduType type() {
        return reader.type();
    }

    /** Returns the PDU that has come, and keeps it no longer: a request may be large, and an association last. */
    Pdu takePdu() {
        return reader.takePdu();
    }

    /** Returns the length of the PDU under way. */
    public long pduLength() {
        return reader.pduLength();
    }

    /** Returns the command of the present message. */
    public ReceivedCommandSet command() {
        return assembler.command();
    }

    /** Returns the context of the present message. */
    public PresentationContext presentationContext() {
        return assembler.presentationContext();
    }

    /** Returns how many bytes are left of the present fragment. */
    public long fragmentRemaining() {
        return reader.fragmentRemaining();
    }

    /** For who reads fragments ahead of it. */
    public PduReader reader() {
        return reader;
    }

    /** Tells whether no message is under way: a release is welcome now. */
    public boolean isBetweenMessages() {
        return assembler.betweenMessages();
    }

    /** Tells whether some of a message has come and its rest is due. */
    public boolean isInMessage() {
        return reader.isInPData() || !isBetweenMessages();
    }

    /** Passes over the rest of the PDU under way, whatever is in it. */
    public void discardPdu() {
        reader.discardBody();
    }

    /** Passes over the rest of the P-DATA-TF under way, if one is: nobody is left to take it. */
    void discardPData() {
        if (reader.isInPData()) {
            reader.discardBody();
        }
    }

    /** From now on the peer has the whole idle time. */
    public void restartIdleClock() {
        lastPduAt = time.nanos();
    }

    /** Returns since when the peer has completed no PDU; any thread. */
    long lastPduAt() {
        return lastPduAt;
    }

    /** Lends the receiving side to another thread, with what of {@code in} was not used; the loop's. */
    public LentInput lend(ByteBuffer in) {
        LentInput lent = connection.lend(in);
        loan = lent;
        return lent;
    }

    /** No worker has come to use the loan; what was read is still in the loop's buffer. The loop's. */
    public void endUnusedLoan() {
        LentInput lent = loan;
        if (lent != null) {
            connection.endUnusedLoan(lent);
            loan = null;
        }
    }

    /** Tells whether the receiving side is lent, or on its way back; the loop's. */
    public boolean isLent() {
        return loan != null;
    }

    /** Tells whether a worker waits for the peer to send; the loop's. */
    public boolean isAwaitedByWorker() {
        LentInput lent = loan;
        return lent != null && lent.isWaiting();
    }

    /** Takes the receiving side from who has not read for so long; the loop's. */
    public boolean takeBackFromRest(long restNanos) {
        LentInput lent = loan;
        return lent != null && lent.takeBack(restNanos);
    }

    /** The loop has the receiving side again, and goes on with what was read and not used. The loop's. */
    public void returned() {
        LentInput lent = loan;
        if (lent != null) {
            loan = null;
            connection.returned(lent);
        }
    }
}
