package org.pacsscp.core.internal.engine;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.SessionEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each thing that happens on an association; what a peer sent is shown in printable form. */
final class AssociationLog {
    private static final Logger log = LoggerFactory.getLogger("org.pacsscp.core.association");

    private AssociationLog() {}

    static void opened(ClientSession session) {
        if (log.isInfoEnabled()) {
            log.info(
                    "association {} opened: {} to {} from {}, {} presentation contexts, peer is {} {}",
                    session.id(),
                    session.callingAeTitle(),
                    session.calledAeTitle(),
                    address(session.remoteAddress()),
                    session.presentationContexts().size(),
                    session.implementationVersionName().map(Printable::of).orElse("unnamed"),
                    session.implementationClassUid().map(uid -> "(" + uid + ")").orElse(""));
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

    static void answered(ClientSession session, CommandSet request, DimseStatus status, long elapsedNanos) {
        if (log.isInfoEnabled()) {
            log.info(
                    "association {} {} {} of {} answered {} in {} us",
                    session.id(),
                    request.commandField().map(Enum::toString).orElse("request"),
                    request.messageId(),
                    session.callingAeTitle(),
                    status,
                    TimeUnit.NANOSECONDS.toMicros(elapsedNanos));
        }
    }

    static void ended(ClientSession session, SessionEnd end) {
        String detail = Printable.of(end.detail());
        switch (end.kind()) {
            case RELEASED_BY_PEER, RELEASED_BY_SERVER ->
                log.info(
                        "association {} released: {} from {}, {} requests answered",
                        session.id(),
                        session.callingAeTitle(),
                        address(session.remoteAddress()),
                        session.counters().responsesSent());
            case ABORTED_BY_PEER, ABORTED_BY_SERVER ->
                log.info(
                        "association {} aborted: {} from {}: {}",
                        session.id(),
                        session.callingAeTitle(),
                        address(session.remoteAddress()),
                        detail);
            case PROTOCOL_ERROR, TIMED_OUT, CONNECTION_LOST ->
                log.warn(
                        "association {} aborted: {} from {}: {}",
                        session.id(),
                        session.callingAeTitle(),
                        address(session.remoteAddress()),
                        detail);
        }
    }

    /** An IPv6 address in brackets, since its own colons would run into that of the port. */
    static String address(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
