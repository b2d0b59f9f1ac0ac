package org.pacsscp.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.ActionHandler;
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
import org.pacsscp.echo.VerificationHandler;

/** What a tracer behind the registry sees. */
class PacsScpObservationsIT {
    private final List<Observation.Context> started = new CopyOnWriteArrayList<>();
    private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final PacsScpObservations observations = PacsScpObservations.of(registry);

    @BeforeEach
    void keepWhatIsObserved() {
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStart(Observation.Context context) {
                started.add(context);
            }

            @Override
            public void onStop(Observation.Context context) {
                stopped.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    private interface Body {
        Response handle() throws Exception;
    }

    private Server server(Body body) throws Exception {
        ActionHandler finder = ActionHandler.of(
                ServiceCapability.performer(
                        SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND, CommandField.C_FIND_RQ),
                action -> body.handle());
        return Server.builder()
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .listener(observations)
                .handler(observations.scoped(finder))
                .build()
                .start();
    }

    private static RequestedAssociation open(Client client, Server server) throws Exception {
        return client.open(AssociationProposal.to("127.0.0.1", server.port())
                .calledAeTitle("PACS_SCP")
                .context(SopClass.VERIFICATION)
                .context(SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND)
                .build());
    }

    private static Invocation find() {
        return Invocation.of(SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND, CommandField.C_FIND_RQ)
                .elements(CommandElements.none().priority(0))
                .dataSet(out -> out.write(new byte[8]));
    }

    private void awaitStopped(int count) {
        await().untilAsserted(() -> assertThat(stopped).hasSize(count));
    }

    private List<OperationContext> operations() {
        return stopped.stream()
                .filter(OperationContext.class::isInstance)
                .map(OperationContext.class::cast)
                .toList();
    }

    private static @Nullable String value(Observation.Context context, String key) {
        var found = context.getAllKeyValues().stream()
                .filter(one -> one.getKey().equals(key))
                .findFirst();
        return found.isEmpty() ? null : found.get().getValue();
    }

    @Test
    void spanOperationsWithinAssociations() throws Exception {
        List<Observation> current = new CopyOnWriteArrayList<>();
        try (Server server = server(() -> {
                    current.add(Objects.requireNonNull(registry.getCurrentObservation()));
                    return DimseStatus.SUCCESS;
                });
                Client client = Client.builder().aeTitle("CT_1").build()) {
            try (RequestedAssociation association = open(client, server)) {
                association
                        .begin(Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ))
                        .next();
                association.begin(find()).next();
                association.release(Duration.ofSeconds(10));
            }
            awaitStopped(3);
        }
        Observation.Context association = started.get(0);
        assertThat(association.getName()).isEqualTo("pacsscp.association");
        assertThat(association.getContextualName()).isEqualTo("association with CT_1");
        assertThat(value(association, "side")).isEqualTo("server");
        assertThat(value(association, "end")).isEqualTo("released-by-peer");
        assertThat(value(association, "calling")).isEqualTo("CT_1");
        assertThat(operations())
                .extracting(Observation.Context::getContextualName)
                .containsExactly("C-ECHO verification", "C-FIND query");
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(Objects.requireNonNull(operation.getParentObservation()).getContextView())
                    .isSameAs(association);
            assertThat(value(operation, "role")).isEqualTo("performer");
            assertThat(value(operation, "status")).isEqualTo("success");
            assertThat(value(operation, "status.code")).isEqualTo("0000H");
        });
        assertThat(current)
                .singleElement()
                .satisfies(scope ->
                        assertThat(scope.getContext()).isSameAs(operations().get(1)));
    }

    @Test
    void belongToWhoInvokes() throws Exception {
        try (Server server = server(() -> DimseStatus.SUCCESS);
                Client client =
                        Client.builder().aeTitle("CT_1").listener(observations).build();
                RequestedAssociation association = open(client, server)) {
            Observation job = Observation.start("nightly.job", registry);
            try (var scope = job.openScope()) {
                assertThat(scope).isNotNull();
                association.begin(find()).next();
            }
            job.stop();
            association.begin(find()).next();
            await().until(() -> operations().stream()
                            .filter(operation -> "invoker".equals(value(operation, "role")))
                            .count()
                    == 2);
        }
        assertThat(operations())
                .filteredOn(operation -> "invoker".equals(value(operation, "role")))
                .extracting(operation -> Objects.requireNonNull(operation.getParentObservation())
                        .getContextView()
                        .getName())
                .containsExactly("nightly.job", "pacsscp.association");
    }

    @Test
    void sayWhatFailed() throws Exception {
        IllegalStateException fault = new IllegalStateException("the database is gone");
        try (Server server = server(() -> {
                    throw fault;
                });
                Client client = Client.builder().aeTitle("CT_1").build();
                RequestedAssociation association = open(client, server)) {
            association.begin(find()).next();
            await().until(() -> operations().size() == 1);
        }
        assertThat(operations().get(0).getError()).isSameAs(fault);
        assertThat(value(operations().get(0), "status")).isEqualTo("failure");
    }

    @Test
    void leaveInlineHandlersAsTheyAre() {
        ActionHandler inline = new VerificationHandler();
        assertThat(observations.scoped(inline)).isSameAs(inline);
    }

    @Test
    void keepWhatAHandlerSaysOfItself() {
        ActionHandler handler = ActionHandler.of(
                ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ),
                action -> DimseStatus.SUCCESS);
        ActionHandler scoped = observations.scoped(handler);
        assertThat(scoped.name()).isEqualTo(handler.name());
        assertThat(scoped.capabilities()).isEqualTo(handler.capabilities());
        assertThat(scoped.interruptOnCancel()).isEqualTo(handler.interruptOnCancel());
    }
}
