package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.AssociationRequest.OpenAssociations;

class AssociationPolicyTest {
    private static final AssociationPolicy REJECT_ALL =
            request -> AssociationDecision.reject(RejectReason.NO_REASON_GIVEN, "closed");

    private final AssociationRequest request = mock(AssociationRequest.class);

    @BeforeEach
    void requestOfCt1() throws UnknownHostException {
        when(request.callingAeTitle()).thenReturn(AeTitle.of("CT_1"));
        when(request.calledAeTitle()).thenReturn(AeTitle.of("MY_PACS"));
        when(request.remoteAddress()).thenReturn(new InetSocketAddress(InetAddress.getByName("10.1.2.3"), 50000));
    }

    @Test
    void acceptsAll() {
        assertThat(AssociationPolicy.acceptAll().decide(request)).isEqualTo(AssociationDecision.accept());
    }

    @Test
    void knowsCalledAeTitles() {
        assertThat(AssociationPolicy.calledAeTitles("OTHER", " MY_PACS ").decide(request))
                .isEqualTo(AssociationDecision.accept());
        assertRejects(
                AssociationPolicy.calledAeTitles("OTHER"),
                RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED,
                "called AE title MY_PACS is not one of [OTHER]");
        assertRejects(
                AssociationPolicy.calledAeTitles("my_pacs"),
                RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED,
                "called AE title MY_PACS is not one of [my_pacs]");
    }

    @Test
    void knowsCallingAeTitles() {
        assertThat(AssociationPolicy.callingAeTitles("MR_2", "CT_1").decide(request))
                .isEqualTo(AssociationDecision.accept());
        assertRejects(
                AssociationPolicy.callingAeTitles("MR_2"),
                RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED,
                "calling AE title CT_1 is not on the list of callers");
    }

    @Test
    void knowsPeers() {
        assertThat(AssociationPolicy.peers(Peer.parse("MR_2"), Peer.parse("CT_1@10.1.0.0/16"))
                        .decide(request))
                .isEqualTo(AssociationDecision.accept());
        assertRejects(
                AssociationPolicy.peers(Peer.parse("MR_2@10.1.0.0/16"), Peer.parse("CT_1@10.2.0.0/16")),
                RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED,
                "no allowed peer matches calling AE title CT_1 from 10.1.2.3");
    }

    @Test
    void limitsAssociationsOfACallingAeTitle() {
        when(request.openAssociations()).thenReturn(new OpenAssociations(9, 2, 9));
        assertThat(AssociationPolicy.maxPerCallingAeTitle(3).decide(request)).isEqualTo(AssociationDecision.accept());
        assertRejects(
                AssociationPolicy.maxPerCallingAeTitle(2),
                RejectReason.LOCAL_LIMIT_EXCEEDED,
                "calling AE title CT_1 has 2 associations already");
        assertThatIllegalArgumentException().isThrownBy(() -> AssociationPolicy.maxPerCallingAeTitle(0));
    }

    @Test
    void limitsAssociationsOfAnAddress() {
        when(request.openAssociations()).thenReturn(new OpenAssociations(9, 9, 2));
        assertThat(AssociationPolicy.maxPerAddress(3).decide(request)).isEqualTo(AssociationDecision.accept());
        assertRejects(
                AssociationPolicy.maxPerAddress(2),
                RejectReason.LOCAL_LIMIT_EXCEEDED,
                "address 10.1.2.3 has 2 associations already");
        assertThatIllegalArgumentException().isThrownBy(() -> AssociationPolicy.maxPerAddress(0));
    }

    @Test
    void wantsAUserIdentity() {
        when(request.userIdentity()).thenReturn(Optional.empty());
        assertRejects(AssociationPolicy.identityRequired(), RejectReason.NO_REASON_GIVEN, "it claims no user identity");
        when(request.userIdentity())
                .thenReturn(Optional.of(
                        new UserIdentity(UserIdentity.Type.USERNAME, false, new byte[] {'a'}, new byte[0])));
        assertThat(AssociationPolicy.identityRequired().decide(request)).isEqualTo(AssociationDecision.accept());
    }

    @Test
    void mayBlockIfEitherMay() {
        AssociationPolicy quick = AssociationPolicy.acceptAll();
        AssociationPolicy slow = AssociationPolicy.blocking(REJECT_ALL);
        assertThat(quick.mayBlock()).isFalse();
        assertThat(slow.mayBlock()).isTrue();
        assertThat(quick.and(quick).mayBlock()).isFalse();
        assertThat(quick.and(slow).mayBlock()).isTrue();
        assertThat(slow.and(quick).mayBlock()).isTrue();
        assertRejects(slow, RejectReason.NO_REASON_GIVEN, "closed");
        assertRejects(quick.and(slow), RejectReason.NO_REASON_GIVEN, "closed");
    }

    @Test
    void rejectsEveryoneWhereTheListIsEmpty() {
        assertThat(AssociationPolicy.calledAeTitles().decide(request)).isInstanceOf(AssociationDecision.Reject.class);
        assertThat(AssociationPolicy.callingAeTitles().decide(request)).isInstanceOf(AssociationDecision.Reject.class);
        assertThat(AssociationPolicy.peers().decide(request)).isInstanceOf(AssociationDecision.Reject.class);
    }

    @Test
    void refusesWhatIsNoAeTitle() {
        assertThatIllegalArgumentException().isThrownBy(() -> AssociationPolicy.calledAeTitles("A", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> AssociationPolicy.callingAeTitles("SEVENTEEN_LETTERS"));
    }

    @Test
    void acceptsIfBothDo() {
        assertThat(AssociationPolicy.acceptAll()
                        .and(AssociationPolicy.acceptAll())
                        .decide(request))
                .isEqualTo(AssociationDecision.accept());
    }

    @Test
    void rejectsIfEitherDoes() {
        assertRejects(REJECT_ALL.and(AssociationPolicy.acceptAll()), RejectReason.NO_REASON_GIVEN, "closed");
        assertRejects(AssociationPolicy.acceptAll().and(REJECT_ALL), RejectReason.NO_REASON_GIVEN, "closed");
    }

    @Test
    void doesNotAskTheNextAfterARejection() {
        AssociationPolicy next = mock(AssociationPolicy.class);
        assertRejects(REJECT_ALL.and(next), RejectReason.NO_REASON_GIVEN, "closed");
        verify(next, never()).decide(any());
    }

    @Test
    void explainsNothingWhereNothingIsToExplain() {
        assertThat(AssociationDecision.reject(RejectReason.NO_REASON_GIVEN))
                .isEqualTo(new AssociationDecision.Reject(RejectReason.NO_REASON_GIVEN, ""));
    }

    private void assertRejects(AssociationPolicy policy, RejectReason reason, String explanation) {
        assertThat(policy.decide(request)).isEqualTo(AssociationDecision.reject(reason, explanation));
    }
}
