package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RejectReason;
import org.pacsscp.core.internal.support.Smuggled;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.testkit.script.ScriptedPeer;

/** A listener that throws wherever it is called harms neither its association nor the listeners after it. */
class FaultyListenerIT {
    private final Witness last = new Witness();

    @RegisterExtension
    private final TestServer server =
            TestServer.with(builder -> builder.listener(new Faulty()).listener(last));

    @AfterEach
    void errorsAreLogged() {
        server.log().assertError(Faulty.class.getName());
    }

    private static final class Faulty implements AssociationListener {
        @Override
        public void opened(AssociationEvent.Opened event) {
            Smuggled.throwAnyway(new IOException("opened fails on purpose"));
        }

        @Override
        public void rejected(AssociationEvent.Rejected event) {
            throw new IllegalStateException("rejected fails on purpose");
        }

        @Override
        public void refused(AssociationEvent.Refused event) {
            throw new IllegalStateException("refused fails on purpose");
        }

        @Override
        public void requested(AssociationEvent.Requested event) {
            throw new StackOverflowError("requested fails badly on purpose");
        }

        @Override
        public void answered(AssociationEvent.Answered event) {
            throw new AssertionError("answered fails badly on purpose");
        }

        @Override
        public void ended(AssociationEvent.Ended event) {
            Smuggled.throwAnyway(new IOException("ended fails on purpose"));
        }
    }

    @Test
    void harmsNoAssociation() throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect()) {
            peer.associate().send("<C-ECHO-RQ>").expect("<0000H>").release();
        }

        assertThat(last.opened()).isEqualTo(server.witness().opened());
        assertThat(last.answered()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(last.ended().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_PEER);
    }

    @Test
    void harmsNoRejection() throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect()) {
            peer.send("01 00 {4: 0000 0000 <called> <calling> <reserved> <application> <context>}")
                    .expect("<RJ(1,2,2)>")
                    .finish();
        }

        assertThat(last.rejected()).isEqualTo(RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED);
    }

    @Test
    void harmsNoAbort() throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect()) {
            peer.send("00").expect("<A0>").finish();
        }
        assertThat(last.refused()).isNotEmpty();

        try (ScriptedPeer peer = server.connect()) {
            peer.associate().send("00").expect("<A2/1>").finish();
        }
        assertThat(last.ended().kind()).isEqualTo(AssociationEnd.Kind.PROTOCOL_ERROR);
    }
}
