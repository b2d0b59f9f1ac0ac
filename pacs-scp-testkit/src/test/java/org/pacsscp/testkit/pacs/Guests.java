package org.pacsscp.testkit.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.junit.WithFakePacs;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/** What {@link ParallelTest} runs: each of these tests waits until all of them have begun. */
@WithFakePacs
@Execution(ExecutionMode.CONCURRENT)
@EnabledIf("org.pacsscp.testkit.pacs.ParallelTest#isRunning")
class Guests {
    static final int COUNT = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CyclicBarrier ALL_HAVE_BEGUN = new CyclicBarrier(COUNT);

    @RepeatedTest(COUNT)
    void areServedAsIfTheyWereAlone(FakePacs pacs, RepetitionInfo repetition) throws Exception {
        ALL_HAVE_BEGUN.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        InventedStudy study =
                Invention.ofSeed(repetition.getCurrentRepetition()).study(2, Modality.CT);
        pacs.onFind(RequestMatcher.key(Tag.PATIENT_ID, study.patient().id())).respondMatches(study.attributes());
        pacs.inject(Fault.at(Place.RESPONSE, new Effect.Status(DimseStatus.RESOURCE_LIMITATION)));

        try (Requestor requestor = Proposal.to("ANY")
                .patience(PATIENCE)
                .context(SopClass.CT_IMAGE_STORAGE)
                .context(SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND)
                .open("localhost", pacs.port())) {
            assertThat(requestor.store(study.instances().get(0)).status()).isEqualTo(DimseStatus.RESOURCE_LIMITATION);
            assertThat(requestor.store(study.instances().get(1)).status()).isEqualTo(DimseStatus.SUCCESS);
            DataSet query =
                    DataSet.builder().text(Tag.PATIENT_ID, study.patient().id()).build();
            assertThat(requestor.find(SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND, query))
                    .hasSize(2)
                    .first()
                    .satisfies(match -> assertThat(match.dataSet()).isEqualTo(study.attributes()));
            requestor.release();
        }

        assertThat(pacs.takeStored(PATIENCE).dataSet())
                .isEqualTo(study.instances().get(1));
        assertThat(pacs.takeAssociation(PATIENCE).operations()).hasSize(3);
        assertThat(pacs.stored()).hasSize(1);
    }
}
