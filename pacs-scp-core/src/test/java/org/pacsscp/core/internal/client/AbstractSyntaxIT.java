package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Response;
import org.pacsscp.api.Role;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.TestServer;

/**
 * Requests whose SOP class is not the abstract syntax of the context that they go on: print management, whose meta SOP classes
 * have members (PS3.4 H.3), and unified procedure steps, whose SOP class is that of UPS Push under all five (PS3.4 CC.1).
 */
class AbstractSyntaxIT {
    private static final Uid META = SopClass.BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;
    private static final Uid FILM_SESSION = SopClass.BASIC_FILM_SESSION;
    private static final Uid PUSH = SopClass.UNIFIED_PROCEDURE_STEP_PUSH;
    private static final Uid WATCH = SopClass.UNIFIED_PROCEDURE_STEP_WATCH;
    private static final Uid PULL = SopClass.UNIFIED_PROCEDURE_STEP_PULL;
    private static final Uid EVENT = SopClass.UNIFIED_PROCEDURE_STEP_EVENT;

    /** What each side was asked for: command, SOP class, and abstract syntax. */
    private record Heard(CommandField command, Uid sopClass, Uid abstractSyntax) {
        static Heard of(Action action) {
            return new Heard(
                    action.commandField(),
                    action.command()
                            .affectedSopClassUid()
                            .or(action.command()::requestedSopClassUid)
                            .orElseThrow(),
                    action.presentationContext().abstractSyntax());
        }
    }

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final BlockingQueue<Heard> served = new LinkedBlockingQueue<>();
    private final BlockingQueue<Heard> notified = new LinkedBlockingQueue<>();
    private final Server server = TestServer.builder()
            .handler(ActionHandler.of(
                    List.of(
                            ServiceCapability.performer(META, CommandField.N_CREATE_RQ)
                                    .memberSopClasses(FILM_SESSION),
                            ServiceCapability.performer(PUSH, CommandField.N_CREATE_RQ, CommandField.N_GET_RQ),
                            ServiceCapability.performer(WATCH, CommandField.N_GET_RQ, CommandField.N_ACTION_RQ)
                                    .memberSopClasses(PUSH),
                            ServiceCapability.performer(PULL, CommandField.N_SET_RQ, CommandField.C_FIND_RQ)
                                    .memberSopClasses(PUSH),
                            ServiceCapability.performer(EVENT, CommandField.N_EVENT_REPORT_RQ)),
                    this::serve))
            .build();
    private final Client client = Client.builder()
            .loops(1)
            .handler(ActionHandler.of(
                    ServiceCapability.performer(EVENT, CommandField.N_EVENT_REPORT_RQ)
                            .roles(Role.INVOKER)
                            .memberSopClasses(PUSH),
                    action -> {
                        notified.add(Heard.of(action));
                        return DimseStatus.SUCCESS;
                    }))
            .build();

    private volatile CompletableFuture<?> event = CompletableFuture.completedFuture(null);

    /** Whoever watches a step is told of it at once. */
    private Response serve(Action action) {
        served.add(Heard.of(action));
        if (action.commandField() == CommandField.N_ACTION_RQ) {
            event = CompletableFuture.supplyAsync(() -> action.association()
                            .invoke(Invocation.of(PUSH, CommandField.N_EVENT_REPORT_RQ)
                                    .abstractSyntax(EVENT)
                                    .elements(CommandElements.none()
                                            .affectedSopInstanceUid(Requests.INSTANCE)
                                            .eventTypeId(1))))
                    .thenCompose(answer -> answer);
        }
        return DimseStatus.SUCCESS;
    }

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void printsUnderAMetaSopClass() throws Exception {
        try (RequestedAssociation association = open(META)) {
            Invocation create = Invocation.of(FILM_SESSION, CommandField.N_CREATE_RQ);

            assertThat(Requests.status(association, create.abstractSyntax(META)))
                    .isEqualTo(DimseStatus.SUCCESS);
            assertThat(served.remove()).isEqualTo(new Heard(CommandField.N_CREATE_RQ, FILM_SESSION, META));

            assertThat(notSent(association, create))
                    .hasMessageContaining("no accepted presentation context for " + FILM_SESSION);
        }
    }

