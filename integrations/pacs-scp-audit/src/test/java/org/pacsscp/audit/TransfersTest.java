package org.pacsscp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;

class TransfersTest {
    private static final AeTitle CT_1 = AeTitle.of("CT_1");
    private static final AeTitle MY_PACS = AeTitle.of("MY_PACS");
    private static final Uid STUDY = Uid.of("1.2.1");
    private static final Uid OTHER_STUDY = Uid.of("1.2.2");

    private final List<AuditEvent> told = new ArrayList<>();
    private final Transfers transfers = new Transfers(told::add);
    private final Association association = association(ClientSession.class, 1);

    private static <A extends Association> A association(Class<A> type, long id) {
        A association = mock(type);
        when(association.id()).thenReturn(id);
        when(association.callingAeTitle()).thenReturn(CT_1);
        when(association.calledAeTitle()).thenReturn(MY_PACS);
        when(association.remoteAddress()).thenReturn(new InetSocketAddress("192.0.2.7", 40_000));
        when(association.localAddress()).thenReturn(new InetSocketAddress("192.0.2.1", 11112));
        return association;
    }

    private static CommandSet store(int instance) {
        CommandSet request = mock(CommandSet.class);
        when(request.affectedSopInstanceUid()).thenReturn(Optional.of(uid(instance)));
        return request;
    }

    private static Uid uid(int instance) {
        return Uid.of("1.2.3." + instance);
    }

    private void requested(Association by, int instance) {
        transfers.requested(new AssociationEvent.Requested(by, store(instance)));
    }

    private void answered(int instance, DimseStatus status) {
        transfers.answered(new AssociationEvent.Answered(association, store(instance), status, Duration.ZERO));
    }

    private void stored(int instance, Uid study, AuditedPatient patient) {
        transfers.stored(new Transfers.Instance(
                new Transfers.Titles(CT_1, MY_PACS),
                uid(instance),
                SopClass.CT_IMAGE_STORAGE,
                study,
                Optional.of("A17"),
                patient));
    }

    private List<AuditEvent.InstancesTransferred> transferred() {
        return told.stream()
                .filter(AuditEvent.InstancesTransferred.class::isInstance)
                .map(AuditEvent.InstancesTransferred.class::cast)
                .toList();
    }

    private List<Integer> counts() {
        return transferred().stream()
                .map(event -> event.studies().get(0).instances().get(SopClass.CT_IMAGE_STORAGE))
                .toList();
    }

    @Test
    void areOverWhenTheAssociationIsAndAllIsStored() {
        transfers.on();
        requested(association, 1);
        requested(association, 2);
        stored(1, STUDY, Invented.PATIENT);
        answered(1, DimseStatus.SUCCESS);
        transfers.ended(1);
        assertThat(told).hasSize(1).first().isInstanceOf(AuditEvent.BeginTransferring.class);
        stored(2, STUDY, Invented.PATIENT);
        assertThat(counts()).containsExactly(2);
        AuditEvent.InstancesTransferred event = transferred().get(0);
        assertThat(event.source().userId()).isEqualTo("CT_1");
        assertThat(event.source().accessPoint())
                .hasValue(new NetworkAccessPoint(NetworkAccessPoint.Kind.IP_ADDRESS, "192.0.2.7"));
        assertThat(event.destination().aeTitles()).containsExactly(MY_PACS);
        assertThat(event.studies())
                .containsExactly(new AuditedStudy(STUDY, Optional.of("A17"), Map.of(SopClass.CT_IMAGE_STORAGE, 2)));
    }

    @Test
    void areOneForEachStudyAndPatient() {
        transfers.on();
        for (int i = 1; i <= 3; i++) {
            requested(association, i);
        }
        stored(1, STUDY, Invented.PATIENT);
        stored(2, OTHER_STUDY, Invented.PATIENT);
        stored(3, STUDY, new AuditedPatient("other", Optional.empty()));
        transfers.ended(1);
        assertThat(counts()).containsExactly(1, 1, 1);
    }

    @Test
    void doNotWaitForWhatWasRefused() {
        transfers.on();
        requested(association, 1);
        requested(association, 2);
        stored(1, STUDY, Invented.PATIENT);
        transfers.ended(1);
        assertThat(transferred()).isEmpty();
        answered(2, DimseStatus.PROCESSING_FAILURE);
        assertThat(counts()).containsExactly(1);
    }

    @Test
    void areOverWhenTheStudyIsComplete() {
        transfers.on();
        requested(association, 1);
        requested(association, 2);
        stored(1, STUDY, Invented.PATIENT);
        transfers.studyComplete(OTHER_STUDY);
        assertThat(transferred()).isEmpty();
        transfers.studyComplete(STUDY);
        assertThat(counts()).containsExactly(1);
        stored(2, STUDY, Invented.PATIENT);
        transfers.ended(1);
        assertThat(counts()).containsExactly(1, 1);
    }

    /** Of the same instance, sent once more, the storage service tells nothing. */
    @Test
    void doNotWaitForeverForWhatWasThereAlready() {
        transfers.on();
        requested(association, 1);
        requested(association, 2);
        stored(2, STUDY, Invented.PATIENT);
        transfers.ended(1);
        Association other = association(ClientSession.class, 2);
        for (int i = 0; i < 10_000; i++) {
            assertThat(transferred()).isEmpty();
            requested(other, 10 + i);
        }
        assertThat(counts()).containsExactly(1);
    }

    /** As the storage service does after a restart. */
    @Test
    void mayHaveNoAssociation() {
        transfers.on();
        stored(1, STUDY, Invented.PATIENT);
        stored(2, OTHER_STUDY, Invented.PATIENT);
        transfers.studyComplete(STUDY);
        assertThat(counts()).containsExactly(1);
        assertThat(transferred().get(0).source().accessPoint()).isEmpty();
        transfers.close();
        assertThat(counts()).containsExactly(1, 1);
    }

    @Test
    void belongToTheAssociationThatHasSentAnInstanceLast() {
        transfers.on();
        requested(association, 1);
        requested(association(ClientSession.class, 2), 1);
        stored(1, STUDY, Invented.PATIENT);
        transfers.ended(1);
        assertThat(transferred()).isEmpty();
        transfers.ended(2);
        assertThat(counts()).containsExactly(1);
    }

    /** Instances that we have asked for, with C-GET. */
    @Test
    void mayBeAskedForByUs() {
        transfers.on();
        requested(association(RequestedAssociation.class, 1), 1);
        stored(1, STUDY, Invented.PATIENT);
        transfers.ended(1);
        AuditEvent.InstancesTransferred event = transferred().get(0);
        assertThat(event.source().userId()).isEqualTo("MY_PACS");
        assertThat(event.source().requestor()).isFalse();
        assertThat(event.destination().aeTitles()).containsExactly(CT_1);
        assertThat(event.destination().requestor()).isTrue();
    }

    @Test
    void areNotRememberedWhereNobodyTellsOfInstances() {
        requested(association, 1);
        transfers.on();
        stored(1, STUDY, Invented.PATIENT);
        transfers.ended(1);
        assertThat(transferred()).isEmpty();
        assertThat(told).hasSize(1);
    }
}
