package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.core.internal.support.TestServer.patiently;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.TestServer;

/** Associations that are closed while the worker that has answered the peer's last request is not done with it. */
class AnsweredAndClosedIT {
    private static final Uid GET = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET;

    private final ActionHandler sends = ActionHandler.of(
            List.of(
                    ServiceCapability.performer(GET, CommandField.C_GET_RQ),
                    ServiceCapability.invoker(SopClass.CT_IMAGE_STORAGE)),
            action -> {
                action.dataSet().readAllBytes();
                action.association()
                        .invoke(Requests.store(new byte[100]))
                        .toCompletableFuture()
                        .get();
                return DimseStatus.SUCCESS;
            });

    private final ActionHandler takes = ActionHandler.of(
            ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ), action -> {
                action.dataSet().readAllBytes();
                return DimseStatus.SUCCESS;
            });

    private final CountDownLatch done = new CountDownLatch(1);

    /** Told of the answer on the worker, before the worker is done. */
    private final AssociationListener listener = new AssociationListener() {
        @Override
        public void answered(AssociationEvent.Answered event) {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    };

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(sends));

    @Test
    void areReleased() throws Exception {
        try (Client client =
                Client.builder().loops(1).handler(takes).listener(listener).build()) {
            RequestedAssociation association = client.open(
                    AssociationProposal.to("127.0.0.1", server.server().port())
                            .calledAeTitle("PACS_SCP")
                            .context(GET)
                            .context(SopClass.CT_IMAGE_STORAGE)
                            .roles(SopClass.CT_IMAGE_STORAGE, Role.PERFORMER)
                            .build());
            try (OngoingInvocation get = association.begin(Invocation.of(GET, CommandField.C_GET_RQ)
                    .elements(CommandElements.none().priority(0))
                    .dataSet(out -> out.write(new byte[8])))) {
                assertThat(get.next().status()).isEqualTo(DimseStatus.SUCCESS);
            }
            Thread closing = new Thread(association::close, "closing");
            closing.start();
            patiently()
                    .until(() -> closing.getState() == Thread.State.TIMED_WAITING
                            || closing.getState() == Thread.State.WAITING
                            || !closing.isAlive());
            done.countDown();
            AssociationEnd end = association.whenEnded().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
            closing.join();
        }
    }
}
