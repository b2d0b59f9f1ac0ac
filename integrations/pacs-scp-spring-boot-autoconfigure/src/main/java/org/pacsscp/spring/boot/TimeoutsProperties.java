package org.pacsscp.spring.boot;

import java.time.Duration;
import org.pacsscp.api.Timeouts;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a server or a client waits, as {@link Timeouts} has it. Zero means for ever, but for the drain.
 *
 * @param connect for a connection to a peer
 * @param accept from our A-ASSOCIATE-RQ to the peer's whole answer
 * @param artim from a reject, abort or release that we sent until the peer closes the connection
 * @param request from the connection until the A-ASSOCIATE-RQ is complete
 * @param idle on an association with no operation under way, and while a message comes in: from one PDU to the next
 * @param write for the peer to take what we sent
 * @param release from our A-RELEASE-RQ to the peer's answer
 * @param tlsHandshake for a TLS handshake
 * @param decision for a policy that may block and the identity verifier to decide
 * @param operation for a handler to serve a request
 * @param response for the peer to answer a request of ours
 * @param drain for open associations to finish at the end; zero aborts them at once
 * @since 0.1.0
 */
public record TimeoutsProperties(
        @DefaultValue("10s") Duration connect,
        @DefaultValue("30s") Duration accept,
        @DefaultValue("30s") Duration artim,
        @DefaultValue("30s") Duration request,
        @DefaultValue("60s") Duration idle,
        @DefaultValue("30s") Duration write,
        @DefaultValue("10s") Duration release,
        @DefaultValue("10s") Duration tlsHandshake,
        @DefaultValue("10s") Duration decision,
        @DefaultValue("0s") Duration operation,
        @DefaultValue("60s") Duration response,
        @DefaultValue("30s") Duration drain) {

    /** Makes the timeouts; what they refuse is said of the property below this prefix. */
    Timeouts toTimeouts(String prefix) {
        Timeouts.Builder timeouts = Timeouts.builder();
        Settings settings = new Settings(prefix);
        settings.use("connect", connect, timeouts::connect);
        settings.use("accept", accept, timeouts::accept);
        settings.use("artim", artim, timeouts::artim);
        settings.use("request", request, timeouts::request);
        settings.use("idle", idle, timeouts::idle);
        settings.use("write", write, timeouts::write);
        settings.use("release", release, timeouts::release);
        settings.use("tls-handshake", tlsHandshake, timeouts::tlsHandshake);
        settings.use("decision", decision, timeouts::decision);
        settings.use("operation", operation, timeouts::operation);
        settings.use("response", response, timeouts::response);
        settings.use("drain", drain, timeouts::drain);
        return timeouts.build();
    }
}
