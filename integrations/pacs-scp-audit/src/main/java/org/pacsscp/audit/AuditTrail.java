package org.pacsscp.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.UserIdentity;

/**
 * Writes audit messages (PS3.15 A.5): of the start and the end of the application, of users, of peers that were refused for who they
 * are, of queries, of instances that came, and of what an application records itself.
 *
 * <pre>{@code
 * AuditTrail trail = AuditTrail.builder()
 *         .sourceId("PACS_1")
 *         .aeTitles("MY_PACS")
 *         .sink(AuditSink.file(Path.of("/var/log/audit")))
 *         .start();
 * Server server = Server.builder().aeTitle("MY_PACS").listener(trail).handler(trail.audited(queries)).build();
 * }</pre>
 *
 * <p>It never blocks who tells it something: messages wait in memory for the sinks' threads. Those for which there is no room are dropped,
 * counted and, once, logged. All methods may be called by any thread.
 *
 * @since 0.1.0
 */
public final class AuditTrail implements AssociationListener, AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Clock clock;
    private final Messages messages;
    private final MessageXml xml;
    private final List<Delivery> deliveries;
    private final Transfers transfers = new Transfers(this::record);
    private final AtomicBoolean closed = new AtomicBoolean();

    private AuditTrail(Builder builder, String sourceId) {
        clock = builder.clock;
        messages = new Messages(ThisProcess.participant(builder.aeTitles));
        xml = new MessageXml(sourceId, Optional.ofNullable(builder.enterpriseSiteId));
        deliveries = builder.sinks.stream()
                .map(sink -> new Delivery(sink, builder.queueCapacity, builder.retry, builder.farewell))
                .toList();
    }

    /**
     * Starts to describe a trail.
     *
     * @return a builder with every default
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Records an event that happens now. Returns at once; once the trail is closed, the message is dropped.
     *
     * @param event the event
     */
    public void record(AuditEvent event) {
        Instant now = clock.instant();
        AuditMessage message = new AuditMessage(now, xml.write(now, messages.of(event)));
        deliveries.forEach(delivery -> delivery.offer(message));
    }

    /**
     * Returns how many messages were dropped, since a sink takes none or takes them too slowly.
     *
     * @return the sum over all sinks
     */
    public long dropped() {
        return deliveries.stream().mapToLong(Delivery::dropped).sum();
    }

    /**
     * Records the queries of a handler, since a listener does not see their data sets: each C-FIND is a message, when it is over. The
     * message has what the handler has read of the data set, up to 16 KiB. Other operations pass.
     *
     * @param handler answers queries, among others; no {@link InlineHandler}
     * @return a handler to give to the server instead of it
     * @throws IllegalArgumentException if it is an {@link InlineHandler}, which nothing may stand before
     */
    public ActionHandler audited(ActionHandler handler) {
        return new AuditedHandler(handler, this::record);
    }

    Transfers transfers() {
        return transfers;
    }

    @Override
    public void opened(AssociationEvent.Opened event) {
        recordUser(AuditEvent.UserAuthentication.Act.LOGIN, event.association());
    }

    @Override
    public void ended(AssociationEvent.Ended event) {
        recordUser(AuditEvent.UserAuthentication.Act.LOGOUT, event.association());
        transfers.ended(event.association().id());
    }

    private void recordUser(AuditEvent.UserAuthentication.Act act, Association association) {
        if (association instanceof ClientSession session) {
            session.userIdentity()
                    .filter(AuditTrail::hasName)
                    .map(UserIdentity::primaryText)
                    .ifPresent(name -> record(new AuditEvent.UserAuthentication(
                            act,
                            Participant.person(name, true).at(NetworkAccessPoint.of(session.remoteAddress())),
                            Outcome.SUCCESS)));
        }
    }

    /** Tickets, assertions and tokens are wiped before an association is open. */
    private static boolean hasName(UserIdentity identity) {
        return identity.type() == UserIdentity.Type.USERNAME
                || identity.type() == UserIdentity.Type.USERNAME_AND_PASSCODE;
    }

    @Override
    public void rejected(AssociationEvent.Rejected event) {
        if (isForWhoItIs(event.reason())) {
            Participant performer = new Participant(
                    event.callingAeTitle(),
                    List.of(),
                    Optional.empty(),
                    false,
                    Optional.of(NetworkAccessPoint.of(event.remoteAddress())));
            recordAlert(event, Optional.of(performer), event.reason().description() + ": " + event.explanation());
        }
    }

    /** A policy or a verifier of identities that refuses has no other reasons; nor has a proposal without an acceptable context. */
    private static boolean isForWhoItIs(RejectReason reason) {
        return switch (reason) {
            case CALLING_AE_TITLE_NOT_RECOGNIZED,
                    CALLING_AE_TITLE_NOT_RECOGNIZED_TRANSIENT,
                    NO_REASON_GIVEN,
                    NO_REASON_GIVEN_TRANSIENT,
                    PROVIDER_NO_REASON_GIVEN,
                    PROVIDER_NO_REASON_GIVEN_TRANSIENT -> true;
            default -> false;
        };
    }

    @Override
    public void refused(AssociationEvent.Refused event) {
        // The event has no kind; whoever checks the health of a port is no danger.
        if (event.explanation().contains("TLS handshake failed")) {
            recordAlert(event, Optional.empty(), event.explanation());
        }
    }

    private void recordAlert(AssociationEvent event, Optional<Participant> performer, String description) {
        record(new AuditEvent.SecurityAlert(
                SecurityAlertType.NODE_AUTHENTICATION,
                performer,
                NetworkAccessPoint.of(event.remoteAddress()).id(),
                description,
                Outcome.MINOR_FAILURE));
    }

    @Override
    public void requested(AssociationEvent.Requested event) {
        if (event.request().commandFieldCode() == CommandField.C_STORE_RQ.code()) {
            transfers.requested(event);
        }
    }

    @Override
    public void answered(AssociationEvent.Answered event) {
        if (event.request().commandFieldCode() == CommandField.C_STORE_RQ.code()) {
            transfers.answered(event);
        }
    }

    /**
     * Records the end of what is under way and of the application, waits up to 5 s for each sink to take what waits, and closes the sinks.
     * Close servers and storage services first.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            transfers.close();
            record(new AuditEvent.ApplicationActivity(AuditEvent.ApplicationActivity.Activity.STOP, Outcome.SUCCESS));
            deliveries.forEach(Delivery::close);
        }
    }

    /**
     * Describes a trail. Not for several threads at once.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final List<AuditSink> sinks = new ArrayList<>();
        private List<AeTitle> aeTitles = List.of();
        private @Nullable String sourceId;
        private @Nullable String enterpriseSiteId;
        private int queueCapacity = 10_000;
        private Clock clock = Clock.systemUTC();
        private Duration retry = RETRY;
        private Duration farewell = FAREWELL;

        private Builder() {}

        /**
         * Sets what this source of messages is called, AuditSourceID; required.
         *
         * @param id unique in the enterprise, such as the host's name and the application's
         * @return this builder
         */
        public Builder sourceId(String id) {
            sourceId = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * Sets where in the enterprise it is, AuditEnterpriseSiteID; none by default.
         *
         * @param id a site or a department
         * @return this builder
         */
        public Builder enterpriseSiteId(String id) {
            enterpriseSiteId = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * Sets the AE titles of this application, which Table A.5.3.1-1 wants of one that speaks DICOM.
         *
         * @param titles the titles
         * @return this builder
         * @throws IllegalArgumentException if one is no AE title
         */
        public Builder aeTitles(String... titles) {
            aeTitles = Arrays.stream(titles).map(AeTitle::of).toList();
            return this;
        }

        /**
         * Adds a sink, which the trail closes; at least one is required.
         *
         * @param sink takes every message
         * @return this builder
         */
        public Builder sink(AuditSink sink) {
            sinks.add(Objects.requireNonNull(sink, "sink"));
            return this;
        }

        /**
         * Sets how many messages may wait for each sink, 10,000 by default. A message has 1 to 2 KB.
         *
         * @param messages at least 1
         * @return this builder
         * @throws IllegalArgumentException if none may wait
         */
        public Builder queueCapacity(int messages) {
            if (messages < 1) {
                throw new IllegalArgumentException("queueCapacity is " + messages + "; it must be at least 1");
            }
            queueCapacity = messages;
            return this;
        }

        /** Sets the time, for tests. */
        Builder time(Clock now, Duration between, Duration atTheEnd) {
            clock = now;
            retry = between;
            farewell = atTheEnd;
            return this;
        }

        /**
         * Makes the trail, and records that the application starts.
         *
         * @return the trail
         * @throws IllegalArgumentException if there is no source id or no sink
         */
        public AuditTrail start() {
            String id = sourceId;
            if (id == null || id.isBlank()) {
                throw new IllegalArgumentException("no sourceId; give what this source of messages is called");
            }
            if (sinks.isEmpty()) {
                throw new IllegalArgumentException("no sink; give one, such as AuditSink.file(directory)");
            }
            AuditTrail trail = new AuditTrail(this, id);
            trail.record(
                    new AuditEvent.ApplicationActivity(AuditEvent.ApplicationActivity.Activity.START, Outcome.SUCCESS));
            return trail;
        }
    }
}
