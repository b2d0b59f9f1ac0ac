package org.pacsscp.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.SessionEnd;

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
        public void opened(ClientSession session) {
            Smuggled.throwAnyway(new IOException("opened fails on purpose"));
        }

        @Override
        public void rejected(
                InetSocketAddress remoteAddress,
                String callingAeTitle,
                String calledAeTitle,
                RejectReason reason,
                String explanation) {
            throw new IllegalStateException("rejected fails on purpose");
        }

        @Override
        public void refused(InetSocketAddress remoteAddress, String explanation) {
            throw new IllegalStateException("refused fails on purpose");
        }

        @Override
        public void requested(ClientSession session, CommandSet request) {
            throw new StackOverflowError("requested fails badly on purpose");
        }

        @Override
        public void answered(ClientSession session, CommandSet request, DimseStatus status, Duration elapsed) {
            throw new AssertionError("answered fails badly on purpose");
        }

        @Override
        public void ended(ClientSession session, SessionEnd end) {
            Smuggled.throwAnyway(new IOException("ended fails on purpose"));
        }
    }

    @Test
    void harmsNoAssociation() throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect(Segments.WHOLE)) {
            peer.associate().send("<C-ECHO-RQ>").expect("<0000H>").release();
        }

        assertThat(last.opened()).isEqualTo(server.witness().opened());
        assertThat(last.answered()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(last.ended().kind()).isEqualTo(SessionEnd.Kind.RELEASED_BY_PEER);
    }

    @Test
    void harmsNoRejection() throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect(Segments.WHOLE)) {
            peer.send("01 00 {4: 0000 0000 <called> <calling> <reserved> <application> <context>}")
                    .expect("<RJ(1,2,2)>")
                    .finish();
        }

        assertThat(last.rejected()).isEqualTo(RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED);
    }

    @Test
    void harmsNoAbort() throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect(Segments.WHOLE)) {
            peer.send("00").expect("<A0>").finish();
        }
        assertThat(last.refused()).isNotEmpty();

        try (ScriptedPeer peer = server.connect(Segments.WHOLE)) {
            peer.associate().send("00").expect("<A2/1>").finish();
        }
        assertThat(last.ended().kind()).isEqualTo(SessionEnd.Kind.PROTOCOL_ERROR);
    }
}
