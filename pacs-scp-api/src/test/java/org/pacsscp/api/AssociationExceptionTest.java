package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.AssociationException.Kind;
import org.pacsscp.api.AssociationProposal.ProposedContext;

class AssociationExceptionTest {
    private static final RefusedContext REFUSED = new RefusedContext(
            new ProposedContext(SopClass.VERIFICATION, List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)),
            RefusedContext.Reason.ABSTRACT_SYNTAX_NOT_SUPPORTED,
            "the peer does not support the SOP class");

    @Test
    void saysWhatHasHappened() {
        AssociationException e = new AssociationException(Kind.CONNECT_TIMED_OUT, "no connection");
        assertThat(e)
                .isInstanceOf(IOException.class)
                .hasMessage("no connection")
                .hasNoCause();
        assertThat(e.kind()).isEqualTo(Kind.CONNECT_TIMED_OUT);
        assertThat(e.rejectReason()).isEmpty();
        assertThat(e.abortReason()).isEmpty();
        assertThat(e.refusedContexts()).isEmpty();

        IOException cause = new IOException("reset");
        assertThat(new AssociationException(Kind.CONNECTION_LOST, "lost", cause))
                .hasCause(cause);
    }

    @Test
    void saysWhyThePeerDidNotWantIt() {
        AssociationException rejected =
                AssociationException.rejected(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED, "rejected");
        assertThat(rejected.kind()).isEqualTo(Kind.REJECTED);
        assertThat(rejected.rejectReason()).contains(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);

        AssociationException aborted =
                AssociationException.aborted(Kind.ABORTED_BY_PEER, AbortReason.UNEXPECTED_PDU, "aborted");
        assertThat(aborted.kind()).isEqualTo(Kind.ABORTED_BY_PEER);
        assertThat(aborted.abortReason()).contains(AbortReason.UNEXPECTED_PDU);

        AssociationException refused = AssociationException.noPresentationContext(List.of(REFUSED), "refused");
        assertThat(refused.kind()).isEqualTo(Kind.NO_PRESENTATION_CONTEXT);
        assertThat(refused.refusedContexts()).containsExactly(REFUSED);
    }

    @Test
    void canBeSerialized() throws IOException, ClassNotFoundException {
        AssociationException sent = AssociationException.noPresentationContext(List.of(REFUSED), "refused");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            AssociationException read = (AssociationException) in.readObject();
            assertThat(read).hasMessage("refused");
            assertThat(read.kind()).isEqualTo(Kind.NO_PRESENTATION_CONTEXT);
            assertThat(read.refusedContexts()).isEmpty();
        }
    }
}
