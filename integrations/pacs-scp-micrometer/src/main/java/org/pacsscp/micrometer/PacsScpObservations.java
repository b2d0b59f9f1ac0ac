package org.pacsscp.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.Role;

/**
 * Observations of associations and of the operations on them, for Micrometer: with a tracer behind the registry, an association
 * is a trace, or a part of one, and each of its operations a span in it.
 *
 * <p>It is a listener of the servers and clients that it observes. An operation of ours that is invoked in the scope of an
 * observation is a child of that one, which says why it was invoked; any other is a child of its association's. A handler runs in
 * the scope of its operation if it is {@linkplain #scoped scoped}.
 *
 * <pre>{@code
 * PacsScpObservations observations = PacsScpObservations.of(observationRegistry);
 * Server server = Server.builder()
 *         .listener(observations)
 *         .handler(observations.scoped(handler))
 *         .build();
 * }</pre>
 *
 * <p>Names and key values are listed in {@code docs/metrics.md}; none says anything of patients. Usable by any thread.
 *
 * @since 0.1.0
 */
public final class PacsScpObservations implements AssociationListener {
    /** The name of the observation of an association. */
    public static final String ASSOCIATION = "pacsscp.association";

    /** The name of the observation of an operation. */
    public static final String OPERATION = "pacsscp.operation";

    private final ObservationRegistry registry;
    private final Map<Long, Observed> associations = new ConcurrentHashMap<>();

    /** An association and what is under way on it, by message id. */
    private record Observed(
            Observation observation, Map<Integer, Observation> performed, Map<Integer, Observation> invoked) {
        Observed(Observation observation) {
            this(observation, new ConcurrentHashMap<>(2), new ConcurrentHashMap<>(2));
        }
    }

    private PacsScpObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    /**
     * Makes a listener that observes.
     *
     * @param registry where observations begin and end; {@link ObservationRegistry#NOOP} observes nothing
     * @return the listener
     */
    public static PacsScpObservations of(ObservationRegistry registry) {
        return new PacsScpObservations(Objects.requireNonNull(registry, "registry"));
    }

    /**
     * Lets a handler run in the scope of its operation's observation, so that what it calls belongs to the same trace.
     *
     * @param handler a handler that runs on workers; an {@link InlineHandler} is returned as it is, since it calls nobody
     * @return a handler that does the same
     */
    public ActionHandler scoped(ActionHandler handler) {
        return handler instanceof InlineHandler ? handler : new ScopedHandler(handler, this::find);
    }

    private @Nullable Observation find(Action action) {
        Observed observed = associations.get(action.association().id());
        return observed == null
                ? null
                : observed.performed().get(action.command().messageId());
    }

    @Override
    public void opened(AssociationEvent.Opened event) {
        if (registry.isNoop()) {
            return;
        }
        Association association = event.association();
        Observation observation = Observation.createNotStarted(
                        ASSOCIATION, () -> new AssociationContext(association), registry)
                .contextualName("association with " + peer(association))
                .lowCardinalityKeyValue(Tag.SIDE, Tag.value(Side.of(association)))
                .lowCardinalityKeyValue(Tag.END, Tag.NONE)
                .highCardinalityKeyValue("association", Long.toString(association.id()))
                .highCardinalityKeyValue("calling", association.callingAeTitle().value())
                .highCardinalityKeyValue("called", association.calledAeTitle().value())
                .highCardinalityKeyValue("peer", association.remoteAddress().toString())
                .start();
        associations.put(association.id(), new Observed(observation));
    }

    private static String peer(Association association) {
        return (Side.of(association) == Side.SERVER ? association.callingAeTitle() : association.calledAeTitle())
                .value();
    }

    @Override
    public void requested(AssociationEvent.Requested event) {
        Observed observed = associations.get(event.association().id());
        if (observed != null) {
            OperationContext context = new OperationContext(
                    event.association(),
                    Role.PERFORMER,
                    event.request().messageId(),
                    event.request().commandFieldCode(),
                    event.request().sopClassUid());
            // A peer that uses the id of a request under way is answered 0210H, and not observed.
            observed.performed().computeIfAbsent(context.messageId(), id -> begin(context, observed.observation()));
        }
    }

    @Override
    public void answered(AssociationEvent.Answered event) {
        Observed observed = associations.get(event.association().id());
        if (observed != null && !event.status().equals(DimseStatus.DUPLICATE_INVOCATION)) {
            end(observed.performed().remove(event.request().messageId()), Optional.of(event.status()));
        }
    }

    @Override
    public void invoked(AssociationEvent.Invoked event) {
        Observed observed = associations.get(event.association().id());
        if (observed != null) {
            OperationContext context = new OperationContext(
                    event.association(),
                    Role.INVOKER,
                    event.messageId(),
                    event.invocation().commandFieldCode(),
                    Optional.of(event.invocation().sopClassUid()));
            Observation current = registry.getCurrentObservation();
            observed.invoked()
                    .put(event.messageId(), begin(context, current == null ? observed.observation() : current));
        }
    }

    @Override
    public void completed(AssociationEvent.Completed event) {
        Observed observed = associations.get(event.association().id());
        if (observed != null) {
            end(observed.invoked().remove(event.messageId()), event.status());
        }
    }

    private Observation begin(OperationContext context, Observation parent) {
        Service.Command command = Service.Command.of(context.commandFieldCode());
        Service service = Service.of(command, context.sopClassUid());
        return Observation.createNotStarted(OPERATION, () -> context, registry)
                .contextualName(command.tagValue() + " " + Tag.value(service))
                .parentObservation(parent)
                .lowCardinalityKeyValue(Tag.ROLE, Tag.value(context.role()))
                .lowCardinalityKeyValue(Tag.COMMAND, command.tagValue())
                .lowCardinalityKeyValue(Tag.SERVICE, Tag.value(service))
                .lowCardinalityKeyValue(Tag.STATUS, Tag.NONE)
                .highCardinalityKeyValue("message", Integer.toString(context.messageId()))
                .highCardinalityKeyValue(
                        "sop.class", context.sopClassUid().map(Object::toString).orElse(KeyValue.NONE_VALUE))
                .start();
    }

    private static void end(@Nullable Observation operation, Optional<DimseStatus> status) {
        if (operation != null) {
            status.ifPresent(known -> operation
                    .lowCardinalityKeyValue(Tag.STATUS, Tag.value(known.category()))
                    .highCardinalityKeyValue("status.code", "%04XH".formatted(known.code())));
            operation.stop();
        }
    }

    /** Operations that were not answered end with it. */
    @Override
    public void ended(AssociationEvent.Ended event) {
        Observed observed = associations.remove(event.association().id());
        if (observed != null) {
            observed.performed().values().forEach(operation -> end(operation, Optional.empty()));
            observed.invoked().values().forEach(operation -> end(operation, Optional.empty()));
            observed.observation()
                    .lowCardinalityKeyValue(Tag.END, Tag.value(event.end().kind()))
                    .stop();
        }
    }
}
