package org.pacsscp.core.internal.report;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RejectReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each thing that happens on an association; what a peer sent is shown in printable form. */
final class AssociationLog {
    private static final Logger log = LoggerFactory.getLogger("org.pacsscp.core.association");

    private AssociationLog() {}

    /** Tells whether anything is written of what goes well. */
    static boolean isWritten() {
        return log.isInfoEnabled();
    }

    static void opened(Association association) {
        if (log.isInfoEnabled()) {
            log.info(
                    "association {} opened: {} to {} {}, {} presentation contexts, peer is {} {}",
                    association.id(),
                    association.callingAeTitle(),
                    association.calledAeTitle(),
                    place(association),
                    association.presentationContexts().size(),
                    association.implementationVersionName().map(Printable::of).orElse("unnamed"),
                    association
                            .implementationClassUid()
                            .map(uid -> "(" + uid + ")")
                            .orElse(""));
        }
    }

    static void rejected(
            InetSocketAddress remote, String calling, String called, RejectReason reason, String explanation) {
        log.warn(
                "association rejected: {} to {} from {}: {} RJ({},{},{}): {}",
                Printable.of(calling),
                Printable.of(called),
                address(remote),
                reason,
                reason.result(),
                reason.source(),
                reason.reason(),
                Printable.of(explanation));
    }

    static void refused(InetSocketAddress remote, String explanation) {
        log.warn("connection from {} ended without an association: {}", address(remote), Printable.of(explanation));
    }

    static void proxyRefused(InetSocketAddress proxy, String explanation) {
        log.warn(
                "connection from proxy {} ended without an association: {}", address(proxy), Printable.of(explanation));
    }

    static void answered(Association association, CommandSet request, DimseStatus status, long elapsedNanos) {
        if (log.isInfoEnabled()) {
            log.info(
                    "association {} {} {} of {} answered {} in {} us",
                    association.id(),
                    request.commandField().map(Enum::toString).orElse("request"),
                    request.messageId(),
                    peer(association),
                    status,
                    TimeUnit.NANOSECONDS.toMicros(elapsedNanos));
        }
    }

    static void ended(Association association, AssociationEnd end) {
        String detail = Printable.of(end.detail());
        switch (end.kind()) {
            case RELEASED_BY_PEER, RELEASED_BY_US ->
                log.info(
                        "association {} released: {} {}, {} requests answered",
                        association.id(),
                        peer(association),
                        place(association),
                        association.counters().responsesSent());
            case ABORTED_BY_PEER, ABORTED_BY_US ->
                log.info(
                        "association {} aborted: {} {}: {}",
                        association.id(),
                        peer(association),
                        place(association),
                        detail);
            case PROTOCOL_ERROR, TIMED_OUT, CONNECTION_LOST ->
                log.warn(
                        "association {} aborted: {} {}: {}",
                        association.id(),
                        peer(association),
                        place(association),
                        detail);
        }
    }

    /** The other side, whichever has asked for the association. */
    private static AeTitle peer(Association association) {
        return association instanceof ClientSession ? association.callingAeTitle() : association.calledAeTitle();
    }

    private static String place(Association association) {
        return (association instanceof ClientSession ? "from " : "at ") + address(association.remoteAddress());
    }

    /** An IPv6 address in brackets, since its own colons would run into that of the port. */
    static String address(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
