package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pacsscp.testkit.assertj.DicomAssertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageCommitmentFailure;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.action.ActionTester;
import org.pacsscp.testkit.action.Outcome;
import org.pacsscp.testkit.action.TestRequest;

/** Answers to requests for storage commitment find who waits for them, as PS3.4 Annex J has them. */
class CommitmentReportsTest {
    private static final RemoteEntity ARCHIVE = RemoteEntity.of("ARCHIVE", "archive.invalid", 104);
    private static final Uid TRANSACTION = Uid.of("2.25.1000");
    private static final ReferencedInstance ONE = instance(1);
    private static final ReferencedInstance TWO = instance(2);
    private static final ReferencedInstance THREE = instance(3);

    private final CommitmentReports reports = new CommitmentReports();
    private final CommitmentTransaction transaction =
            new CommitmentTransaction(TRANSACTION, ARCHIVE, List.of(ONE, TWO, THREE), reports);

    @Test
    void tellsWhatIsCommittedAndWhatIsNot() throws Exception {
        reports.expect(transaction);
        DataSet information = DataSet.builder()
                .uid(Tag.TRANSACTION_UID, TRANSACTION)
                .sequence(Tag.REFERENCED_SOP_SEQUENCE, item(ONE).build())
                .sequence(
                        Tag.FAILED_SOP_SEQUENCE,
                        item(TWO)
                                .integer(Tag.FAILURE_REASON, StorageCommitmentFailure.NO_SUCH_OBJECT_INSTANCE)
                                .build())
                .build();

        Outcome outcome = report(2, information);

        assertThat(outcome.last()).isSuccess();
        CommitmentReport report = transaction.await(Duration.ZERO);
        assertThat(report.committed()).containsExactly(ONE);
        assertThat(report.failed())
                .containsExactly(new CommitmentReport.Failed(TWO, StorageCommitmentFailure.NO_SUCH_OBJECT_INSTANCE));
        assertThat(report.unmentioned()).containsExactly(THREE);
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void isCompleteWhereAllIsCommitted() throws Exception {
        reports.expect(transaction);

        assertThat(report(1, all()).last()).isSuccess();

        assertThat(transaction.await(Duration.ZERO).isComplete()).isTrue();
        // The transaction is over with its first answer.
        assertThat(report(1, all()).last()).hasStatus(DimseStatus.INVALID_ARGUMENT_VALUE);
    }

    @Test
    void refusesWhatNobodyWaitsFor() {
        assertThat(report(1, all()).last()).hasStatus(DimseStatus.INVALID_ARGUMENT_VALUE);
    }

    @Test
    void givesToTheApplicationWhatNobodyWaitsFor() {
        List<CommitmentReport> unexpected = new ArrayList<>();

        Outcome outcome =
                ActionTester.of(CommitmentReports.orElse(unexpected::add)).call(request(1, all()));

        assertThat(outcome.last()).isSuccess();
        assertThat(unexpected).extracting(CommitmentReport::transaction).containsExactly(TRANSACTION);
    }

    @Test
    void refusesEventsThatAreNone() {
        assertThat(report(3, all()).last()).hasStatus(DimseStatus.NO_SUCH_EVENT_TYPE);
    }

    @Test
    void refusesAReportWithoutATransaction() {
        assertThat(report(1, all().without(Tag.TRANSACTION_UID)).last()).hasStatus(DimseStatus.NO_SUCH_ARGUMENT);
    }

    @Test
    void waitsNoMoreOnceItIsClosed() {
        reports.expect(transaction);
        transaction.close();

        assertThat(report(1, all()).last()).hasStatus(DimseStatus.INVALID_ARGUMENT_VALUE);
        assertThatThrownBy(() -> transaction.await(Duration.ofMinutes(1)))
                .isInstanceOf(ServiceException.class)
                .extracting(e -> ((ServiceException) e).reason())
                .isEqualTo(ServiceException.Reason.CANCELLED);
    }

    @Test
    void saysThatNothingHasCome() {
        assertThatThrownBy(() -> transaction.await(Duration.ZERO))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("ARCHIVE at archive.invalid:104 has not answered");
    }

    @Test
    void asksAsTheStandardHasIt() {
        DataSet information = CommitmentCall.information(TRANSACTION, List.of(ONE, TWO));

        assertThat(information)
                .isEqualTo(DataSet.builder()
                        .uid(Tag.TRANSACTION_UID, TRANSACTION)
                        .sequence(
                                Tag.REFERENCED_SOP_SEQUENCE,
                                item(ONE).build(),
                                item(TWO).build())
                        .build());
        assertThat(CommitmentCall.newTransaction()).isNotEqualTo(CommitmentCall.newTransaction());
    }

    private Outcome report(int event, DataSet information) {
        return ActionTester.of(reports).call(request(event, information));
    }

    private static TestRequest request(int event, DataSet information) {
        return TestRequest.of(CommandField.N_EVENT_REPORT_RQ, SopClass.STORAGE_COMMITMENT_PUSH_MODEL)
                .with(CommandElements.none().eventTypeId(event))
                .dataSet(information);
    }

    private static DataSet all() {
        return CommitmentCall.information(TRANSACTION, List.of(ONE, TWO, THREE));
    }

    private static ReferencedInstance instance(int number) {
        return new ReferencedInstance(SopClass.CT_IMAGE_STORAGE, Uid.of("2.25." + number));
    }

    private static DataSetBuilder item(ReferencedInstance instance) {
        return DataSet.builder()
                .uid(Tag.REFERENCED_SOP_CLASS_UID, instance.sopClass())
                .uid(Tag.REFERENCED_SOP_INSTANCE_UID, instance.sopInstance());
    }
}