    @Test
    void pushesWatchesAndPullsOneProcedureStep() throws Exception {
        try (RequestedAssociation association = open(PUSH, WATCH, PULL)) {
            Invocation get = Invocation.of(PUSH, CommandField.N_GET_RQ).elements(requestedInstance());

            assertThat(Requests.status(association, Invocation.of(PUSH, CommandField.N_CREATE_RQ)))
                    .isEqualTo(DimseStatus.SUCCESS);
            assertThat(Requests.status(association, get)).isEqualTo(DimseStatus.SUCCESS);
            assertThat(Requests.status(association, get.abstractSyntax(WATCH))).isEqualTo(DimseStatus.SUCCESS);
            assertThat(Requests.status(
                            association,
                            Invocation.of(PUSH, CommandField.N_SET_RQ)
                                    .abstractSyntax(PULL)
                                    .elements(requestedInstance())
                                    .dataSet(out -> out.write(new byte[8]))))
                    .isEqualTo(DimseStatus.SUCCESS);
            assertThat(Requests.status(association, Invocation.of(PULL, CommandField.C_FIND_RQ)))
                    .isEqualTo(DimseStatus.SUCCESS);

            assertThat(served)
                    .containsExactly(
                            new Heard(CommandField.N_CREATE_RQ, PUSH, PUSH),
                            new Heard(CommandField.N_GET_RQ, PUSH, PUSH),
                            new Heard(CommandField.N_GET_RQ, PUSH, WATCH),
                            new Heard(CommandField.N_SET_RQ, PUSH, PULL),
                            new Heard(CommandField.C_FIND_RQ, PULL, PULL));
        }
    }

    /** The server's own request names the SOP class of the step, and goes on the context that was made for events. */
    @Test
    void isToldOfAProcedureStep() throws Exception {
        try (RequestedAssociation association = open(WATCH, EVENT)) {
            assertThat(Requests.status(
                            association,
                            Invocation.of(PUSH, CommandField.N_ACTION_RQ)
                                    .abstractSyntax(WATCH)
                                    .elements(requestedInstance().actionTypeId(3))))
                    .isEqualTo(DimseStatus.SUCCESS);

            assertThat(notified.poll(30, TimeUnit.SECONDS))
                    .isEqualTo(new Heard(CommandField.N_EVENT_REPORT_RQ, PUSH, EVENT));
            assertThat(event).succeedsWithin(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void namesTheAbstractSyntaxThatWasNotAccepted() throws Exception {
        try (RequestedAssociation association = open(PUSH, META)) {
            assertThat(notSent(
                            association,
                            Invocation.of(PUSH, CommandField.N_GET_RQ).abstractSyntax(WATCH)))
                    .hasMessageContaining("no accepted presentation context for " + WATCH);
            assertThat(served).isEmpty();
        }
    }

    private static CommandElements requestedInstance() {
        return CommandElements.none().requestedSopInstanceUid(Requests.INSTANCE);
    }

    private static InvocationException notSent(RequestedAssociation association, Invocation invocation) {
        InvocationException e = catchThrowableOfType(InvocationException.class, () -> association.begin(invocation));
        assertThat(e.reason()).isEqualTo(InvocationException.Cause.NO_PRESENTATION_CONTEXT);
        return e;
    }

    private RequestedAssociation open(Uid... abstractSyntaxes) throws Exception {
        AssociationProposal.Builder proposal =
                AssociationProposal.to("127.0.0.1", server.port()).calledAeTitle("PACS_SCP");
        for (Uid syntax : abstractSyntaxes) {
            proposal.context(syntax);
        }
        return client.open(proposal.build());
    }
}
