package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;
import org.pacsscp.testkit.script.Vocabulary;

/** Requests of ours, answered one by one, late, wrongly or not at all. */
@ParameterizedClass
@EnumSource
class OngoingInvocationIT {
    private static final String FIND = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND.value();

    /** Context 1 is for C-FIND. */
    private static final Vocabulary WORDS =
            Vocabulary.standard().with("sop class", "0000 0200 1C000000 '" + FIND + "' 00");

    private final Segmentation segmentation;

    @RegisterExtension
    private final TestClient test = TestClient.withDefaults();

    OngoingInvocationIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    /** Every byte of ours (PS3.7 Tables 9.3-12 and 9.3-3, PS3.8 9.3.5). */
    @Test
    void isAsTheStandardHasIt() throws Exception {
        try (TestClient.Opening opening = open();
                RequestedAssociation association = opening.accept();
                OngoingInvocation find = association.begin(Requests.find())) {
            assertThat(find.messageId()).isEqualTo(1);
            opening.peer().expect("""
                            04 00 {4: {4: 01 03
                            0000 0000 04000000 4C000000       # group length, 36 + 4 * 10
                            <sop class>
                            0000 0001 02000000 2000           # C-FIND-RQ
                            0000 1001 02000000 0100           # message id
                            0000 0007 02000000 0000           # priority medium
                            0000 0008 02000000 0100           # a data set follows: not 0101H
                            }}
                            """).expect("04 00 {4: {4: 01 02 0000000000000000}}");
            opening.peer().send(response(1, 0x0000));
            opening.peer().flush();
            assertThat(find.next().status()).isEqualTo(DimseStatus.SUCCESS);
            release(opening);
        }
    }

    @Test
    void handsOutResponsesInTheirOrder() throws Exception {
        try (TestClient.Opening opening = open();
                RequestedAssociation association = opening.accept();
                OngoingInvocation find = begin(association, opening)) {
            opening.peer().send(pending(1, "one ")).send(pending(1, "two ")).send(response(1, 0x0000));
            opening.peer().flush();
            ReceivedResponse first = find.next();
            assertThat(first.isPending()).isTrue();
            assertThat(first.dataSet().readAllBytes())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("one ");
            assertThat(find.next().dataSet().readAllBytes())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("two ");
            assertThat(find.next().isPending()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(find::next);
            find.cancel();
            release(opening);
        }
    }

    /** While nobody takes them, the engine stops reading, so that the peer must wait; afterwards nothing is lost. */
    @Test
    void letsThePeerWaitWhileResponsesAreNotTaken() throws Exception {
        int many = segmentation == Segmentation.BYTE_BY_BYTE ? 500 : 20_000;
        String dataSet = "x".repeat(segmentation == Segmentation.BYTE_BY_BYTE ? 8 : 2_000);
        try (TestClient.Opening opening = open();
                RequestedAssociation association = opening.accept();
                OngoingInvocation find = begin(association, opening)) {
            byte[] one = WORDS.script(pending(1, dataSet)).bytes();
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < many; i++) {
                        opening.peer().send(one);
                    }
                    opening.peer().send(response(1, 0x0000));
                    opening.peer().flush();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            long held = association.counters().bytesReceived();
            assertThat(held).isLessThan((long) many * one.length + 1);
            int taken = 0;
            ReceivedResponse response = find.next();
            while (response.isPending()) {
                assertThat(response.dataSet().readAllBytes()).hasSize(dataSet.length());
                taken++;
                response = find.next();
            }
            assertThat(taken).isEqualTo(many);
            sent.get(30, TimeUnit.SECONDS);
            release(opening);
        }
    }

    /** PS3.7 9.3.2.3: it has no data set, and no answer of its own. */
    @Test
    void isCancelled() throws Exception {
        try (TestClient.Opening opening = open();
                RequestedAssociation association = opening.accept();
                OngoingInvocation find = begin(association, opening)) {
            opening.peer().send(pending(1, "one "));
            opening.peer().flush();
            assertThat(find.next().isPending()).isTrue();
            find.cancel();
            find.cancel();
            opening.peer()
                    .expect(WORDS.message(1, "0000 0001 02000000 FF0F 0000 2001 02000000 0100 <no data set>"))
                    .send(pending(1, "two "))
                    .send(response(1, 0xFE00));
            opening.peer().flush();
            assertThat(find.next().isPending()).isTrue();
            assertThat(find.next().status().code()).isEqualTo(DimseStatus.CANCEL.code());
            release(opening);
        }
    }

