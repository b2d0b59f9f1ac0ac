package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.core.internal.support.TestServer.patiently;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.status.FindStatus;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;

/** What listeners are told of requests of ours. */
class InvocationEventsIT {
    private final ScriptedHandler handler = ScriptedHandler.create();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final List<AssociationEvent> events = new CopyOnWriteArrayList<>();
    private final List<Thread> invokers = new CopyOnWriteArrayList<>();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler));

    private final AssociationListener listener = new AssociationListener() {
        @Override
        public void invoked(AssociationEvent.Invoked event) {
            invokers.add(Thread.currentThread());
            events.add(event);
        }

        @Override
        public void completed(AssociationEvent.Completed event) {
            events.add(event);
        }
    };

    @AfterEach
    void letGo() {
        told.countDown();
    }

    private RequestedAssociation open(Client client) throws Exception {
        return client.open(AssociationProposal.to("127.0.0.1", server.server().port())
                .calledAeTitle("PACS_SCP")
                .context(SopClass.VERIFICATION)
                .context(SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND)
                .build());
    }

    private void assertOneOf(Association association, Invocation invocation, Optional<DimseStatus> status) {
        patiently().untilAsserted(() -> assertThat(events).hasSize(2));
        AssociationEvent.Invoked first = (AssociationEvent.Invoked) events.get(0);
        AssociationEvent.Completed second = (AssociationEvent.Completed) events.get(1);
        assertThat(first.association()).isSameAs(association);
        assertThat(first.invocation()).isSameAs(invocation);
        assertThat(first.remoteAddress()).isEqualTo(association.remoteAddress());
        assertThat(second.association()).isSameAs(association);
        assertThat(second.invocation()).isSameAs(invocation);
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.status()).isEqualTo(status);
        assertThat(second.elapsed()).isPositive();
    }

    @Test
    void tellOfARequestAndItsFinalResponse() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            action.sendPending(DimseStatus.PENDING);
            return FindStatus.OUT_OF_RESOURCES;
        });
        Invocation find = Requests.find();
        try (Client client = Client.builder().listener(listener).build();
                RequestedAssociation association = open(client)) {
            assertThat(Requests.status(association, find)).isEqualTo(FindStatus.OUT_OF_RESOURCES);
            assertOneOf(association, find, Optional.of(FindStatus.OUT_OF_RESOURCES));
        }
        assertThat(invokers).containsExactly(Thread.currentThread());
    }

    @Test
    void tellThatThereWillBeNone() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            begun.countDown();
            told.await();
            return DimseStatus.SUCCESS;
        });
        Invocation find = Requests.find();
        try (Client client = Client.builder().listener(listener).build();
                RequestedAssociation association = open(client)) {
            association.begin(find);
            begun.await();
            association.abort(AbortReason.SERVICE_USER);
            assertOneOf(association, find, Optional.empty());
        }
    }

    @Test
    void areNotBrokenByAListenerThatIs() throws Exception {
        AssociationListener broken = new AssociationListener() {
            @Override
            public void invoked(AssociationEvent.Invoked event) {
                throw new IllegalStateException("a fault of the listener's");
            }

            @Override
            public void completed(AssociationEvent.Completed event) {
                throw new IllegalStateException("a fault of the listener's");
            }
        };
        try (Client client = Client.builder().listener(broken).build();
                RequestedAssociation association = open(client)) {
            Requests.echo(association);
        }
        server.log().assertError("listener");
    }
}
