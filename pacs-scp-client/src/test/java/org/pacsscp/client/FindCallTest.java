package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.FindStatus;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.DataSets;

/** What a search comes to, and a retrieval, when peers answer, fail or go. */
class FindCallTest {
    private static final RemoteEntity ARCHIVE = RemoteEntity.of("ARCHIVE", "archive.invalid", 104);
    private static final Identifier STUDIES =
            Identifier.studyRoot(QueryLevel.STUDY).key(Tag.PATIENT_ID, "P1");
    private static final DataSet MATCH =
            DataSet.builder().text(Tag.STUDY_DESCRIPTION, "Head").build();
    private static final ReceivedResponse SUCCESS = FakeResponse.of(DimseStatus.SUCCESS);

    private final AtomicInteger searches = new AtomicInteger();

    @Test
    void givesMatchesOneByOne() throws Exception {
        FakeClient client = answering(pending(), pending(), SUCCESS);

        try (Matches matches = find(client, STUDIES, CallOptions.defaults())) {
            assertThat(matches.next()).contains(MATCH);
            assertThat(matches.status()).isEmpty();
            assertThat(matches.next()).contains(MATCH);
            assertThat(matches.next()).isEmpty();
            assertThat(matches.next()).isEmpty();
            assertThat(matches.status()).contains(DimseStatus.SUCCESS);
            assertThat(matches.areAllKeysSupported()).isTrue();
        }

        FakeAssociation association = client.opened().get(0);
        assertThat(association.end()).map(AssociationEnd::kind).contains(AssociationEnd.Kind.RELEASED_BY_US);
        FakeAssociation.Sent sent = association.sent().get(0);
        assertThat(sent.invocation().sopClassUid())
                .isEqualTo(SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND);
        assertThat(DataSets.decode(sent.dataSet(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(STUDIES.forFind());
    }

    @Test
    void isGoneThroughOnce() throws Exception {
        try (Matches matches = find(answering(pending(), pending(), SUCCESS), STUDIES, CallOptions.defaults())) {
            assertThat(matches).hasSize(2);
            assertThatThrownBy(matches::iterator).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void tellsThatAKeyIsNotSupported() throws Exception {
        FakeClient client = answering(FakeResponse.of(FindStatus.OPTIONAL_KEYS_NOT_SUPPORTED, MATCH), SUCCESS);

        try (Matches matches = find(client, STUDIES, CallOptions.defaults())) {
            assertThat(matches.toList()).containsExactly(MATCH);
            assertThat(matches.areAllKeysSupported()).isFalse();
        }
    }

    @Test
    void saysWhoHasRefused() {
        FakeClient client = answering(FakeResponse.of(FindStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS));

        assertThatThrownBy(() -> find(client, STUDIES, CallOptions.defaults()))
                .isInstanceOf(ServiceException.class)
                .hasMessage("ARCHIVE at archive.invalid:104 answered C-FIND A900H")
                .extracting(e -> ((ServiceException) e).status().orElseThrow())
                .isEqualTo(FindStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
        assertThat(client.opened().get(0).end()).isPresent();
    }

    @Test
    void givesWhatWasFoundBeforeAFailure() throws Exception {
        FakeClient client = answering(pending(), FakeResponse.of(FindStatus.OUT_OF_RESOURCES));

        try (Matches matches = find(client, STUDIES, CallOptions.defaults())) {
            assertThat(matches.next()).contains(MATCH);
            assertThatThrownBy(matches::next)
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("A700H");
        }
    }

    @Test
    void goesOnBehindAMatchThatCannotBeRead() throws Exception {
        ReceivedResponse broken = new ReceivedResponse(
                pending().command(),
                DataSetStream.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, new byte[] {8, 0, 16, 0, 'X', 'X', 99, 0}));

        try (Matches matches = find(answering(broken, pending(), SUCCESS), STUDIES, CallOptions.defaults())) {
            assertThatThrownBy(matches::next)
                    .isInstanceOf(ServiceException.class)
                    .extracting(e -> ((ServiceException) e).reason())
                    .isEqualTo(ServiceException.Reason.MALFORMED_ANSWER);
            assertThat(matches.next()).contains(MATCH);
            assertThat(matches.next()).isEmpty();
        }
    }

    @Test
    void triesAgainBeforeTheFirstAnswerWhereThatIsAskedFor() throws Exception {
        CallOptions options =
                CallOptions.builder().retry(new RetryPolicy(2, Duration.ZERO)).build();
        FakeClient client = new FakeClient(proposal -> FakeAssociation.acceptingAll(
                proposal, request -> searches.incrementAndGet() == 1 ? List.of() : List.of(pending(), SUCCESS)));

        try (Matches matches = find(client, STUDIES, options)) {
            assertThat(matches.toList()).hasSize(1);
        }

        assertThat(client.opened())
                .hasSize(2)
                .allSatisfy(association -> assertThat(association.end()).isPresent());
    }

    @Test
    void doesNotTryAgainBehindAMatch() throws Exception {
        CallOptions options =
                CallOptions.builder().retry(new RetryPolicy(3, Duration.ZERO)).build();
        FakeClient client = answering(pending());

        try (Matches matches = find(client, STUDIES, options)) {
            assertThat(matches.next()).contains(MATCH);
            assertThatThrownBy(matches::next)
                    .isInstanceOf(ServiceException.class)
                    .extracting(e -> ((ServiceException) e).reason())
                    .isEqualTo(ServiceException.Reason.ASSOCIATION_ENDED);
        }
        assertThat(client.opened()).hasSize(1);
    }

    @Test
    void isCancelled() throws Exception {
        Cancellation cancellation = new Cancellation();
        CallOptions options = CallOptions.builder().cancellation(cancellation).build();

        try (Matches matches = find(answering(pending(), pending(), SUCCESS), STUDIES, options)) {
            assertThat(matches.next()).contains(MATCH);
            cancellation.cancel();
            assertThatThrownBy(matches::next)
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("was cancelled");
        }
    }

    @Test
    void endsWithWhatItWasCancelledForByItself() throws Exception {
        try (Matches matches = find(answering(pending(), pending(), SUCCESS), STUDIES, CallOptions.defaults())) {
            assertThat(matches.next()).contains(MATCH);
            matches.cancel();
            assertThat(matches.next()).isEmpty();
            assertThat(matches.status()).contains(DimseStatus.CANCEL);
        }
    }

    @Test
    void saysThatTheSopClassIsNotTaken() {
        FakeClient client = new FakeClient(
                proposal -> new FakeAssociation(proposal, (sopClass, syntax) -> false, request -> List.of(SUCCESS)));

        assertThatThrownBy(() -> find(client, STUDIES, CallOptions.defaults()))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("does not take C-FIND")
                .hasMessageContaining("Study Root Query/Retrieve Information Model - FIND");
    }

    @Test
    void doesNotAskWithoutKeysWhoDoesNotAgreeToIt() {
        Identifier series = Identifier.studyRoot(QueryLevel.SERIES).with(QueryOption.RELATIONAL);
        FakeClient client = answering(SUCCESS);

        assertThatThrownBy(() -> find(client, series, CallOptions.defaults()))
                .isInstanceOf(ServiceException.class)
                .extracting(e -> ((ServiceException) e).reason())
                .isEqualTo(ServiceException.Reason.NOT_NEGOTIATED);
        assertThat(client.opened().get(0).sent()).isEmpty();
    }

    @Test
    void reportsHowARetrievalHasEnded() throws Exception {
        Uid failed = Uid.of("2.25.77");
        ReceivedResponse last = FakeResponse.of(
                RetrieveStatus.SUB_OPERATIONS_COMPLETE_WITH_FAILURES_OR_WARNINGS,
                DataSet.builder().uid(Tag.FAILED_SOP_INSTANCE_UID_LIST, failed).build());
        FakeClient client = answering(
                FakeResponse.of(DimseStatus.PENDING, new SubOperations(2, 1, 0, 0)),
                FakeResponse.of(DimseStatus.PENDING, new SubOperations(0, 2, 1, 0)),
                last);

        RetrieveReport report = retrieve(client);

        assertThat(report.status()).isEqualTo(RetrieveStatus.SUB_OPERATIONS_COMPLETE_WITH_FAILURES_OR_WARNINGS);
        assertThat(report.subOperations()).contains(new SubOperations(0, 2, 1, 0));
        assertThat(report.failedInstances()).containsExactly(failed);
        assertThat(report.isSuccess()).isFalse();
    }

    @Test
    void saysThatARetrievalHasNoEnd() {
        FakeClient client = answering(FakeResponse.of(DimseStatus.PENDING, new SubOperations(2, 1, 0, 0)));

        assertThatThrownBy(() -> retrieve(client))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("ended before it answered C-MOVE");
    }

    private static ReceivedResponse pending() {
        return FakeResponse.of(DimseStatus.PENDING, MATCH);
    }

    private static FakeClient answering(ReceivedResponse... responses) {
        return new FakeClient(proposal -> FakeAssociation.acceptingAll(proposal, request -> List.of(responses)));
    }

    private static Matches find(FakeClient client, Identifier identifier, CallOptions options)
            throws IOException, InterruptedException {
        CallLimit limit = new CallLimit(options);
        FindCall call = new FindCall(new Associations(client, Optional.empty()), ARCHIVE, identifier, options);
        return new Repetition(options.retry(), limit).run(() -> call.run(limit));
    }

    private static RetrieveReport retrieve(FakeClient client) throws IOException, InterruptedException {
        Retrieval retrieval = Retrieval.move(Identifier.study(Uid.of("2.25.1")));
        try (CallLimit limit = new CallLimit(CallOptions.defaults());
                LentAssociation lent = new Associations(client, Optional.empty())
                        .lend(ARCHIVE, retrieval.purpose(), limit, RetryPolicy.never())) {
            return retrieval.run(lent, CommandElements.none(), CallOptions.defaults(), limit);
        }
    }
}
