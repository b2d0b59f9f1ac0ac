package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pacsscp.core.internal.support.TestServer.patiently;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionFunction;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientBuilder;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.IdentityDecision;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.Limits;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.Peer;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RefusedContext;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Response;
import org.pacsscp.api.Role;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.TestServer;

/** Our client and our server, over real sockets: what both sides know of one association, and services of each kind. */
class OwnServerIT {
    private static final Uid GET = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET;
    private static final Uid FIND = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND;
    private static final Uid COMMITMENT = SopClass.STORAGE_COMMITMENT_PUSH_MODEL;
    private static final int MANY = Integer.getInteger("pacsscp.client.associations", 1_000);

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    @Test
    void agreeOnAnAssociation() throws Exception {
        try (Server server = server(builder -> builder.handler(store(action -> DimseStatus.SUCCESS)))
                        .start();
                Client client = client(builder -> builder.aeTitle("MY_ROUTER"));
                RequestedAssociation association = client.open(to(server)
                        .context(SopClass.VERIFICATION)
                        .context(SopClass.MR_IMAGE_STORAGE)
                        .context(
                                SopClass.CT_IMAGE_STORAGE,
                                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                        .build())) {
            Requests.echo(association);
            assertThat(association.callingAeTitle().value()).isEqualTo("MY_ROUTER");
            assertThat(association.calledAeTitle().value()).isEqualTo("PACS_SCP");
            assertThat(association.presentationContexts())
                    .extracting(context -> context.id() + " " + context.roles())
                    .containsExactly("1 [INVOKER]", "5 [INVOKER]");
            assertThat(association.refusedContexts()).singleElement().satisfies(refused -> {
                assertThat(refused.proposed().abstractSyntax()).isEqualTo(SopClass.MR_IMAGE_STORAGE);
                assertThat(refused.reason()).isEqualTo(RefusedContext.Reason.ABSTRACT_SYNTAX_NOT_SUPPORTED);
            });
            assertThat(server.sessions()).singleElement().satisfies(session -> {
                assertThat(session.remoteAddress()).isEqualTo(association.localAddress());
                assertThat(session.localAddress()).isEqualTo(association.remoteAddress());
                assertThat(session.callingAeTitle()).isEqualTo(association.callingAeTitle());
                assertThat(session.maxPduLengthSent()).isEqualTo(association.maxPduLengthReceived());
                assertThat(session.implementationVersionName()).isEqualTo(association.implementationVersionName());
            });
            assertThat(client.associations()).containsExactly(association);
            assertThat(association.end()).isEmpty();
            assertThat(association.release(Duration.ofSeconds(30)).kind())
                    .isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
            assertThat(client.associations()).isEmpty();
            assertThat(client.statistics()).isEqualTo(new Client.Statistics(1, 0, 1, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 5_000_001})
    void storeAnInstance(int length) throws Exception {
        byte[] sent = new byte[length];
        new Random(length).nextBytes(sent);
        BlockingQueue<byte[]> stored = new LinkedBlockingQueue<>();
        try (Server server = server(builder -> builder.handler(store(action -> {
                                    stored.add(action.dataSet().readAllBytes());
                                    return DimseStatus.SUCCESS;
                                }))
                                .discoverHandlers(false))
                        .start();
                Client client = client(builder -> builder);
                RequestedAssociation association = client.open(
                        to(server).context(SopClass.CT_IMAGE_STORAGE).build())) {
            for (int i = 0; i < 3; i++) {
                assertThat(Requests.status(association, Requests.store(sent))).isEqualTo(DimseStatus.SUCCESS);
                assertThat(stored.poll(30, TimeUnit.SECONDS)).isEqualTo(sent);
            }
        }
    }

    /** PS3.4 C.4.1: a thousand matches, one by one, and a cancel in their middle. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findMatches(boolean cancel) throws Exception {
        int matches = 1_000;
        try (Server server = server(builder -> builder.handler(ActionHandler.of(
                                ServiceCapability.performer(FIND, CommandField.C_FIND_RQ), action -> {
                                    action.dataSet().readAllBytes();
                                    for (int i = 0; i < matches || cancel; i++) {
                                        if (action.cancelled()) {
                                            return DimseStatus.CANCEL;
                                        }
                                        action.sendPending(
                                                DimseStatus.PENDING.withDataSet(out -> out.write(new byte[100])));
                                    }
                                    return DimseStatus.SUCCESS;
                                })))
                        .start();
                Client client = client(builder -> builder);
                RequestedAssociation association =
                        client.open(to(server).context(FIND).build());
                OngoingInvocation find = association.begin(Requests.find())) {
            int taken = 0;
            ReceivedResponse response = find.next();
            while (response.isPending()) {
                assertThat(response.dataSet().readAllBytes()).hasSize(100);
                taken++;
                if (cancel && taken == 50) {
                    find.cancel();
                }
                response = find.next();
            }
            if (cancel) {
                assertThat(response.status().code()).isEqualTo(DimseStatus.CANCEL.code());
                assertThat(taken).isGreaterThanOrEqualTo(50);
            } else {
                assertThat(response.status()).isEqualTo(DimseStatus.SUCCESS);
                assertThat(taken).isEqualTo(matches);
            }
        }
    }

    /** PS3.4 C.4.3: 500 sub-operations on our association, which we serve as the SCP. */
    @Test
    void getInstancesOnTheSameAssociation() throws Exception {
        int instances = 500;
        byte[] dataSet = new byte[10_000];
        new Random(1).nextBytes(dataSet);
        AtomicInteger received = new AtomicInteger();
        ActionHandler sends = ActionHandler.of(
                List.of(
                        ServiceCapability.performer(GET, CommandField.C_GET_RQ),
                        ServiceCapability.invoker(SopClass.CT_IMAGE_STORAGE)),
                action -> {
                    action.dataSet().readAllBytes();
                    for (int i = 1; i <= instances; i++) {
                        action.association()
                                .invoke(Requests.store(dataSet))
                                .toCompletableFuture()
                                .get();
                        action.sendPending(DimseStatus.PENDING.with(
                                CommandElements.none().subOperations(new SubOperations(instances - i, i, 0, 0))));
                    }
                    return DimseStatus.SUCCESS.with(
                            CommandElements.none().subOperations(new SubOperations(0, instances, 0, 0)));
                });
        ActionHandler takes = store(action -> {
            assertThat(action.dataSet().readAllBytes()).isEqualTo(dataSet);
            received.incrementAndGet();
            return DimseStatus.SUCCESS;
        });
        try (Server server = server(builder -> builder.handler(sends)).start();
                Client client = client(builder -> builder.handler(takes));
                RequestedAssociation association = client.open(to(server)
                        .context(GET)
                        .context(SopClass.CT_IMAGE_STORAGE)
                        .roles(SopClass.CT_IMAGE_STORAGE, Role.PERFORMER)
                        .build());
                OngoingInvocation get = association.begin(Invocation.of(GET, CommandField.C_GET_RQ)
                        .elements(CommandElements.none().priority(0))
                        .dataSet(out -> out.write(new byte[8])))) {
            int pending = 0;
            ReceivedResponse response = get.next();
            while (response.isPending()) {
                pending++;
                response = get.next();
            }
            assertThat(pending).isEqualTo(instances);
            assertThat(received).hasValue(instances);
            assertThat(response.command().subOperations()).contains(new SubOperations(0, instances, 0, 0));
        }
    }

    /** PS3.4 J: the event comes on our association, on which we are the SCU. */
    @Test
    void areToldOfAnEvent() throws Exception {
        BlockingQueue<Integer> events = new LinkedBlockingQueue<>();
        ActionHandler commits =
                ActionHandler.of(ServiceCapability.performer(COMMITMENT, CommandField.N_ACTION_RQ), action -> {
                    action.dataSet().readAllBytes();
                    var association = action.association();
                    var unused = CompletableFuture.runAsync(
                            () -> association.invoke(Invocation.of(COMMITMENT, CommandField.N_EVENT_REPORT_RQ)
                                    .elements(CommandElements.none()
                                            .affectedSopInstanceUid(Requests.INSTANCE)
                                            .eventTypeId(1))
                                    .dataSet(out -> out.write(new byte[8]))));
                    return DimseStatus.SUCCESS;
                });
        ActionHandler hears = ActionHandler.of(
                ServiceCapability.performer(COMMITMENT, CommandField.N_EVENT_REPORT_RQ)
                        .roles(Role.INVOKER, Role.PERFORMER),
                action -> {
                    events.add(action.command().eventTypeId().orElseThrow());
                    return DimseStatus.SUCCESS;
                });
        try (Server server = server(builder -> builder.handler(commits)).start();
                Client client = client(builder -> builder.handler(hears));
                RequestedAssociation association =
                        client.open(to(server).context(COMMITMENT).build())) {
            assertThat(Requests.status(
                            association,
                            Invocation.of(COMMITMENT, CommandField.N_ACTION_RQ)
                                    .elements(CommandElements.none()
                                            .requestedSopInstanceUid(Requests.INSTANCE)
                                            .actionTypeId(1))
                                    .dataSet(out -> out.write(new byte[8]))))
                    .isEqualTo(DimseStatus.SUCCESS);
            assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void negotiateWhatElseThereIs() throws Exception {
        ActionHandler extended = new ActionHandler() {
            @Override
            public List<ServiceCapability> capabilities() {
                return List.of(ServiceCapability.performer(FIND, CommandField.C_FIND_RQ));
            }

            @Override
            public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
                return Optional.of(new byte[] {applicationInformation[0], 0});
            }

            @Override
            public Response handle(Action action) {
                return DimseStatus.SUCCESS;
            }
        };
        try (Server server = server(builder -> builder.handler(extended)
                                .limits(Limits.builder().maxOperations(4).build())
                                .identityVerifier((identity, request) ->
                                        identity.primaryText().equals("right")
                                                ? IdentityDecision.accept()
                                                : IdentityDecision.refuse("wrong")))
                        .start();
                Client client = client(builder -> builder)) {
            AssociationProposal proposal = to(server)
                    .context(FIND)
                    .extendedNegotiation(FIND, new byte[] {1, 1})
                    .userIdentity(
                            UserIdentity.usernameAndPasscode("right", "secret").withResponseRequested())
                    .asynchronousOperations(8, 2)
                    .build();
            for (int i = 0; i < 2; i++) {
                // A proposal may be used again: its secrets are not wiped.
                try (RequestedAssociation association = client.open(proposal)) {
                    assertThat(association.extendedNegotiation(FIND))
                            .hasValueSatisfying(answer -> assertThat(answer).containsExactly(1, 0));
                    assertThat(association.extendedNegotiation(GET)).isEmpty();
                    assertThat(association.userIdentityResponse())
                            .hasValueSatisfying(answer -> assertThat(answer).isEmpty());
                }
            }
            AssociationProposal another = proposal.toBuilder()
                    .userIdentity(UserIdentity.username("other"))
                    .build();
            assertThat(rejection(client, another)).contains(RejectReason.PROVIDER_NO_REASON_GIVEN);
        }
    }

    @Test
    void areRejected() throws Exception {
        try (Server server = server(builder -> builder.policy(AssociationPolicy.callingAeTitles("OTHER")))
                        .start();
                Client client = client(builder -> builder)) {
            assertThat(rejection(
                            client, to(server).context(SopClass.VERIFICATION).build()))
                    .contains(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED);
        }
    }

    private static Optional<RejectReason> rejection(Client client, AssociationProposal proposal) {
        return catchThrowableOfType(AssociationException.class, () -> client.open(proposal))
                .rejectReason();
    }

    /** A router: the handler of one association waits for the answer on another, on the same I/O threads. */
    @Test
    void forwardWithinAHandler() throws Exception {
        BlockingQueue<byte[]> stored = new LinkedBlockingQueue<>();
        byte[] sent = new byte[300_000];
        new Random(3).nextBytes(sent);
        try (Server archive = server(builder -> builder.handler(store(action -> {
                    stored.add(action.dataSet().readAllBytes());
                    return DimseStatus.SUCCESS;
                })))
                .start()) {
            RouterHandler forward = new RouterHandler();
            try (Server router = server(builder -> builder.loops(1).handler(store(forward::handle)))
                            .start();
                    Client shared = client(builder -> builder.sharing(router));
                    Client client = client(builder -> builder)) {
                forward.client = shared;
                forward.proposal =
                        to(archive).context(SopClass.CT_IMAGE_STORAGE).build();
                try (RequestedAssociation association = client.open(
                        to(router).context(SopClass.CT_IMAGE_STORAGE).build())) {
                    assertThat(Requests.status(association, Requests.store(sent)))
                            .isEqualTo(DimseStatus.SUCCESS);
                }
                assertThat(stored.poll(30, TimeUnit.SECONDS)).isEqualTo(sent);
            }
        }
    }

    private static final class RouterHandler {
        private volatile @Nullable Client client;
        private volatile @Nullable AssociationProposal proposal;

        Response handle(Action action) throws Exception {
            Client through = Objects.requireNonNull(client);
            try (InputStream in = action.dataSet();
                    RequestedAssociation onward = through.open(Objects.requireNonNull(proposal))) {
                return Requests.status(onward, Requests.store(new byte[0]).dataSet(in::transferTo));
            }
        }
    }

    /** The server of an application stops, and its client goes on; and the other way round. */
    @Test
    void outliveOneAnother() throws Exception {
        try (Server peer = server(builder -> builder).start();
                Server own = server(builder -> builder.loops(1)).start()) {
            Client client = client(builder -> builder.sharing(own));
            AssociationProposal proposal =
                    to(peer).context(SopClass.VERIFICATION).build();
            try (RequestedAssociation association = client.open(proposal)) {
                own.stop(Duration.ofSeconds(30));
                Requests.echo(association);
                try (RequestedAssociation another = client.open(proposal)) {
                    Requests.echo(another);
                }
            }
            own.start();
            try (RequestedAssociation association = client.open(proposal)) {
                Requests.echo(association);
                client.close();
                assertThat(association.end()).isPresent();
            }
            TestServer.assertEchoes(own);
        }
    }

    /** The server gives all of them a place at once, which it would not to so many from one address by default. */
    @Test
    void areMany() throws Exception {
        Limits limits = Limits.builder()
                .maxAssociations(MANY)
                .maxPendingConnections(2 * MANY)
                .maxPendingConnectionsPerAddress(2 * MANY)
                .build();
        try (Server server = server(builder -> builder.limits(limits)).start();
                Client client = client(builder -> builder)) {
            AssociationProposal proposal =
                    to(server).context(SopClass.VERIFICATION).build();
            List<CompletableFuture<RequestedAssociation>> opening = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                opening.add(client.openAsync(proposal).toCompletableFuture());
            }
            List<RequestedAssociation> open = new ArrayList<>();
            for (CompletableFuture<RequestedAssociation> each : opening) {
                open.add(each.get(60, TimeUnit.SECONDS));
            }
            assertThat(client.associations()).hasSize(MANY);
            List<CompletableFuture<ReceivedResponse>> answers = new ArrayList<>();
            for (RequestedAssociation association : open) {
                answers.add(association.invoke(Requests.echoRequest()).toCompletableFuture());
            }
            for (CompletableFuture<ReceivedResponse> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(DimseStatus.SUCCESS);
            }
            open.forEach(RequestedAssociation::close);
            assertThat(client.associations()).isEmpty();
            patiently().untilAsserted(() -> assertThat(server.sessions()).isEmpty());
            assertThat(client.statistics().associationsReleased()).isEqualTo(MANY);
        }
    }

    private static ActionHandler store(ActionFunction function) {
        return ActionHandler.of(
                ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ), function);
    }

    /** To a server that takes us for a proxy, we speak for ourselves; one that does not aborts. */
    @Test
    void speakForThemselvesBehindAProxyHeader() throws Exception {
        try (Server trusting = server(builder -> builder.trustedProxies(Peer.Network.parse("127.0.0.1")))
                        .start();
                Server other = server(builder -> builder).start();
                Client client = client(builder -> builder);
                RequestedAssociation association = client.open(to(trusting)
                        .context(SopClass.VERIFICATION)
                        .proxyHeader(true)
                        .build())) {
            Requests.echo(association);
            assertThat(trusting.sessions())
                    .singleElement()
                    .satisfies(session -> assertThat(session.remoteAddress()).isEqualTo(association.localAddress()));
            AssociationException refused = catchThrowableOfType(
                    AssociationException.class,
                    () -> client.open(to(other)
                            .context(SopClass.VERIFICATION)
                            .proxyHeader(true)
                            .build()));
            assertThat(refused.kind()).isEqualTo(AssociationException.Kind.ABORTED_BY_PEER);
        }
    }

    private static Server server(UnaryOperator<ServerBuilder> options) {
        return options.apply(TestServer.builder()).build();
    }

    private static Client client(UnaryOperator<ClientBuilder> options) {
        return options.apply(Client.builder().loops(1)).build();
    }

    private static AssociationProposal.Builder to(Server server) {
        return AssociationProposal.to("127.0.0.1", server.port()).calledAeTitle("PACS_SCP");
    }
}
