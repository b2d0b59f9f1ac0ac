package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Response;
import org.pacsscp.api.Role;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.api.WellKnownInstance;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.junit.UncaughtExceptions;

/** Storage commitment with an archive that runs on our own server, answered on the same association and on a new one. */
@ExtendWith(UncaughtExceptions.class)
class OwnServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CommitmentReports reports = new CommitmentReports();
    private final Server ours = Server.builder()
            .aeTitle("TESTER")
            .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
            .handler(reports)
            .build();
    private final Server archive = Server.builder()
            .aeTitle("ARCHIVE")
            .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
            .handler(storage(), commitment())
            .build();

    private boolean answersOnANewAssociation;

    private volatile CompletableFuture<Void> reported = CompletableFuture.completedFuture(null);

    @BeforeEach
    void start() throws Exception {
        ours.start();
        archive.start();
    }

    @AfterEach
    void stop() {
        ours.close();
        archive.close();
    }

    @Test
    void commitsOnTheSameAssociation() throws Exception {
        storeAndCommit();
    }

    @Test
    void commitsOnANewAssociation() throws Exception {
        answersOnANewAssociation = true;

        storeAndCommit();
    }

    private void storeAndCommit() throws Exception {
        RemoteEntity remote = RemoteEntity.of("ARCHIVE", "localhost", archive.port());
        List<InstanceSource> sources = List.of(
                InstanceSource.of(Invention.ofSeed(1).image(Modality.CT)),
                InstanceSource.of(Invention.ofSeed(2).image(Modality.CT)));
        try (ServiceClassUser scu = ServiceClassUser.builder(
                        Client.builder().aeTitle("TESTER").sharing(ours))
                .commitmentReports(reports)
                .build()) {
            StoreReport stored = scu.store(remote, sources);
            assertThat(stored.isComplete()).isTrue();

            try (CommitmentTransaction transaction = scu.commit(remote, stored.stored())) {
                CommitmentReport report = transaction.await(PATIENCE);

                assertThat(report.isComplete()).isTrue();
                assertThat(report.committed()).isEqualTo(stored.stored());
                assertThat(report.sender().value()).isEqualTo("ARCHIVE");
                assertThat(reported).succeedsWithin(PATIENCE);
            }
        }
    }

    private static ActionHandler storage() {
        return ActionHandler.of(
                ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
                        .anyTransferSyntax(),
                action -> {
                    DataSet.read(action.dataSet());
                    return DimseStatus.SUCCESS;
                });
    }

    private ActionHandler commitment() {
        return ActionHandler.of(
                ServiceCapability.performer(SopClass.STORAGE_COMMITMENT_PUSH_MODEL, CommandField.N_ACTION_RQ),
                this::commit);
    }

    private Response commit(Action action) throws Exception {
        DataSet information = DataSet.read(action.dataSet());
        assertThat(information.sequence(Tag.REFERENCED_SOP_SEQUENCE)).hasSize(2);
        Uid syntax = action.dataSet().transferSyntax();
        Association association = action.association();
        // The report goes from another thread, since it may come before the answer, but not wait for it.
        reported = CompletableFuture.runAsync(() -> {
            if (answersOnANewAssociation) {
                reportOnANewAssociation(information);
            } else {
                association
                        .invoke(report(information, syntax))
                        .toCompletableFuture()
                        .join();
            }
        });
        return DimseStatus.SUCCESS;
    }

    private void reportOnANewAssociation(DataSet information) {
        AssociationProposal proposal = AssociationProposal.to("localhost", ours.port())
                .calledAeTitle("TESTER")
                .context(SopClass.STORAGE_COMMITMENT_PUSH_MODEL)
                .roles(SopClass.STORAGE_COMMITMENT_PUSH_MODEL, Role.PERFORMER)
                .build();
        try (Client client = Client.builder().aeTitle("ARCHIVE").build();
                RequestedAssociation association = client.open(proposal)) {
            association
                    .begin(report(
                            information,
                            association.presentationContexts().get(0).transferSyntax()))
                    .next();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Invocation report(DataSet information, Uid syntax) {
        return Invocation.of(SopClass.STORAGE_COMMITMENT_PUSH_MODEL, CommandField.N_EVENT_REPORT_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(WellKnownInstance.STORAGE_COMMITMENT_PUSH_MODEL)
                        .eventTypeId(1))
                .transferSyntax(syntax)
                .dataSet(information.in(syntax));
    }
}
