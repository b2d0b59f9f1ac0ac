package org.pacsscp.worklist.mpps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.PerformedProcedureStepStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what modalities report of the steps that they perform: N-CREATE and N-SET of Modality Performed Procedure Step (PS3.4
 * section F.7), and N-GET of its Retrieve SOP Class (section F.8).
 *
 * <pre>{@code
 * MppsStore store = MppsDirectory.open(Path.of("performed"));
 * Server server = Server.builder()
 *         .handler(MppsHandler.builder(store).listener(event -> inform(event.step())).build())
 *         .build();
 * }</pre>
 *
 * <p>A step is created IN PROGRESS (another status: 0106H), with the attributes of type 1 of PS3.4 Table F.7.2-1 (missing: 0120H,
 * empty: 0121H), under an instance UID of its own (in use: 0111H); those of type 2 that are missing are kept as empty. N-SET changes
 * what the table allows; attributes that it does not are left as they are, and named with the warning 0107H if they were to be others.
 * A step that is COMPLETED or DISCONTINUED is not changed any more: 0110H, with the Error ID and the comment of Table F.7.2-2.
 * Attributes that a final step lacks are named in the log.
 *
 * @since 0.1.0
 */
public final class MppsHandler implements ActionHandler {
    private static final Logger log = LoggerFactory.getLogger(MppsHandler.class);

    private final MppsStore store;
    private final List<MppsListener> listeners;
    private final Set<MppsLeniency> leniencies;

    private MppsHandler(Builder builder) {
        store = builder.store;
        listeners = List.copyOf(builder.listeners);
        leniencies = Set.copyOf(builder.leniencies);
    }

    /**
     * Makes a handler with the defaults.
     *
     * @param store where the steps are kept
     * @return the handler
     */
    public static MppsHandler of(MppsStore store) {
        return builder(store).build();
    }

    /**
     * Starts a handler.
     *
     * @param store where the steps are kept
     * @return a builder with the defaults
     */
    public static Builder builder(MppsStore store) {
        return new Builder(store);
    }

    @Override
    public List<ServiceStatement> conformance() {
        return List.of(MppsConformance.of(leniencies));
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(
                capability(SopClass.MODALITY_PERFORMED_PROCEDURE_STEP, CommandField.N_CREATE_RQ, CommandField.N_SET_RQ),
                capability(SopClass.MODALITY_PERFORMED_PROCEDURE_STEP_RETRIEVE, CommandField.N_GET_RQ));
    }

