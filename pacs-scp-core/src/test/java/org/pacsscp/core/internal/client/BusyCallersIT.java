package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Server;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.Segmentation;
import org.pacsscp.testkit.script.Vocabulary;

/**
 * Applications that ask one thing right after the other, so that who waits may read the response himself, and what others do
 * to the association meanwhile. Whether he or the loop reads at that moment is by chance here; {@link WaitingCallerTest} leaves
 * nothing to it.
 */
class BusyCallersIT {
    private static final int MANY = 300;
    private static final String FIND = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND.value();

    /** Context 1 is for C-FIND. */
    private static final Vocabulary FINDING =
            Vocabulary.standard().with("sop class", "0000 0200 1C000000 '" + FIND + "' 00");

    @RegisterExtension
    private final TestClient test = TestClient.with(builder ->
            builder.timeouts(Timeouts.builder().response(Duration.ofSeconds(2)).build()));

    /** Each has the receiving side in turn, and none waits for a loop that does not read. */
    @Test
    void takeTurnsOnOneAssociation() throws Exception {
        try (Server server = TestServer.builder().build().start();
                RequestedAssociation association = test.client().open(echo(server.port()))) {
            List<CompletableFuture<Void>> callers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                callers.add(async(() -> {
                    for (int n = 0; n < MANY; n++) {
                        Requests.echo(association);
                    }
                    return null;
                }));
            }
            for (CompletableFuture<Void> caller : callers) {
                caller.get(60, TimeUnit.SECONDS);
            }
            assertThat(association.release(Duration.ofSeconds(30)).kind())
                    .isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
        }
    }

    /** A stage is completed by whoever reads, and nobody waits who could. */
    @Test
    void mayAskWithoutWaiting() throws Exception {
        try (Server server = TestServer.builder().build().start();
                RequestedAssociation association = test.client().open(echo(server.port()))) {
            for (int n = 0; n < MANY; n++) {
                Requests.echo(association);
                Requests.echo(association);
                ReceivedResponse response = association
                        .invoke(Requests.echoRequest())
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS);
                assertThat(response.status()).isEqualTo(DimseStatus.SUCCESS);
            }
        }
    }

    @Test
    void areToldWhenTheyAbort() throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), Segmentation.AS_WRITTEN);
                RequestedAssociation association = busy(opening);
                OngoingInvocation echo = association.begin(Requests.echoRequest())) {
            opening.peer().expect("<C-ECHO-RQ 4>");
            CompletableFuture<ReceivedResponse> waiting = async(echo::next);
            association.abort(AbortReason.SERVICE_USER);
            assertEnded(waiting, InvocationException.Cause.ASSOCIATION_ENDED);
            opening.peer().expect("<A0>").finish();
        }
    }

    /** An application that closes what it waits for gets no response any more; the association takes it all the same. */
    @Test
    void mayGiveUp() throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), Segmentation.AS_WRITTEN);
                RequestedAssociation association = busy(opening)) {
            OngoingInvocation echo = association.begin(Requests.echoRequest());
            opening.peer().expect("<C-ECHO-RQ 4>");
            CompletableFuture<ReceivedResponse> waiting = async(echo::next);
            echo.close();
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(waiting::join)
                    .withRootCauseInstanceOf(IllegalStateException.class);
            opening.peer().send("<C-ECHO-RSP 4 0000H>");
            opening.peer().flush();
            answered(association, opening, 5);
            released(association, opening);
        }
    }

    @Test
    void areInterruptedAndLoseNothing() throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), Segmentation.AS_WRITTEN);
                RequestedAssociation association = busy(opening);
                OngoingInvocation echo = association.begin(Requests.echoRequest())) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(echo::next);
            opening.peer().expect("<C-ECHO-RQ 4>").send("<C-ECHO-RSP 4 0000H>");
            opening.peer().flush();
            assertThat(echo.next().status()).isEqualTo(DimseStatus.SUCCESS);
            released(association, opening);
        }
    }

    @Test
    void areToldWhenNothingComesInTime() throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), Segmentation.AS_WRITTEN);
                RequestedAssociation association = busy(opening);
                OngoingInvocation echo = association.begin(Requests.echoRequest())) {
            InvocationException e = catchThrowableOfType(InvocationException.class, echo::next);
            assertThat(e.reason()).isEqualTo(InvocationException.Cause.TIMED_OUT);
            association.abort(AbortReason.SERVICE_USER);
            opening.peer().expect("<C-ECHO-RQ 4>").expect("<A0>").finish();
        }
    }

    @Test
    void cancelWhileTheyWait() throws Exception {
        try (TestClient.Opening opening = test.open(
                test.proposal()
                        .context(SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND)
                        .build(),
                Segmentation.AS_WRITTEN)) {
            opening.peer().speaking(FINDING);
            try (RequestedAssociation association = opening.accept()) {
                for (int id = 1; id <= 3; id++) {
                    try (OngoingInvocation find = heardFind(association, opening)) {
                        opening.peer().send(found(id, 0x0000));
                        opening.peer().flush();
                        assertThat(find.next().status()).isEqualTo(DimseStatus.SUCCESS);
                    }
                }
                try (OngoingInvocation find = heardFind(association, opening)) {
                    CompletableFuture<ReceivedResponse> waiting = async(find::next);
                    find.cancel();
                    opening.peer()
                            .expect(FINDING.message(1, "0000 0001 02000000 FF0F 0000 2001 02000000 0400 <no data set>"))
                            .send(found(4, 0xFE00));
                    opening.peer().flush();
                    assertThat(waiting.get(30, TimeUnit.SECONDS).status().code())
                            .isEqualTo(DimseStatus.CANCEL.code());
                }
                released(association, opening);
            }
        }
    }

    /** How a peer may go while it is waited for. */
    enum Farewell {
        ABORT,
        END,
        RESET,
        RELEASE
    }

    @ParameterizedTest
    @EnumSource
    void areToldWhenThePeerGoes(Farewell farewell) throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), Segmentation.AS_WRITTEN);
                RequestedAssociation association = busy(opening);
                OngoingInvocation echo = association.begin(Requests.echoRequest())) {
            opening.peer().expect("<C-ECHO-RQ 4>");
            CompletableFuture<ReceivedResponse> waiting = async(echo::next);
            switch (farewell) {
                case ABORT -> opening.peer().send("<A0>").flush();
                case END -> opening.peer().close();
                case RESET -> opening.peer().reset();
                case RELEASE -> opening.peer().send("<A-RELEASE-RQ>").expect("<A-RELEASE-RP>");
            }
            assertEnded(waiting, InvocationException.Cause.ASSOCIATION_ENDED);
            opening.peer().close();
            assertThat(TestClient.end(association).kind())
                    .isEqualTo(
                            switch (farewell) {
                                case ABORT -> AssociationEnd.Kind.ABORTED_BY_PEER;
                                case END, RESET -> AssociationEnd.Kind.CONNECTION_LOST;
                                case RELEASE -> AssociationEnd.Kind.RELEASED_BY_PEER;
                            });
        }
    }

    @Test
    void cannotBeUsedOnceClosed() throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), Segmentation.AS_WRITTEN);
                RequestedAssociation association = busy(opening)) {
            OngoingInvocation echo = association.begin(Requests.echoRequest());
            opening.peer().expect("<C-ECHO-RQ 4>").send("<C-ECHO-RSP 4 0000H>");
            opening.peer().flush();
            echo.close();
            assertThatIllegalStateException().isThrownBy(echo::next);
            released(association, opening);
        }
    }

    private static AssociationProposal echo(int port) {
        return AssociationProposal.to("127.0.0.1", port)
                .calledAeTitle("PACS_SCP")
                .context(SopClass.VERIFICATION)
                .build();
    }

    /** Three requests in a row have been answered. */
    private static RequestedAssociation busy(TestClient.Opening opening) throws Exception {
        RequestedAssociation association = opening.accept();
        for (int id = 1; id <= 3; id++) {
            answered(association, opening, id);
        }
        return association;
    }

    private static void answered(RequestedAssociation association, TestClient.Opening opening, int id)
            throws Exception {
        try (OngoingInvocation echo = association.begin(Requests.echoRequest())) {
            opening.peer().expect("<C-ECHO-RQ " + id + ">").send("<C-ECHO-RSP " + id + " 0000H>");
            opening.peer().flush();
            assertThat(echo.next().status()).isEqualTo(DimseStatus.SUCCESS);
        }
    }

    private static OngoingInvocation heardFind(RequestedAssociation association, TestClient.Opening opening)
            throws Exception {
        OngoingInvocation find = association.begin(Requests.find());
        opening.peer().expectPdu("C-FIND-RQ");
        opening.peer().expectPdu("data");
        return find;
    }

    private static String found(int id, int status) {
        return FINDING.message(
                1,
                "<sop class> 0000 0001 02000000 2080 0000 2001 02000000 " + Vocabulary.littleEndian(id)
                        + " <no data set> 0000 0009 02000000 " + Vocabulary.littleEndian(status));
    }

    private static void released(RequestedAssociation association, TestClient.Opening opening) throws Exception {
        CompletableFuture<Void> peer = async(() -> {
            opening.peer().expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
            return null;
        });
        assertThat(association.release(Duration.ofSeconds(30)).kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
        peer.get(30, TimeUnit.SECONDS);
    }

    private static void assertEnded(CompletableFuture<?> waiting, InvocationException.Cause cause) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(waiting::join)
                .havingRootCause()
                .isInstanceOfSatisfying(
                        InvocationException.class, e -> assertThat(e.reason()).isEqualTo(cause));
    }

    private static <T> CompletableFuture<T> async(Callable<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        done.complete(task.call());
                    } catch (Exception e) {
                        done.completeExceptionally(new CompletionException(e));
                    }
                },
                "caller");
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
