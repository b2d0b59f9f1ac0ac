package org.pacsscp.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Response;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/**
 * An archive on a server of ours, whose client opens the associations with the destinations of its C-MOVEs. It has CT images
 * only, and looks after each whether it was cancelled.
 */
final class OwnArchive implements AutoCloseable {
    static final String AE_TITLE = "ARCHIVE";

    private static final Uid CT = SopClass.CT_IMAGE_STORAGE;
    private static final Uid GET = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET;
    private static final Uid MOVE = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_MOVE;
    private static final Uid SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private final List<DataSet> instances;
    private final Map<String, Integer> destinations = new HashMap<>();
    private final Server server;
    private final Client client;
    private volatile int untilPause = Integer.MAX_VALUE;

    OwnArchive(List<DataSet> instances) throws IOException {
        this.instances = instances;
        server = Server.builder()
                .aeTitle(AE_TITLE)
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .handler(ActionHandler.of(
                        List.of(
                                ServiceCapability.performer(GET, CommandField.C_GET_RQ)
                                        .transferSyntaxes(SYNTAX),
                                ServiceCapability.performer(MOVE, CommandField.C_MOVE_RQ)
                                        .transferSyntaxes(SYNTAX),
                                ServiceCapability.invoker(CT).transferSyntaxes(SYNTAX)),
                        this::retrieve))
                .build()
                .start();
        client = Client.builder().aeTitle(AE_TITLE).sharing(server).build();
    }

    void knows(String destination, int port) {
        destinations.put(destination, port);
    }

    /** After so many sub-operations it waits to be cancelled. */
    void pauseAfter(int subOperations) {
        untilPause = subOperations;
    }

    RemoteEntity remote() {
        return RemoteEntity.of(AE_TITLE, "localhost", server.port());
    }

    private Response retrieve(Action action) throws Exception {
        DataSet.read(action.dataSet());
        if (action.commandField() == CommandField.C_GET_RQ) {
            return send(action, action.association(), CommandElements.none());
        }
        String destination = action.command().moveDestination().orElseThrow().value();
        Integer port = destinations.get(destination);
        if (port == null) {
            return RetrieveStatus.MOVE_DESTINATION_UNKNOWN;
        }
        AssociationProposal proposal = AssociationProposal.to("localhost", port)
                .calledAeTitle(destination)
                .context(CT, SYNTAX)
                .build();
        CommandElements originator = CommandElements.none()
                .moveOriginator(
                        action.association().callingAeTitle(), action.command().messageId());
        try (RequestedAssociation association = client.open(proposal)) {
            return send(action, association, originator);
        } catch (AssociationException e) {
            return RetrieveStatus.UNABLE_TO_PERFORM_SUB_OPERATIONS.with(
                    CommandElements.none().subOperations(new SubOperations(0, 0, instances.size(), 0)));
        }
    }

    /** PS3.4 C.4.2 and C.4.3: pending responses with counts, and a final one that counts what was not begun if it was cancelled. */
    private Response send(Action action, Association association, CommandElements originator) throws Exception {
        int completed = 0;
        int failed = 0;
        for (DataSet instance : instances) {
            if (action.cancelled()) {
                return RetrieveStatus.CANCELED.with(counts(completed, failed));
            }
            if (isStored(association, instance, originator)) {
                completed++;
            } else {
                failed++;
            }
            action.sendPending(RetrieveStatus.PENDING.with(counts(completed, failed)));
            if (completed + failed == untilPause) {
                CountDownLatch cancelled = new CountDownLatch(1);
                action.onCancel(cancelled::countDown);
                cancelled.await();
            }
        }
        DimseStatus status =
                failed == 0 ? DimseStatus.SUCCESS : RetrieveStatus.SUB_OPERATIONS_COMPLETE_WITH_FAILURES_OR_WARNINGS;
        return status.with(counts(completed, failed));
    }

    private CommandElements counts(int completed, int failed) {
        return CommandElements.none()
                .subOperations(new SubOperations(instances.size() - completed - failed, completed, failed, 0));
    }

    private static boolean isStored(Association association, DataSet instance, CommandElements originator)
            throws InterruptedException, ExecutionException {
        return association
                        .invoke(Invocation.of(CT, CommandField.C_STORE_RQ)
                                .elements(originator
                                        .affectedSopInstanceUid(instance.uid(Tag.SOP_INSTANCE_UID)
                                                .orElseThrow())
                                        .priority(0))
                                .transferSyntax(SYNTAX)
                                .dataSet(instance.in(SYNTAX)))
                        .toCompletableFuture()
                        .get()
                        .status()
                        .category()
                == DimseStatus.Category.SUCCESS;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