    private static ServiceCapability capability(Uid sopClass, CommandField... requests) {
        return ServiceCapability.performer(sopClass, requests)
                .transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    @Override
    public Response handle(Action action) throws IOException {
        return switch (action.commandField()) {
            case N_CREATE_RQ -> create(action);
            case N_SET_RQ -> set(action);
            case N_GET_RQ -> get(action);
            default -> DimseStatus.UNRECOGNIZED_OPERATION;
        };
    }

    private Response create(Action action) throws IOException {
        Optional<Uid> given = action.command().affectedSopInstanceUid();
        DataSet attributes = read(action);
        if (given.isEmpty() && !leniencies.contains(MppsLeniency.INSTANCE_UID)) {
            return DimseStatus.INVALID_SOP_INSTANCE.withErrorComment("no Affected SOP Instance UID");
        }
        Gaps gaps = Gaps.ofCreate(attributes);
        if (!gaps.isNone() && !mayLack(gaps, action)) {
            return gaps.refusal();
        }
        if (status(attributes).filter(PerformedStepStatus.IN_PROGRESS::equals).isEmpty()) {
            return DimseStatus.INVALID_ATTRIBUTE_VALUE.withErrorComment("a step is created with status IN PROGRESS");
        }
        PerformedStep step = new PerformedStep(given.orElseGet(InstanceUids::make), Attributes.filledUp(attributes), 0);
        if (!store.create(step)) {
            return DimseStatus.DUPLICATE_SOP_INSTANCE;
        }
        tell(new MppsEvent(step, Optional.empty(), action.association().callingAeTitle()));
        return given.isPresent()
                ? DimseStatus.SUCCESS
                : DimseStatus.SUCCESS.with(CommandElements.none().affectedSopInstanceUid(step.instance()));
    }

    /** Two that change a step at once change it one after the other; the second finds what the first has made of it. */
    private Response set(Action action) throws IOException {
        Uid instance = requested(action);
        Modification modification = Modification.of(read(action));
        while (true) {
            Optional<PerformedStep> found = store.find(instance);
            if (found.isEmpty()) {
                return DimseStatus.NO_SUCH_SOP_INSTANCE;
            }
            PerformedStep before = found.get();
            if (before.status().isFinal()) {
                return PerformedProcedureStepStatus.MAY_NO_LONGER_BE_UPDATED.with(
                        CommandElements.none().errorId(PerformedProcedureStepStatus.MAY_NO_LONGER_BE_UPDATED_ERROR_ID));
            }
            Gaps gaps = modification.gaps();
            if (!gaps.isNone() && !mayLack(gaps, action)) {
                return gaps.refusal();
            }
            if (!modification.hasLawfulStatus()) {
                return DimseStatus.INVALID_ATTRIBUTE_VALUE.withErrorComment("no such status of a step");
            }
            PerformedStep after = before.changed(modification.applyTo(before.attributes()));
            if (store.replace(after)) {
                changed(new MppsEvent(after, found, action.association().callingAeTitle()));
                return answer(modification.notAllowedFor(before.attributes()));
            }
        }
    }

    private static Response answer(List<Integer> leftAsTheyAre) {
        return leftAsTheyAre.isEmpty()
                ? DimseStatus.SUCCESS
                : DimseStatus.ATTRIBUTE_LIST_WARNING.with(CommandElements.none()
                        .attributeIdentifierList(leftAsTheyAre.stream()
                                .mapToInt(Integer::intValue)
                                .toArray()));
    }

    private Response get(Action action) throws IOException {
        Optional<PerformedStep> step = store.find(requested(action));
        if (step.isEmpty()) {
            return DimseStatus.NO_SUCH_SOP_INSTANCE;
        }
        Retrieval retrieval =
                Retrieval.of(step.get().attributes(), action.command().attributeIdentifierList());
        DimseStatus status = retrieval.isComplete()
                ? DimseStatus.SUCCESS
                : PerformedProcedureStepStatus.OPTIONAL_ATTRIBUTES_NOT_SUPPORTED;
        return status.withDataSet(
                retrieval.attributes().in(action.presentationContext().transferSyntax()));
    }

    private static Uid requested(Action action) {
        return action.command()
                .requestedSopInstanceUid()
                .orElseThrow(() -> new DimseException(
                        DimseStatus.INVALID_SOP_INSTANCE.withErrorComment("no Requested SOP Instance UID")));
    }

    private static DataSet read(Action action) throws IOException {
        try {
            return DataSet.read(action.dataSet()).without(Tag.SOP_CLASS_UID, Tag.SOP_INSTANCE_UID);
        } catch (DataSetFormatException e) {
            throw new DimseException(
                    DimseStatus.PROCESSING_FAILURE.withErrorComment("the attributes are no data set"), e);
        }
    }

    static Optional<PerformedStepStatus> status(DataSet attributes) {
        return attributes.text(Tag.PERFORMED_PROCEDURE_STEP_STATUS).flatMap(PerformedStepStatus::of);
    }

    private boolean mayLack(Gaps gaps, Action action) {
        boolean borne = leniencies.contains(MppsLeniency.REQUIRED_ATTRIBUTES) && !gaps.isOfStatus();
        if (borne) {
            log.warn(
                    "{} reports a step without {}, which is taken all the same",
                    action.association().callingAeTitle(),
                    gaps);
        }
        return borne;
    }

    private void changed(MppsEvent event) {
        List<Integer> missing = event.ends() ? event.step().missing() : List.of();
        if (!missing.isEmpty()) {
            log.warn(
                    "{} has ended step {} without {}, which it should have by now",
                    event.callingAeTitle(),
                    event.step().instance(),
                    Gaps.text(missing));
        }
        tell(event);
    }

    private void tell(MppsEvent event) {
        for (MppsListener listener : listeners) {
            try {
                listener.changed(event);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                log.error("listener {} was interrupted at {}", listener, event.step());
            } catch (Exception e) {
                log.error("listener {} fails at {}", listener, event.step(), e);
            }
        }
    }

    /**
     * Says what a handler bears, and whom it tells. For one thread at a time.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final MppsStore store;
        private final List<MppsListener> listeners = new ArrayList<>();
        private final Set<MppsLeniency> leniencies = EnumSet.noneOf(MppsLeniency.class);

        private Builder(MppsStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /**
         * Adds who is told of steps, after those that were added before.
         *
         * @param listener the listener
         * @return this
         */
        public Builder listener(MppsListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Adds what modalities may leave out.
         *
         * @param borne by default, nothing
         * @return this
         */
        public Builder bear(MppsLeniency... borne) {
            leniencies.addAll(List.of(borne));
            return this;
        }

        /**
         * Makes the handler.
         *
         * @return a handler for a server
         */
        public MppsHandler build() {
            return new MppsHandler(this);
        }
    }
}
