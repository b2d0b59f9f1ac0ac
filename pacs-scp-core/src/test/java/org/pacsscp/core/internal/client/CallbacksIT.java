package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pacsscp.core.internal.support.TestServer.patiently;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.Limits;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.Segmentation;

/** Applications without a thread of their own: what comes next is asked by the callback that has what came before. */
class CallbacksIT {
    private static final int MANY = 300;
    private static final int PATIENCE_SECONDS = 30;
    private static final String LOOP = "pacs-scp-client-io";

    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    private final AtomicReference<Runnable> whenOpened = new AtomicReference<>(() -> {});
    private final AssociationListener listener = new AssociationListener() {
        @Override
        public void opened(AssociationEvent.Opened event) {
            whenOpened.getAndSet(() -> {}).run();
        }
    };

    @RegisterExtension
    private final TestClient test = TestClient.with(builder -> builder.listener(listener));

    /** Takes a step where callbacks run, and waits for what comes of it. */
    private <T> T onLoop(Client client, Server server, Supplier<CompletionStage<T>> step) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        whenOpened.set(() -> step.get().whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
            }
        }));
        of(client.openAsync(echo(server))).close();
        return of(result);
    }

    /** Associations, requests and releases: no thread but the loop's has anything to do. */
    @Test
    void keepToTheThreadThatReads() throws Exception {
        try (Server server = TestServer.builder().build().start()) {
            List<AssociationEnd> ends = onLoop(test.client(), server, () -> conversations(server, 4));
            assertThat(ends)
                    .hasSize(4)
                    .allSatisfy(end -> assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US));
            assertThat(server.statistics().requestsAnswered()).isEqualTo(4 * MANY);
        }
        assertThat(threads).singleElement().asString().startsWith(LOOP);
    }

    private CompletionStage<List<AssociationEnd>> conversations(Server server, int left) {
        if (left == 0) {
            return CompletableFuture.completedStage(List.of());
        }
        CompletionStage<AssociationEnd> own = test.client()
                .openAsync(echo(server))
                .thenCompose(association -> echoes(association, MANY))
                .thenCompose(association -> {
                    association.release();
                    return association.whenEnded();
                });
        return own.thenCombine(conversations(server, left - 1), (end, others) -> {
            threads.add(Thread.currentThread().getName());
            return Stream.concat(Stream.of(end), others.stream()).toList();
        });
    }

    private CompletionStage<RequestedAssociation> echoes(RequestedAssociation association, int left) {
        return association.invoke(Requests.echoRequest()).thenCompose(response -> {
            threads.add(Thread.currentThread().getName());
            assertThat(response.status()).isEqualTo(DimseStatus.SUCCESS);
            return left == 1 ? CompletableFuture.completedStage(association) : echoes(association, left - 1);
        });
    }

    /** Byte for byte what a thread sends, behind the response before. */
    @ParameterizedTest
    @EnumSource
    void sendWhatThreadsSend(Segmentation segmentation) throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), segmentation);
                RequestedAssociation association = opening.accept()) {
            CompletionStage<ReceivedResponse> second = association
                    .invoke(Requests.echoRequest())
                    .thenCompose(first -> {
                        threads.add(Thread.currentThread().getName());
                        return association.invoke(Requests.echoRequest());
                    });
            opening.peer().expect("<C-ECHO-RQ 1>").send("<C-ECHO-RSP 1 0000H>");
            opening.peer().expect("<C-ECHO-RQ 2>").send("<C-ECHO-RSP 2 0000H>");
            opening.peer().flush();
            assertThat(of(second).status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(threads).singleElement().asString().startsWith(LOOP);
            released(association, opening);
        }
    }

    /** Its writer may wait, and a command of any length has no room in the loop's buffer: a worker sends them. */
    @Test
    void leaveToWorkersWhatIsLong() throws Exception {
        byte[] sent = new byte[300_000];
        CompletableFuture<byte[]> stored = new CompletableFuture<>();
        ActionHandler stores = ActionHandler.of(
                ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ), action -> {
                    stored.complete(action.dataSet().readAllBytes());
                    return DimseStatus.SUCCESS;
                });
        try (Server server = TestServer.builder().handler(stores).build().start();
                RequestedAssociation association = test.client()
                        .open(to(server)
                                .context(SopClass.VERIFICATION)
                                .context(SopClass.CT_IMAGE_STORAGE)
                                .build())) {
            Invocation store = Requests.store(new byte[0]).dataSet(out -> {
                threads.add(Thread.currentThread().getName());
                out.write(sent);
            });
            Invocation longEcho = Requests.echoRequest()
                    .elements(CommandElements.none().bytes(CommandTag.ERROR_ID, new byte[60_000]));
            ReceivedResponse last = onLoop(
                    test.client(),
                    server,
                    () -> association.invoke(store).thenCompose(first -> association.invoke(longEcho)));
            assertThat(last.status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(of(stored)).isEqualTo(sent);
        }
        assertThat(threads).singleElement().asString().startsWith("pacs-scp-client-worker");
    }

    /** Where the window is full, a worker waits for a place in it, and the loop goes on. */
    @Test
    void doNotLetTheLoopWaitForTheWindow() throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), Segmentation.AS_WRITTEN);
                RequestedAssociation association = opening.accept();
                OngoingInvocation first = association.begin(Requests.echoRequest());
                Server server = TestServer.builder().build().start()) {
            CompletionStage<ReceivedResponse> second = onLoop(
                    test.client(),
                    server,
                    () -> CompletableFuture.completedStage(association.invoke(Requests.echoRequest())));
            assertThat(second.toCompletableFuture()).isNotDone();

            opening.peer().expect("<C-ECHO-RQ 1>").send("<C-ECHO-RSP 1 0000H>");
            opening.peer().expect("<C-ECHO-RQ 2>").send("<C-ECHO-RSP 2 0000H>");
            opening.peer().flush();
            assertThat(first.next().status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(of(second).status()).isEqualTo(DimseStatus.SUCCESS);
            released(association, opening);
        }
    }

    /** A request of the loop's goes out behind the message that a thread is sending, and the loop goes on meanwhile. */
    @Test
    void followTheMessageThatIsBeingSent() throws Exception {
        CountDownLatch halfSent = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        ActionHandler stores = ActionHandler.of(
                ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ), action -> {
                    action.dataSet().readAllBytes();
                    return DimseStatus.SUCCESS;
                });
        try (Server server = TestServer.builder()
                        .handler(stores)
                        .limits(Limits.builder().maxOperations(2).build())
                        .build()
                        .start();
                RequestedAssociation association = test.client()
                        .open(to(server)
                                .context(SopClass.VERIFICATION)
                                .context(SopClass.CT_IMAGE_STORAGE)
                                .asynchronousOperations(2, 1)
                                .build())) {
            CompletableFuture<DimseStatus> stored = CompletableFuture.supplyAsync(() ->
                    status(association, Requests.store(new byte[0]).dataSet(out -> {
                        out.write(new byte[100_000]);
                        halfSent.countDown();
                        await(goesOn);
                        out.write(new byte[100_000]);
                    })));
            await(halfSent);
            CompletionStage<ReceivedResponse> echoed = onLoop(
                    test.client(),
                    server,
                    () -> CompletableFuture.completedStage(association.invoke(Requests.echoRequest())));
            assertThat(echoed.toCompletableFuture()).isNotDone();
            goesOn.countDown();
            assertThat(of(stored)).isEqualTo(DimseStatus.SUCCESS);
            assertThat(of(echoed).status()).isEqualTo(DimseStatus.SUCCESS);
        }
    }

    /** What a thread has waited for until now is the loop's again, which reads the response. */
    @Test
    void followAThreadThatWaits() throws Exception {
        try (Server server = TestServer.builder().build().start();
                RequestedAssociation association = test.client().open(echo(server));
                RequestedAssociation another = test.client().open(echo(server))) {
            for (int n = 0; n < MANY; n++) {
                Requests.echo(association);
                Requests.echo(association);
                CompletionStage<ReceivedResponse> echoed = another.invoke(Requests.echoRequest())
                        .thenCompose(response -> association.invoke(Requests.echoRequest()));
                assertThat(of(echoed).status()).isEqualTo(DimseStatus.SUCCESS);
            }
        }
    }

    @Test
    void areToldThatTheAssociationHasEnded() throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), Segmentation.AS_WRITTEN);
                RequestedAssociation association = opening.accept()) {
            CompletionStage<ReceivedResponse> late =
                    association.whenEnded().thenCompose(end -> association.invoke(Requests.echoRequest()));
            association.abort(AbortReason.SERVICE_USER);
            opening.peer().expect("<A0>").finish();
            assertFails(late, InvocationException.Cause.ASSOCIATION_ENDED);
        }
    }

    @Test
    void areToldThatThereIsNoContext() throws Exception {
        try (Server server = TestServer.builder().build().start();
                RequestedAssociation association = test.client().open(echo(server))) {
            CompletionStage<ReceivedResponse> unfit = association
                    .invoke(Requests.echoRequest())
                    .thenCompose(response ->
                            association.invoke(Invocation.of(SopClass.MR_IMAGE_STORAGE, CommandField.C_ECHO_RQ)));
            assertFails(unfit, InvocationException.Cause.NO_PRESENTATION_CONTEXT);
        }
    }

    /** No answer comes of what is asked for in a callback whose association is lost at that moment. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areToldThatThePeerIsGone(boolean reset) throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), Segmentation.AS_WRITTEN);
                RequestedAssociation association = opening.accept()) {
            CompletionStage<ReceivedResponse> second = association
                    .invoke(Requests.echoRequest())
                    .thenCompose(first -> association.invoke(Requests.echoRequest()));
            opening.peer().expect("<C-ECHO-RQ 1>").send("<C-ECHO-RSP 1 0000H>");
            opening.peer().flush();
            if (reset) {
                opening.peer().reset();
            } else {
                opening.peer().close();
            }
            assertFails(second, InvocationException.Cause.ASSOCIATION_ENDED);
            patiently().until(() -> association.end().isPresent());
        }
    }

    /** An executor that takes no task, or runs it on the thread that must not wait. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areToldWhatTheExecutorDoes(boolean callerRuns) throws Exception {
        Executor executor = callerRuns
                ? Runnable::run
                : task -> {
                    throw new RejectedExecutionException("takes nothing, for a test");
                };
        try (Server server = TestServer.builder().build().start();
                Client client = Client.builder()
                        .loops(1)
                        .executor(executor)
                        .listener(listener)
                        .build();
                RequestedAssociation association = client.open(echo(server))) {
            Invocation withDataSet = Requests.echoRequest().dataSet(out -> {});
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> onLoop(client, server, () -> association.invoke(withDataSet)))
                    .withCauseInstanceOf(callerRuns ? IllegalStateException.class : RejectedExecutionException.class);
        }
    }

    /** A name is looked up by a worker, an address is not. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void openWhatIsAnAddressAtOnce(String host) throws Exception {
        List<Runnable> tasks = new ArrayList<>();
        try (Server server = TestServer.builder().build().start();
                Client client = Client.builder().loops(1).executor(tasks::add).build()) {
            CompletableFuture<RequestedAssociation> opening = client.openAsync(
                            AssociationProposal.to(host, server.port())
                                    .calledAeTitle("PACS_SCP")
                                    .context(SopClass.VERIFICATION)
                                    .build())
                    .toCompletableFuture();
            assertThat(tasks).hasSize(host.equals("localhost") ? 1 : 0);
            tasks.forEach(Runnable::run);
            of(opening).close();
        }
    }

    private static DimseStatus status(RequestedAssociation association, Invocation invocation) {
        try {
            return Requests.status(association, invocation);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static void assertFails(CompletionStage<ReceivedResponse> stage, InvocationException.Cause reason) {
        assertThat(stage.toCompletableFuture())
                .failsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(
                        InvocationException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    private static <T> T of(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void released(RequestedAssociation association, TestClient.Opening opening) throws Exception {
        association.release();
        opening.peer().expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
        assertThat(TestClient.end(association).kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
    }

    private static AssociationProposal echo(Server server) {
        return to(server).context(SopClass.VERIFICATION).build();
    }

    private static AssociationProposal.Builder to(Server server) {
        return AssociationProposal.to("127.0.0.1", server.port()).calledAeTitle("PACS_SCP");
    }
}
