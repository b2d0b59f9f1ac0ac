package org.pacsscp.worklist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import org.pacsscp.api.status.FindStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers C-FIND of the Modality Worklist (PS3.4 Annex K) with the entries of a source.
 *
 * <pre>{@code
 * WorklistSource source = WorklistSource.of(this::scheduled);
 * Server server = Server.builder().handler(WorklistHandler.of(source)).build();
 * }</pre>
 *
 * <p>Each of the required keys is matched as PS3.4 Table K.6-1 has it, every other attribute by the kind of matching that its
 * value representation allows; a stored value that is empty matches no key but a universal one (section K.2.2.1.1.1). Names match
 * whatever their case. Of extended negotiation, fuzzy matching of names and timezone query adjustment are turned down.
 *
 * <p>A step that is {@link ScheduledStepStatus#DEPARTED} is done with, and is answered only to a query that names a status.
 *
 * @since 0.1.0
 */
public final class WorklistHandler implements ActionHandler {
    private static final Logger log = LoggerFactory.getLogger(WorklistHandler.class);
    static final int SOURCE_FAILED = 1;

    private final WorklistSource source;
    private final Set<ScheduledStepStatus> hidden;
    private final long maxMatches;

    private WorklistHandler(Builder builder) {
        source = builder.source;
        hidden = Set.copyOf(builder.hidden);
        maxMatches = builder.maxMatches;
    }

    /**
     * Makes a handler with the defaults.
     *
     * @param source where the entries come from
     * @return the handler
     */
    public static WorklistHandler of(WorklistSource source) {
        return builder(source).build();
    }

    /**
     * Starts a handler.
     *
     * @param source where the entries come from
     * @return a builder with the defaults
     */
    public static Builder builder(WorklistSource source) {
        return new Builder(source);
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(ServiceCapability.performer(
                        SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, CommandField.C_FIND_RQ)
                .transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
    }

    @Override
    public List<ServiceStatement> conformance() {
        return List.of(WorklistConformance.of(maxMatches));
    }

    @Override
    public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
        return WorklistNegotiation.answer(applicationInformation);
    }

    /** A pending response for each entry that matches (PS3.4 section K.4.1.3). */
    @Override
    public Response handle(Action action) throws IOException {
        WorklistQuery query = read(action);
        if (!query.invalidKeys().isEmpty()) {
            return FindStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS
                    .withErrorComment("a key of the identifier cannot be read")
                    .with(CommandElements.none().offendingElements(offending(query)));
        }
        Answers answers = Answers.to(action, query);
        try (Stream<WorklistEntry> entries = source.entries(query)) {
            return answer(query, entries.iterator(), answers);
        } catch (Answers.PeerGoneException e) {
            throw e.getCause();
        } catch (IOException | UncheckedIOException e) {
            log.error("the worklist cannot be read", e);
            return FindStatus.unableToProcess(SOURCE_FAILED).withErrorComment("the worklist cannot be read");
        }
    }

    private static WorklistQuery read(Action action) throws IOException {
        try {
            return WorklistQuery.of(DataSet.read(action.dataSet()));
        } catch (DataSetFormatException e) {
            throw new DimseException(FindStatus.UNABLE_TO_PROCESS.withErrorComment("the identifier is no data set"), e);
        }
    }

    private static int[] offending(WorklistQuery query) {
        return query.invalidKeys().stream().mapToInt(Integer::intValue).toArray();
    }

    private DimseStatus answer(WorklistQuery query, Iterator<WorklistEntry> entries, Answers answers) {
        long matches = 0;
        while (entries.hasNext()) {
            if (answers.areUnwanted()) {
                return FindStatus.CANCELED;
            }
            WorklistEntry entry = entries.next();
            Optional<DataSet> answer = isOffered(entry, query) ? query.answer(entry) : Optional.empty();
            if (answer.isPresent()) {
                if (matches == maxMatches) {
                    answers.flush();
                    return FindStatus.OUT_OF_RESOURCES.withErrorComment("more than " + maxMatches + " entries match");
                }
                matches++;
                answers.add(answer.get());
            }
        }
        if (answers.areUnwanted()) {
            return FindStatus.CANCELED;
        }
        answers.flush();
        return DimseStatus.SUCCESS;
    }

    private boolean isOffered(WorklistEntry entry, WorklistQuery query) {
        return query.namesStatus() || entry.status().filter(hidden::contains).isEmpty();
    }

    /**
     * Says how a handler answers. For one thread at a time.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final WorklistSource source;
        private Set<ScheduledStepStatus> hidden = EnumSet.of(ScheduledStepStatus.DEPARTED);
        private long maxMatches = Long.MAX_VALUE;

        private Builder(WorklistSource source) {
            this.source = Objects.requireNonNull(source, "source");
        }

        /**
         * Sets which steps are answered only to queries that name a status.
         *
         * @param statuses theirs; default: {@link ScheduledStepStatus#DEPARTED}
         * @return this
         */
        public Builder hide(ScheduledStepStatus... statuses) {
            hidden = Set.of(statuses);
            return this;
        }

        /**
         * Sets how many entries a query may match. Where there are more, so many are answered, and then A700H, out of resources,
         * which tells the modality that it does not see all.
         *
         * @param most at least 1; default: no limit
         * @return this
         * @throws IllegalArgumentException if it is less
         */
        public Builder maxMatches(long most) {
            if (most < 1) {
                throw new IllegalArgumentException("at most " + most + " matches; allow at least 1");
            }
            maxMatches = most;
            return this;
        }

        /**
         * Makes the handler.
         *
         * @return a handler for a server
         */
        public WorklistHandler build() {
            return new WorklistHandler(this);
        }
    }
}
