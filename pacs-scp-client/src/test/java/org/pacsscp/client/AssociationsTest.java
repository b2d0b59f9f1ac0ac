package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.SopClass;

/** When associations are opened, kept, used again, and given up. */
class AssociationsTest {
    private static final RemoteEntity ARCHIVE = RemoteEntity.of("ARCHIVE", "archive.invalid", 104);
    private static final Purpose ECHO = Purpose.ofVerification();
    private static final Purpose FIND = Purpose.of(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND);
    private static final Duration LONG = Duration.ofHours(1);

    private final FakeClient client = new FakeClient(proposal ->
            FakeAssociation.acceptingAll(proposal, request -> List.of(FakeResponse.of(DimseStatus.SUCCESS))));

    @Test
    void releasesWhatNobodyKeeps() throws Exception {
        Associations associations = new Associations(client, Optional.empty());

        lend(associations, ARCHIVE, ECHO).close();
        lend(associations, ARCHIVE, ECHO).close();

        assertThat(client.opened()).hasSize(2).allSatisfy(AssociationsTest::isReleased);
    }

    @Test
    void usesAgainWhatIsForTheSame() throws Exception {
        Associations associations = keeping(2, LONG, true);

        lend(associations, ARCHIVE, FIND).close();
        lend(associations, ARCHIVE, FIND).close();
        lend(associations, ARCHIVE.callingAs("CT_1"), FIND).close();
        lend(associations, ARCHIVE, ECHO).close();

        assertThat(client.opened()).hasSize(3);
        // It was verified before it was used again.
        assertThat(client.opened().get(0).sent())
                .extracting(sent -> sent.invocation().sopClassUid())
                .containsExactly(SopClass.VERIFICATION);
        associations.close();
        assertThat(client.opened()).allSatisfy(AssociationsTest::isReleased);
    }

    @Test
    void doesNotLendTwice() throws Exception {
        Associations associations = keeping(2, LONG, false);

        try (LentAssociation one = lend(associations, ARCHIVE, ECHO);
                LentAssociation other = lend(associations, ARCHIVE, ECHO)) {
            assertThat(one.association()).isNotSameAs(other.association());
        }
    }

    @Test
    void keepsNoMoreThanItMay() throws Exception {
        Associations associations = keeping(1, LONG, false);

        LentAssociation one = lend(associations, ARCHIVE, ECHO);
        LentAssociation other = lend(associations, ARCHIVE, ECHO);
        one.close();
        other.close();

        assertThat(one.association().end()).isPresent();
        assertThat(other.association().end()).isEmpty();
    }

    @Test
    void opensAnotherWhereTheKeptOneIsDead() throws Exception {
        List<FakeAssociation> silent = new ArrayList<>();
        FakeClient other = new FakeClient(proposal -> FakeAssociation.acceptingAll(
                proposal, request -> silent.isEmpty() ? List.of() : List.of(FakeResponse.of(DimseStatus.SUCCESS))));
        Associations associations = new Associations(other, Optional.of(new AssociationReuse(1, LONG, true)));
        lend(associations, ARCHIVE, FIND).close();

        lend(associations, ARCHIVE, FIND).close();

        assertThat(other.opened()).hasSize(2);
        assertThat(other.opened().get(0).end()).isPresent();
        other.opened().get(1).end(AssociationEnd.Kind.RELEASED_BY_PEER);
        lend(associations, ARCHIVE, FIND).close();
        assertThat(other.opened()).hasSize(3);
    }

    @Test
    void releasesWhatIsIdle() throws Exception {
        Associations associations = keeping(1, Duration.ofMillis(1), false);

        lend(associations, ARCHIVE, ECHO).close();

        client.opened().get(0).whenEnded().toCompletableFuture().join();
    }

    @Test
    void keepsNothingOnceItIsClosed() throws Exception {
        Associations associations = keeping(1, LONG, false);
        LentAssociation lent = lend(associations, ARCHIVE, ECHO);
        associations.close();

        lent.close();

        isReleased(client.opened().get(0));
    }

    @ParameterizedTest
    @EnumSource(AssociationException.Kind.class)
    void triesAgainWhatMayPass(AssociationException.Kind kind) {
        AtomicInteger attempts = new AtomicInteger();
        FakeClient failing = new FakeClient(proposal -> {
            attempts.incrementAndGet();
            throw new AssociationException(kind, "no");
        });
        boolean passing = switch (kind) {
            case CONNECT_FAILED, CONNECT_TIMED_OUT, TLS_TIMED_OUT, CONNECTION_LOST, ACCEPT_TIMED_OUT -> true;
            default -> false;
        };

        assertThatThrownBy(() -> lend(
                        new Associations(failing, Optional.empty()), ARCHIVE, ECHO, new RetryPolicy(3, Duration.ZERO)))
                .isInstanceOf(AssociationException.class);

        assertThat(attempts).hasValue(passing ? 3 : 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectReason.class,
            names = {"LOCAL_LIMIT_EXCEEDED", "CALLED_AE_TITLE_NOT_RECOGNIZED"})
    void triesAgainWhatIsRejectedForNow(RejectReason reason) {
        AtomicInteger attempts = new AtomicInteger();
        FakeClient failing = new FakeClient(proposal -> {
            attempts.incrementAndGet();
            throw AssociationException.rejected(reason, "no");
        });

        assertThatThrownBy(() -> lend(
                        new Associations(failing, Optional.empty()), ARCHIVE, ECHO, new RetryPolicy(3, Duration.ZERO)))
                .isInstanceOf(AssociationException.class);

        assertThat(attempts).hasValue(reason.isTransient() ? 3 : 1);
    }

    @Test
    void endsOpeningWhenItIsCancelled() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        CallOptions options = CallOptions.builder().cancellation(cancellation).build();

        assertThatThrownBy(() -> new Associations(client, Optional.empty())
                        .lend(ARCHIVE, ECHO, new CallLimit(options), RetryPolicy.never()))
                .isInstanceOf(ServiceException.class)
                .extracting(e -> ((ServiceException) e).reason())
                .isEqualTo(ServiceException.Reason.CANCELLED);
        assertThat(client.opened()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, PT0S, PT0S", "1, PT2S, PT2S", "3, PT2S, PT8S", "9, PT2S, PT1M", "40, PT1M, PT1M", "3, PT5M, PT5M"})
    void pausesLongerAndLonger(int attempt, Duration pause, Duration expected) {
        assertThat(new RetryPolicy(50, pause).pauseAfter(attempt)).isEqualTo(expected);
    }

    private Associations keeping(int kept, Duration idle, boolean verified) {
        return new Associations(client, Optional.of(new AssociationReuse(kept, idle, verified)));
    }

    private static LentAssociation lend(Associations associations, RemoteEntity remote, Purpose purpose)
            throws IOException, InterruptedException {
        return lend(associations, remote, purpose, RetryPolicy.never());
    }

    private static LentAssociation lend(
            Associations associations, RemoteEntity remote, Purpose purpose, RetryPolicy retry)
            throws IOException, InterruptedException {
        return associations.lend(remote, purpose, new CallLimit(CallOptions.defaults()), retry);
    }

    private static void isReleased(FakeAssociation association) {
        assertThat(association.end()).map(AssociationEnd::kind).contains(AssociationEnd.Kind.RELEASED_BY_US);
    }
}
