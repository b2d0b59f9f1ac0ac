package org.pacsscp.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.Server;
import org.pacsscp.api.SessionEnd;
import org.pacsscp.api.Timeouts;

/** What can end an association while an operation is under way. */
enum Breaking {
    ABORT_OF_THE_PEER(SessionEnd.Kind.ABORTED_BY_PEER, DataSetException.Cause.ABORTED, "") {
        @Override
        void happen(ScriptedPeer peer, Server server, ClientSession session) throws IOException {
            peer.send("<A-ABORT>");
        }
    },
    END_OF_STREAM(SessionEnd.Kind.CONNECTION_LOST, DataSetException.Cause.PEER_LOST, "") {
        @Override
        void happen(ScriptedPeer peer, Server server, ClientSession session) throws IOException {
            peer.endSending();
        }

        @Override
        void leave(ScriptedPeer peer) throws IOException {
            peer.expectEnd();
        }
    },
    RESET(SessionEnd.Kind.CONNECTION_LOST, DataSetException.Cause.PEER_LOST, "") {
        @Override
        void happen(ScriptedPeer peer, Server server, ClientSession session) throws IOException {
            peer.reset();
        }

        @Override
        void leave(ScriptedPeer peer) {}
    },
    /** Its server has that deadline from the start; the others have none. */
    OPERATION_DEADLINE(SessionEnd.Kind.TIMED_OUT, DataSetException.Cause.TIMED_OUT, "<A0>") {
        @Override
        Timeouts.Builder timeouts() {
            return super.timeouts().operation(Duration.ofMillis(500));
        }

        @Override
        void happen(ScriptedPeer peer, Server server, ClientSession session) {}
    },
    ABORT_OF_THE_APPLICATION(SessionEnd.Kind.ABORTED_BY_SERVER, DataSetException.Cause.ABORTED, "<A2/2>") {
        @Override
        void happen(ScriptedPeer peer, Server server, ClientSession session) {
            session.abort(AbortReason.UNEXPECTED_PDU);
        }
    },
    STOP(SessionEnd.Kind.ABORTED_BY_SERVER, DataSetException.Cause.ABORTED, "<A0>") {
        @Override
        void happen(ScriptedPeer peer, Server server, ClientSession session) {
            var unused = CompletableFuture.runAsync(() -> server.stop(Duration.ZERO));
        }
    };

    private final SessionEnd.Kind kind;
    private final DataSetException.Cause cause;
    private final String farewell;

    Breaking(SessionEnd.Kind kind, DataSetException.Cause cause, String farewell) {
        this.kind = kind;
        this.cause = cause;
        this.farewell = farewell;
    }

    Timeouts.Builder timeouts() {
        return Timeouts.builder().drain(Duration.ZERO);
    }

    abstract void happen(ScriptedPeer peer, Server server, ClientSession session) throws IOException;

    /** The peer hears what it has to, and that the connection is closed. */
    void leave(ScriptedPeer peer) throws IOException {
        peer.expect(farewell).finish();
    }

    /** The peer hears whole PDUs with data, then what it has to. */
    void leaveAfterData(ScriptedPeer peer) throws IOException {
        if (farewell.isEmpty()) {
            return;
        }
        byte[] next = peer.hearPdu();
        while (next[0] == 4) {
            next = peer.hearPdu();
        }
        assertThat(next).isEqualTo(Words.bytes(farewell));
        peer.finish();
    }

    /** How the association has ended then. */
    SessionEnd.Kind kind() {
        return kind;
    }

    /** Why its data set has broken then. */
    DataSetException.Cause cause() {
        return cause;
    }

    /** The server is as before, also if it was stopped. */
    static void assertHealthy(Server server) throws IOException, InterruptedException {
        TestServer.awaitNoSession(server);
        TestServer.awaitNoWorkerAtWork();
        if (server.state() != Server.State.RUNNING) {
            server.awaitStopped();
            server.start();
        }
        TestServer.assertEchoes(server);
    }
}
