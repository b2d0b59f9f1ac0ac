package org.pacsscp.robustness.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Pdu;
import org.pacsscp.testkit.wire.Pdus;

/** What a peer or its network does wrong on an association; the acceptor may end it as it likes, if it does. */
enum Fault {
    RESET {
        @Override
        void commit(Connection peer, byte[] request, Random chance) throws IOException {
            peer.send(request);
            peer.send(part(HonestPeer.store(1), chance));
            peer.reset();
        }
    },
    TRUNCATED {
        @Override
        void commit(Connection peer, byte[] request, Random chance) throws IOException {
            peer.send(request);
            peer.send(part(HonestPeer.store(1), chance));
            peer.endSending();
            hearTheEnd(peer);
        }
    },
    MALFORMED {
        @Override
        void commit(Connection peer, byte[] request, Random chance) throws IOException {
            byte[] store = HonestPeer.store(1);
            for (int i = 0; i < 8; i++) {
                store[chance.nextInt(store.length)] = (byte) chance.nextInt();
            }
            peer.send(request);
            peer.send(store);
            peer.send(Pdus.pdu(0x08));
            peer.endSending();
            hearTheEnd(peer);
        }
    },
    /** In the middle of a request, or once the association is open. */
    SILENT {
        @Override
        void commit(Connection peer, byte[] request, Random chance) throws IOException {
            peer.send(chance.nextBoolean() ? part(request, chance) : request);
            hearTheEnd(peer);
        }
    },
    SLOW {
        @Override
        void commit(Connection peer, byte[] request, Random chance) throws IOException {
            peer.send(request);
            byte[] echo = HonestPeer.command(HonestPeer.ECHO, Commands.echoRq(1));
            for (byte one : echo) {
                peer.send(new byte[] {one});
                peer.hear(Duration.ofMillis(10));
            }
            peer.send(Pdus.releaseRq());
            peer.endSending();
            hearTheEnd(peer);
        }
    };

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Does what is wrong, after a request for an association, and hears how it ends. */
    abstract void commit(Connection peer, byte[] request, Random chance) throws IOException;

    private static byte[] part(byte[] bytes, Random chance) {
        return Arrays.copyOf(bytes, 1 + chance.nextInt(bytes.length - 1));
    }

    private static void hearTheEnd(Connection peer) {
        Heard heard;
        do {
            heard = peer.hear(PATIENCE);
        } while (heard instanceof Pdu pdu && pdu.type() != Pdus.ABORT);
    }
}
