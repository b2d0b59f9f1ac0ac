package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.Pdu;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.pdu.PduWriter;
import org.pacsscp.core.internal.pdu.PresentationContextResult;
import org.pacsscp.core.internal.pdu.ProposedPresentationContext;
import org.pacsscp.core.internal.pdu.ReleaseRq;
import org.pacsscp.testkit.wire.Pdus;

/** The body of an A-ASSOCIATE-RQ: whatever the decoder takes is rejected, or answered context by context. */
class NegotiatorFuzzTest {
    private static final Uid STORAGE = SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE;
    private static final int HEADER_LENGTH = 6;

    /** Agrees to whatever is proposed, as long as it may be. */
    private static final ExtendedNegotiator ECHOING = new ExtendedNegotiator() {
        @Override
        public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
            return applicationInformation.length > 100 ? Optional.empty() : Optional.of(applicationInformation);
        }

        @Override
        public void negotiate(CommonExtendedNegotiation information) {
            assertThat(information.sopClassUid()).isNotNull();
        }
    };

    private final Negotiator negotiator = new Negotiator(
            new Capabilities(List.of(
                    ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ),
                    ServiceCapability.performer(STORAGE, CommandField.C_STORE_RQ),
                    ServiceCapability.invoker(STORAGE))),
            new AcceptorRules(
                    Set.of(AeTitle.of("PACS_SCP")), false, false, TransferSyntaxChoice.SERVERS_ORDER, false, 1),
            new Offer(65_536, Uid.of("2.25.1"), "OURS_1"),
            ECHOING);

    @FuzzTest
    void answersEachContext(byte[] body) {
        if (body.length > 30_000 || !(read(1, body) instanceof AssociateRq request)) {
            return;
        }
        Negotiation negotiation = negotiator.begin(request);
        if (negotiation.fault().isPresent()) {
            return;
        }
        Negotiation.Acceptance acceptance = negotiation.accept(Optional.empty());
        AssociateAc response = acceptance.response();

        assertThat(response.presentationContexts())
                .extracting(PresentationContextResult::id)
                .isEqualTo(request.presentationContexts().stream()
                        .map(ProposedPresentationContext::id)
                        .toList());
        assertThat(acceptance.agreement().accepted())
                .extracting(PresentationContext::id)
                .isEqualTo(response.presentationContexts().stream()
                        .filter(context -> context.result() == 0)
                        .map(PresentationContextResult::id)
                        .toList());
        assertThat(acceptance.agreement().maxPduLengthSent()).matches(length -> length == 0 || length >= 8);
        assertThat(acceptance.agreement().maxOperationsPerformed()).isPositive();
        byte[] written = PduWriter.encode(response).array();
        byte[] writtenBody = new byte[written.length - HEADER_LENGTH];
        ByteBuffer.wrap(written).position(HEADER_LENGTH).get(writtenBody);
        assertThat(read(2, writtenBody)).isEqualTo(asRead(response));
    }

    /** PS3.8 Table 9-18: the transfer syntax of a refused context is sent but not significant, so it is not read. */
    private static AssociateAc asRead(AssociateAc sent) {
        return new AssociateAc(
                sent.protocolVersion(),
                sent.calledAeTitle(),
                sent.callingAeTitle(),
                sent.reserved(),
                sent.applicationContextName(),
                sent.presentationContexts().stream()
                        .map(context -> context.result() == 0
                                ? context
                                : new PresentationContextResult(context.id(), context.result(), ""))
                        .toList(),
                sent.userInformation());
    }

    private static Pdu read(int type, byte[] body) {
        PduReader reader = new PduReader(1 << 20);
        ByteBuffer in = ByteBuffer.wrap(Pdus.pdu(type, body));
        try {
            while (reader.advance(in) != PduReader.Progress.PDU) {
                // The type comes first.
            }
            return reader.pdu();
        } catch (PduException e) {
            return new ReleaseRq();
        }
    }
}