    @Test
    void isCancelledWhereNobodyWantsTheRest() throws Exception {
        try (TestClient.Opening opening = open();
                RequestedAssociation association = opening.accept()) {
            OngoingInvocation find = begin(association, opening);
            opening.peer().send(pending(1, "one "));
            opening.peer().flush();
            find.close();
            opening.peer().expectPdu("C-CANCEL-RQ");
            opening.peer().send(pending(1, "two ")).send(response(1, 0xFE00));
            opening.peer().flush();
            assertThatIllegalStateException().isThrownBy(find::next);
            release(opening);
        }
    }

    @Test
    void cannotCancelWhatHasNoCancel() throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), segmentation);
                RequestedAssociation association = opening.accept();
                OngoingInvocation echo = association.begin(Requests.echoRequest())) {
            opening.peer().expect("<C-ECHO-RQ 1>");
            assertThatIllegalStateException().isThrownBy(echo::cancel).withMessageContaining("C-FIND");
            opening.peer().send("<C-ECHO-RSP 1 0000H>");
            opening.peer().flush();
            assertThat(echo.next().status()).isEqualTo(DimseStatus.SUCCESS);
            release(opening);
        }
    }

    /** One at a time, where no window is negotiated. */
    @Test
    void waitsForTheOneBefore() throws Exception {
        try (TestClient.Opening opening = open();
                RequestedAssociation association = opening.accept()) {
            OngoingInvocation first = begin(association, opening);
            CompletableFuture<OngoingInvocation> second = CompletableFuture.supplyAsync(() -> {
                try {
                    return association.begin(Requests.find());
                } catch (InvocationException | IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            opening.peer().expectNothingYet().send(response(1, 0x0000));
            opening.peer().flush();
            assertThat(first.next().status()).isEqualTo(DimseStatus.SUCCESS);
            heardFind(opening).send(response(2, 0x0000));
            opening.peer().flush();
            assertThat(second.get(30, TimeUnit.SECONDS).next().status()).isEqualTo(DimseStatus.SUCCESS);
            release(opening);
        }
    }

    /** DESIGN section 5: a response that nobody asked for. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 0xFFFF})
    void isNotAnsweredByAResponseToAnother(int id) throws Exception {
        try (TestClient.Opening opening = open();
                RequestedAssociation association = opening.accept();
                OngoingInvocation find = begin(association, opening)) {
            opening.peer().send(response(id, 0x0000)).expect("<A0>").finish();
            assertEnded(find);
            assertThat(TestClient.end(association).kind()).isEqualTo(AssociationEnd.Kind.PROTOCOL_ERROR);
        }
    }

    @Test
    void isNotAnsweredTwice() throws Exception {
        try (TestClient.Opening opening = open();
                RequestedAssociation association = opening.accept();
                OngoingInvocation find = begin(association, opening)) {
            opening.peer()
                    .send(response(1, 0x0000))
                    .send(response(1, 0x0000))
                    .expect("<A0>")
                    .finish();
            assertThat(find.next().status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(TestClient.end(association).kind()).isEqualTo(AssociationEnd.Kind.PROTOCOL_ERROR);
        }
    }

    /** A server that lies about its data set, claims 4 GiB, or speaks on a context that it has not accepted. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "04 00 {4: {4: 01 02 00000000}}",
                "04 00 {4: {4: 03 03 00000000}}",
                "04 00 {4: 00000001 01}",
                "04 00 {4: FFFFFFFF 01 03}",
                "04 00 FFFFFFFF",
                "04 00 00000000"
            })
    void isAbortedByWhatIsNoMessage(String pdu) throws Exception {
        try (TestClient.Opening opening = open();
                RequestedAssociation association = opening.accept();
                OngoingInvocation find = begin(association, opening)) {
            opening.peer().send(pdu).expectPdu("A2/5", "A2/6", "A0");
            opening.peer().finish();
            assertEnded(find);
            assertThat(TestClient.end(association).kind()).isEqualTo(AssociationEnd.Kind.PROTOCOL_ERROR);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AssociationEnd.Kind.class,
            names = {"ABORTED_BY_PEER", "CONNECTION_LOST", "RELEASED_BY_PEER"})
    void endsWithItsAssociation(AssociationEnd.Kind kind) throws Exception {
        try (TestClient.Opening opening = open();
                RequestedAssociation association = opening.accept();
                OngoingInvocation find = begin(association, opening)) {
            opening.peer().send(pending(1, "one "));
            switch (kind) {
                case ABORTED_BY_PEER -> opening.peer().send("<A2/0>");
                case RELEASED_BY_PEER ->
                    opening.peer()
                            .send("<A-RELEASE-RQ>")
                            .expect("<A-RELEASE-RP>")
                            .finish();
                default -> opening.peer().endSending();
            }
            opening.peer().flush();
            assertThat(TestClient.end(association).kind()).isEqualTo(kind);
            // What had come before is not lost.
            assertThat(find.next().isPending()).isTrue();
            assertEnded(find);
            assertEnded(find);
        }
    }

    @Test
    void needsAPresentationContext() throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), segmentation);
                RequestedAssociation association = opening.accept()) {
            InvocationException e =
                    catchThrowableOfType(InvocationException.class, () -> association.begin(Requests.find()));
            assertThat(e.reason()).isEqualTo(InvocationException.Cause.NO_PRESENTATION_CONTEXT);
            release(opening);
        }
    }

    @Test
    void abortsWhereItsDataSetCannotBeWritten() throws Exception {
        try (TestClient.Opening opening = open();
                RequestedAssociation association = opening.accept()) {
            IOException fault = new IOException("disk");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> association.begin(Requests.find().dataSet(out -> {
                        throw fault;
                    })))
                    .isSameAs(fault);
            opening.peer().expectPdu("C-FIND-RQ");
            opening.peer().expect("<A0>").finish();
            assertThat(TestClient.end(association).kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_US);
        }
    }

    /** Leaving while something is under way is an abort: close() does not wait for a peer that may never answer. */
    @Test
    void isAbandonedByClose() throws Exception {
        try (TestClient.Opening opening = open()) {
            RequestedAssociation association = opening.accept();
            OngoingInvocation find = begin(association, opening);
            association.close();
            opening.peer().expect("<A0>").finish();
            assertThat(association.end().orElseThrow().kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_US);
            assertEnded(find);
        }
    }

    @Test
    void isWaitedForByRelease() throws Exception {
        try (TestClient.Opening opening = open()) {
            RequestedAssociation association = opening.accept();
            OngoingInvocation find = begin(association, opening);
            CompletableFuture<AssociationEnd> released = CompletableFuture.supplyAsync(() -> {
                try {
                    return association.release(Duration.ofSeconds(60));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            opening.peer().expectNothingYet().send(response(1, 0x0000));
            opening.peer().expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
            assertThat(find.next().status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(released.get(30, TimeUnit.SECONDS).kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
        }
    }

    @Test
    void isNotWaitedForLongerThanThat() throws Exception {
        try (TestClient.Opening opening = open()) {
            RequestedAssociation association = opening.accept();
            OngoingInvocation find = begin(association, opening);
            assertThat(association.release(Duration.ofMillis(20)).kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_US);
            opening.peer().expect("<A0>").finish();
            assertEnded(find);
        }
    }

    private static void assertEnded(OngoingInvocation invocation) {
        InvocationException e = catchThrowableOfType(InvocationException.class, invocation::next);
        assertThat(e.reason()).isEqualTo(InvocationException.Cause.ASSOCIATION_ENDED);
    }

    private TestClient.Opening open() throws IOException {
        AssociationProposal proposal = test.proposal()
                .context(SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND)
                .build();
        TestClient.Opening opening = test.open(proposal, segmentation);
        opening.peer().speaking(WORDS);
        return opening;
    }

    private static OngoingInvocation begin(RequestedAssociation association, TestClient.Opening opening)
            throws Exception {
        OngoingInvocation find = association.begin(Requests.find());
        heardFind(opening);
        return find;
    }

    private static ScriptedPeer heardFind(TestClient.Opening opening) throws IOException {
        opening.peer().expectPdu("C-FIND-RQ");
        opening.peer().expectPdu("data");
        return opening.peer();
    }

    private static String response(int id, int status) {
        return response(id, status, "<no data set>");
    }

    private static String pending(int id, String dataSet) {
        return response(id, 0xFF00, "<data set>") + " 04 00 {4: {4: 01 02 '" + dataSet + "'}}";
    }

    private static String response(int id, int status, String dataSetType) {
        return WORDS.message(
                1,
                "<sop class> 0000 0001 02000000 2080 0000 2001 02000000 " + Vocabulary.littleEndian(id) + " "
                        + dataSetType + " 0000 0009 02000000 " + Vocabulary.littleEndian(status));
    }

    private static void release(TestClient.Opening opening) throws Exception {
        CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> {
            try {
                opening.peer().expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        RequestedAssociation association = opening.wanted().get(30, TimeUnit.SECONDS);
        assertThat(association.release(Duration.ofSeconds(30)).kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
        answer.get(30, TimeUnit.SECONDS);
    }
}
