package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.AssociationProposal.ProposedContext;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.RefusedContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.testkit.wire.Pdus;

/** The body of an A-ASSOCIATE-AC: whatever a server answers, no more is agreed on than was proposed. */
class AcceptanceFuzzTest {
    private static final AssociationProposal WANTED = AssociationProposal.to("localhost", 11112)
            .calledAeTitle("THEIR_PACS")
            .context(SopClass.VERIFICATION)
            .context(
                    SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE,
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
            .roles(SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE, Role.INVOKER, Role.PERFORMER)
            .extendedNegotiation(SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE, new byte[] {1})
            .userIdentity(UserIdentity.username("user").withResponseRequested())
            .asynchronousOperations(3, 2)
            .build();

    private static final Proposal PROPOSAL =
            new Proposal(WANTED, AeTitle.of("PACS_SCU"), new Offer(65_536, Uid.of("2.25.1"), "OURS_1"));

    @FuzzTest
    void agreesOnNoMoreThanWasProposed(byte[] body) {
        if (body.length > 30_000) {
            return;
        }
        if (read(body).map(PROPOSAL::judge).orElse(null) instanceof ProposalOutcome.Agreed agreed) {
            assertNoMoreThanProposed(agreed);
        }
    }

    private static void assertNoMoreThanProposed(ProposalOutcome.Agreed agreed) {
        Agreement agreement = agreed.agreement();
        List<ProposedContext> rest = new ArrayList<>(WANTED.contexts());
        for (PresentationContext context : agreement.accepted()) {
            ProposedContext proposed = WANTED.contexts().get(context.id() / 2);
            assertThat(rest.remove(proposed)).isTrue();
            assertThat(proposed.abstractSyntax()).isEqualTo(context.abstractSyntax());
            assertThat(proposed.transferSyntaxes()).contains(context.transferSyntax());
            assertThat(context.roles().contains(Role.PERFORMER)
                            && context.abstractSyntax().equals(SopClass.VERIFICATION))
                    .isFalse();
        }
        assertThat(agreed.refused()).extracting(RefusedContext::proposed).isEqualTo(rest);
        assertThat(agreement.maxOperationsInvoked()).isBetween(1, 3);
        assertThat(agreement.maxOperationsPerformed()).isBetween(1, 2);
        assertThat(agreement.maxPduLengthSent()).matches(length -> length == 0 || length >= 8);
        assertThat(WANTED.extendedNegotiations().keySet())
                .containsAll(agreed.agreement().extendedNegotiations().keySet());
        assertThat(agreed.remarks()).hasSizeLessThan(20).allMatch(remark -> remark.length() < 100);
    }

    private static Optional<AssociateAc> read(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(Pdus.pdu(Pdus.ASSOCIATE_AC, body));
        PduReader reader = new PduReader(1 << 20);
        try {
            while (reader.advance(in) != PduReader.Progress.PDU) {
                // The type comes first; the length fits, or there is an exception.
            }
            return Optional.of((AssociateAc) reader.pdu());
        } catch (PduException e) {
            return Optional.empty();
        }
    }
}
