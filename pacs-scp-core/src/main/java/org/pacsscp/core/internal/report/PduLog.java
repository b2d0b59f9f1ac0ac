package org.pacsscp.core.internal.report;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.pacsscp.core.internal.dimse.CommandDump;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.pdu.Abort;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.DataHeader;
import org.pacsscp.core.internal.pdu.Pdu;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.pdu.PduType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line at DEBUG for each PDU, one for each fragment of a P-DATA-TF, in one shape: direction, peer, type, PDU length, and
 * what matters of it. A second logger shows command sets at TRACE. What is in data sets is never shown. Any thread.
 */
public final class PduLog {
    private static final Logger log = LoggerFactory.getLogger("org.pacsscp.core.pdu");
    private static final Logger commands = LoggerFactory.getLogger("org.pacsscp.core.command");
    private static final int LENGTH_OFFSET = 2;
    private static final int BODY_OFFSET = 6;

    private PduLog() {}

    public static void received(Connection peer, Pdu pdu, long length) {
        if (log.isDebugEnabled()) {
            log.debug("<< {} {} {}{}", AssociationLog.address(peer.remoteAddress()), pdu.type(), length, what(pdu));
        }
    }

    private static String what(Pdu pdu) {
        if (pdu instanceof AssociateRq request) {
            return Printable.of(" calling=" + request.callingAeTitle().trim() + " called="
                    + request.calledAeTitle().trim() + " contexts="
                    + request.presentationContexts().size());
        }
        return pdu instanceof Abort abort
                ? " source=" + abort.reason().source() + " reason="
                        + abort.reason().reason()
                : "";
    }

    public static void receivedFragment(Connection peer, PduReader reader) {
        if (log.isDebugEnabled()) {
            log.debug(
                    "<< {} {} {}{}",
                    AssociationLog.address(peer.remoteAddress()),
                    PduType.P_DATA_TF,
                    reader.pduLength(),
                    what(reader.contextId(), reader.command(), reader.last()));
        }
    }

    private static String what(int contextId, boolean command, boolean last) {
        return " context=" + contextId + (command ? " command" : " data") + (last ? " last" : "");
    }

    /** A PDU of ours, of which {@code pdu} has the header and what follows it at least; consumes nothing. */
    public static void sent(Connection peer, ByteBuffer pdu) {
        if (log.isDebugEnabled()) {
            int at = pdu.position();
            PduType type = PduType.of(pdu.get(at));
            log.debug(
                    ">> {} {} {}{}",
                    AssociationLog.address(peer.remoteAddress()),
                    type,
                    Integer.toUnsignedLong(pdu.getInt(at + LENGTH_OFFSET)),
                    sentWhat(type, pdu, at));
        }
    }

    /** PDUs of ours, whole and one behind the other, in one buffer or several, each header in one; consumes nothing. */
    public static void sentAll(Connection peer, ByteBuffer... pdus) {
        if (log.isDebugEnabled()) {
            forEach(pdu -> sent(peer, pdu), pdus);
        }
    }

    static void forEach(Consumer<ByteBuffer> taker, ByteBuffer... pdus) {
        int toNext = 0;
        for (ByteBuffer piece : pdus) {
            ByteBuffer rest = piece.duplicate();
            while (toNext < rest.remaining()) {
                rest.position(rest.position() + toNext);
                taker.accept(rest);
                toNext = BODY_OFFSET + rest.getInt(rest.position() + LENGTH_OFFSET);
            }
            toNext -= rest.remaining();
        }
    }

    private static String sentWhat(PduType type, ByteBuffer pdu, int at) {
        int body = at + BODY_OFFSET;
        return switch (type) {
            case ASSOCIATE_RJ ->
                " result=" + pdu.get(body + 1) + " source=" + pdu.get(body + 2) + " reason=" + pdu.get(body + 3);
            case ABORT -> " source=" + pdu.get(body + 2) + " reason=" + pdu.get(body + 3);
            case P_DATA_TF ->
                what(DataHeader.contextId(pdu, at), DataHeader.isCommand(pdu, at), DataHeader.isLast(pdu, at));
            case ASSOCIATE_RQ, ASSOCIATE_AC, RELEASE_RQ, RELEASE_RP -> "";
        };
    }

    public static void received(Connection peer, ReceivedCommandSet command) {
        if (commands.isTraceEnabled()) {
            commands.trace("<< {} {}", AssociationLog.address(peer.remoteAddress()), command.dump());
        }
    }

    /** A command set of ours between position and limit; consumes nothing. */
    public static void sentCommand(Connection peer, ByteBuffer command) {
        if (commands.isTraceEnabled()) {
            commands.trace(">> {} {}", AssociationLog.address(peer.remoteAddress()), CommandDump.of(command));
        }
    }
}
