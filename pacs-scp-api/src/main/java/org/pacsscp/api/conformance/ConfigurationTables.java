package org.pacsscp.api.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Limits;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.Uid;
import org.pacsscp.api.WhenIdle;

/** What the configuration of a server says: association parameters, timeouts, security. */
final class ConfigurationTables {
    private ConfigurationTables() {}

    static Stream<ConformanceTable> of(ServerConfig config) {
        return Stream.of(
                new ConformanceTable("Association parameters", List.of("parameter", "value"), associations(config)),
                new ConformanceTable("Timeouts", List.of("of", "after", "then"), timeouts(config)),
                new ConformanceTable("Security", List.of("what", "how"), security(config)));
    }

    private static List<List<String>> associations(ServerConfig config) {
        Limits limits = config.limits();
        return List.of(
                List.of("application context", ContextTables.nameAndUid(Uid.DICOM_APPLICATION_CONTEXT)),
                List.of(
                        "called AE titles",
                        config.anyCalledAeTitle()
                                ? "any"
                                : config.aeTitles().stream().map(AeTitle::value).collect(Collectors.joining(", "))),
                List.of(
                        "implementation class UID",
                        config.implementationClassUid().value()),
                List.of("implementation version name", config.implementationVersionName()),
                List.of("maximum length received", Integer.toString(limits.maxPduLength())),
                List.of("maximum length sent", "what the peer says; 16384 if it says nothing"),
                List.of("associations as acceptor, at a time", Integer.toString(limits.maxAssociations())),
                List.of(
                        "asynchronous operations",
                        limits.maxOperations() == 1
                                ? "none: the window is answered with 1/1"
                                : "at most " + limits.maxOperations() + " performed at a time"),
                List.of(
                        "longest data set",
                        limits.maxDataSetLength() == 0 ? "no limit" : limits.maxDataSetLength() + " bytes"),
                List.of(
                        "no presentation context acceptable",
                        config.rejectWithoutContext() ? "RJ(1,1,1)" : "accepted, with each of them refused"),
                List.of(
                        "role selection",
                        config.invokeWithoutRoleSelection()
                                ? "answered; operations are invoked without it, too"
                                : "answered"));
    }

    private static List<List<String>> timeouts(ServerConfig config) {
        Timeouts timeouts = config.timeouts();
        String idle = config.whenIdle() == WhenIdle.ABORT ? "AB(0,0)" : "A-RELEASE-RQ";
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("waiting for an association request", text(timeouts.request()), "closed"));
        rows.add(List.of("silence on an association", text(timeouts.idle()), idle));
        rows.add(List.of("a peer that does not read", text(timeouts.write()), "closed"));
        rows.add(List.of("our release unanswered", text(timeouts.release()), "AB(0,0)"));
        rows.add(List.of("connection not closed after RJ, AB or release (ARTIM)", text(timeouts.artim()), "closed"));
        rows.add(List.of("TLS handshake", text(timeouts.tlsHandshake()), "closed"));
        if (!timeouts.operation().isZero()) {
            rows.add(List.of("an operation", text(timeouts.operation()), "cancelled, and AB(0,0)"));
        }
        return rows;
    }

    private static String text(Duration duration) {
        if (duration.isZero()) {
            return "never";
        }
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static List<List<String>> security(ServerConfig config) {
        List<List<String>> rows = new ArrayList<>();
        for (Endpoint endpoint : config.endpoints()) {
            rows.add(List.of(
                    "port " + endpoint.address().getPort(),
                    endpoint.tls().map(ConfigurationTables::text).orElse("without TLS")));
        }
        rows.add(List.of(
                "user identity",
                config.identityVerifier().isPresent() ? "verified; else RJ(1,2,1)" : "ignored; no positive response"));
        return rows;
    }

    private static String text(TlsConfig tls) {
        return String.join(", ", tls.profile().protocols()) + "; client certificates: "
                + switch (tls.clientAuthentication()) {
                    case NONE -> "not asked for";
                    case WANTED -> "asked for";
                    case NEEDED -> "required";
                };
    }
}
