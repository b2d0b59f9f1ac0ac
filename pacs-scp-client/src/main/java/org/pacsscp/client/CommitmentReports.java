package org.pacsscp.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Association;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Response;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;

/**
 * Takes the answers to requests for storage commitment, and gives each to the {@link CommitmentTransaction} that waits for it.
 *
 * <p>Every {@link ServiceClassUser} has one for answers on its own associations. Most archives answer on a new association that
 * they open with our server; so give the same one to both:
 *
 * <pre>{@code
 * CommitmentReports reports = new CommitmentReports();
 * Server server = Server.builder().aeTitle("MY_PACS").port(11112).handler(reports).build().start();
 * ServiceClassUser scu = ServiceClassUser.builder(Client.builder().aeTitle("MY_PACS").sharing(server))
 *         .commitmentReports(reports)
 *         .build();
 * }</pre>
 *
 * <p>The AE title must be the same: by it the archive knows where to answer.
 *
 * <p>Usable by any thread.
 *
 * @since 0.1.0
 */
public final class CommitmentReports implements ActionHandler {
    private static final int ALL_COMMITTED = 1;
    private static final int SOME_FAILED = 2;

    private final Map<Uid, CommitmentTransaction> expected = new ConcurrentHashMap<>();
    private final Optional<Consumer<? super CommitmentReport>> unexpected;

    /** Makes one that refuses answers to which nobody waits: the peer may try again. */
    public CommitmentReports() {
        this(null);
    }

    private CommitmentReports(@Nullable Consumer<? super CommitmentReport> unexpected) {
        this.unexpected = Optional.ofNullable(unexpected);
    }

    /**
     * Makes one that also takes answers to requests of which this process knows nothing: it was restarted, or another one has
     * asked.
     *
     * @param unexpected is given what nobody waits for, on the thread that has received it. Once it returns, the peer is told
     *     that the answer was taken; if it throws, the peer is told of a failure, and may try again
     * @return a handler
     */
    public static CommitmentReports orElse(Consumer<? super CommitmentReport> unexpected) {
        return new CommitmentReports(Objects.requireNonNull(unexpected, "unexpected"));
    }

    void expect(CommitmentTransaction transaction) {
        expected.put(transaction.uid(), transaction);
    }

    void forget(CommitmentTransaction transaction) {
        expected.remove(transaction.uid(), transaction);
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(ServiceCapability.performer(
                        SopClass.STORAGE_COMMITMENT_PUSH_MODEL, CommandField.N_EVENT_REPORT_RQ)
                .roles(Role.INVOKER)
                .transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
    }

    @Override
    public Response handle(Action action) throws IOException, DimseException {
        int event = action.command().eventTypeId().orElse(0);
        if (event != ALL_COMMITTED && event != SOME_FAILED) {
            throw new DimseException(DimseStatus.NO_SUCH_EVENT_TYPE);
        }
        CommitmentReport report = CommitmentReport.read(read(action), peer(action.association()));
        CommitmentTransaction transaction = expected.remove(report.transaction());
        if (transaction != null) {
            transaction.complete(report);
        } else if (unexpected.isPresent()) {
            unexpected.get().accept(report);
        } else {
            return DimseStatus.INVALID_ARGUMENT_VALUE.withErrorComment("this transaction UID is not waited for");
        }
        return DimseStatus.SUCCESS;
    }

    private static DataSet read(Action action) throws IOException, DimseException {
        try {
            return DataSet.read(action.dataSet());
        } catch (DataSetFormatException e) {
            throw new DimseException(DimseStatus.PROCESSING_FAILURE.withErrorComment("the data set cannot be read"));
        }
    }

    private static AeTitle peer(Association association) {
        return association instanceof RequestedAssociation ? association.calledAeTitle() : association.callingAeTitle();
    }
}
