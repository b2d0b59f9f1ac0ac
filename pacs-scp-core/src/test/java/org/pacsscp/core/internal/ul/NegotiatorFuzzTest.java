package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.ServiceCapability;
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

/** The body of an A-ASSOCIATE-RQ: whatever the decoder takes is rejected, or answered context by context. */
class NegotiatorFuzzTest {
    private static final Uid STORAGE = Uid.of("1.2.840.10008.5.1.4.1.1.7");
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
            ServerConfig.builder().toConfig(),
            List.of(
                    ServiceCapability.performer(Uid.VERIFICATION, CommandField.C_ECHO_RQ),
                    ServiceCapability.performer(STORAGE, CommandField.C_STORE_RQ),
                    ServiceCapability.invoker(STORAGE)),
            ECHOING);

    @FuzzTest
    void answersEachContext(byte[] body) {
        if (body.length > 30_000 || !(read(1, body) instanceof AssociateRq request)) {
            return;
        }
        if (negotiator.examine(request).isPresent()) {
            return;
        }
        Negotiation negotiation = negotiator.negotiate(request, Optional.empty());
        AssociateAc response = negotiation.response();

        assertThat(response.presentationContexts())
                .extracting(PresentationContextResult::id)
                .isEqualTo(request.presentationContexts().stream()
                        .map(ProposedPresentationContext::id)
                        .toList());
        assertThat(negotiation.agreement().accepted())
                .extracting(PresentationContext::id)
                .isEqualTo(response.presentationContexts().stream()
                        .filter(context -> context.result() == 0)
                        .map(PresentationContextResult::id)
                        .toList());
        assertThat(negotiation.agreement().maxPduLengthSent()).matches(length -> length == 0 || length >= 8);
        assertThat(negotiation.agreement().maxOperationsPerformed()).isPositive();
        byte[] written = PduWriter.encode(response).array();
        byte[] writtenBody = new byte[written.length - HEADER_LENGTH];
        ByteBuffer.wrap(written).position(HEADER_LENGTH).get(writtenBody);
        assertThat(read(2, writtenBody)).isEqualTo(response);
    }

    private static Pdu read(int type, byte[] body) {
        PduReader reader = new PduReader(1 << 20);
        ByteBuffer in = ByteBuffer.allocate(HEADER_LENGTH + body.length)
                .put((byte) type)
                .put((byte) 0)
                .putInt(body.length)
                .put(body)
                .flip();
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
