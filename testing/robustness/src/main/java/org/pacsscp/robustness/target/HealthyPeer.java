package org.pacsscp.robustness.target;

import java.io.IOException;
import java.time.Duration;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Endpoint;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/** A well-behaved peer: associates, echoes once and releases. What it hears tells whether an acceptor is well. */
public final class HealthyPeer {
    private final Endpoint endpoint;
    private final String calledAeTitle;
    private final Duration patience;

    /**
     * @param patience for everything together
     */
    public HealthyPeer(Endpoint endpoint, String calledAeTitle, Duration patience) {
        this.endpoint = endpoint;
        this.calledAeTitle = calledAeTitle;
        this.patience = patience;
    }

    /** Echoes; returns without an exception if all was answered as it should be. */
    public void echo() throws IOException {
        try (Connection peer = Connection.connect(endpoint, patience)) {
            peer.send(Pdus.associateRq(
                    calledAeTitle,
                    "HEALTHY",
                    Items.applicationContext(),
                    Items.presentationContext(1, Items.VERIFICATION, Items.IMPLICIT_VR_LITTLE_ENDIAN),
                    Items.usualUserInformation()));
            expect("AC", peer);
            peer.send(Pdus.pData(Pdus.pdv(1, Pdus.LAST_COMMAND, Commands.echoRq(1))));
            expect("C-ECHO-RSP 0000H", peer);
            peer.send(Pdus.releaseRq());
            expect("RP", peer);
        }
    }

    private void expect(String word, Connection peer) throws IOException {
        Heard heard = peer.hear(patience);
        if (!heard.word().equals(word)) {
            throw new IOException("expected " + word + " from " + endpoint + ", heard " + heard.word());
        }
    }
}
