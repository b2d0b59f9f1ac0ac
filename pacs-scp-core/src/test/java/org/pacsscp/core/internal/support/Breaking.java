package org.pacsscp.core.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.Server;
import org.pacsscp.api.Timeouts;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.wire.Pdus;

/** What can end an association while an operation is under way. */
public enum Breaking {
    ABORT_OF_THE_PEER(AssociationEnd.Kind.ABORTED_BY_PEER, DataSetException.Cause.ABORTED, "") {
        @Override
        public void happen(ScriptedPeer peer, Server server, ClientSession session) throws IOException {
            peer.send("<A-ABORT>");
        }
    },
    END_OF_STREAM(AssociationEnd.Kind.CONNECTION_LOST, DataSetException.Cause.PEER_LOST, "") {
        @Override
        public void happen(ScriptedPeer peer, Server server, ClientSession session) throws IOException {
            peer.endSending();
        }

        @Override
        public void leave(ScriptedPeer peer) throws IOException {
            peer.expectEnd();
        }
    },
    RESET(AssociationEnd.Kind.CONNECTION_LOST, DataSetException.Cause.PEER_LOST, "") {
        @Override
        public void happen(ScriptedPeer peer, Server server, ClientSession session) throws IOException {
            peer.reset();
        }

        @Override
        public void leave(ScriptedPeer peer) {}
    },
    /** Its server has that deadline from the start; the others have none. */
    OPERATION_DEADLINE(AssociationEnd.Kind.TIMED_OUT, DataSetException.Cause.TIMED_OUT, "<A0>") {
        @Override
        public Timeouts.Builder timeouts() {
            return super.timeouts().operation(Duration.ofMillis(500));
        }

        @Override
        public void happen(ScriptedPeer peer, Server server, ClientSession session) {}
    },
    ABORT_OF_THE_APPLICATION(AssociationEnd.Kind.ABORTED_BY_US, DataSetException.Cause.ABORTED, "<A2/2>") {
        @Override
        public void happen(ScriptedPeer peer, Server server, ClientSession session) {
            session.abort(AbortReason.UNEXPECTED_PDU);
        }
    },
    STOP(AssociationEnd.Kind.ABORTED_BY_US, DataSetException.Cause.ABORTED, "<A0>") {
        @Override
        public void happen(ScriptedPeer peer, Server server, ClientSession session) {
            var unused = CompletableFuture.runAsync(() -> server.stop(Duration.ZERO));
        }
    };

    private final AssociationEnd.Kind kind;
    private final DataSetException.Cause cause;
    private final String farewell;

    Breaking(AssociationEnd.Kind kind, DataSetException.Cause cause, String farewell) {
        this.kind = kind;
        this.cause = cause;
        this.farewell = farewell;
    }

    public Timeouts.Builder timeouts() {
        return Timeouts.builder().drain(Duration.ZERO);
    }

    public abstract void happen(ScriptedPeer peer, Server server, ClientSession session) throws IOException;

    /** The peer hears what it has to, and that the connection is closed. */
    public void leave(ScriptedPeer peer) throws IOException {
        peer.expect(farewell).finish();
    }

    /** The peer hears whole PDUs with data, then what it has to. */
    public void leaveAfterData(ScriptedPeer peer) throws IOException {
        if (farewell.isEmpty()) {
            return;
        }
        byte[] next = peer.hearPdu();
        while (next[0] == Pdus.P_DATA_TF) {
            next = peer.hearPdu();
        }
        assertThat(next).isEqualTo(Words.bytes(farewell));
        peer.finish();
    }

    /** How the association has ended then. */
    public AssociationEnd.Kind kind() {
        return kind;
    }

    /** Why its data set has broken then. */
    public DataSetException.Cause cause() {
        return cause;
    }

    /** The server is as before, also if it was stopped. */
    public static void assertHealthy(Server server) throws IOException, InterruptedException {
        TestServer.awaitNoSession(server);
        TestServer.awaitNoWorkerAtWork();
        if (server.state() != Server.State.RUNNING) {
            server.awaitStopped();
            server.start();
        }
        TestServer.assertEchoes(server);
    }
}
