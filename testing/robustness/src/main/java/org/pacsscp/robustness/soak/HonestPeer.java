package org.pacsscp.robustness.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Endpoint;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.Pdus;

/** An association of a peer that does nothing wrong, and notes how long it waits. Used by one thread. */
final class HonestPeer {
    static final int ECHO = 1;
    static final int STORE = 3;
    static final int FIND = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_OPERATIONS = 8;
    private static final int FRAGMENT = 16_000;
    private static final int FRAGMENTS = 4;
    private static final byte[] DATA_SET = dataSet();
    private static final byte[] QUERY = Bytes.hex("10002000 04000000 494E562A");

    private final Endpoint endpoint;
    private final String called;
    private final Tape tape;

    HonestPeer(Endpoint endpoint, String called, Tape tape) {
        this.endpoint = endpoint;
        this.called = called;
        this.tape = tape;
    }

    /** An A-ASSOCIATE-RQ for verification, storage and a search. */
    static byte[] request(String called) {
        return Pdus.associateRq(
                called,
                "SOAK",
                Items.applicationContext(),
                Items.presentationContext(ECHO, Items.VERIFICATION, Items.IMPLICIT_VR_LITTLE_ENDIAN),
                Items.presentationContext(STORE, Items.CT_IMAGE_STORAGE, Items.IMPLICIT_VR_LITTLE_ENDIAN),
                Items.presentationContext(FIND, Items.STUDY_ROOT_FIND, Items.IMPLICIT_VR_LITTLE_ENDIAN),
                Items.usualUserInformation());
    }

    /** A command set in one fragment. */
    static byte[] command(int contextId, byte[] commandSet) {
        return Pdus.pData(Pdus.pdv(contextId, Pdus.LAST_COMMAND, commandSet));
    }

    /** C-STORE-RQ with its data set of 64,000 bytes. */
    static byte[] store(int messageId) {
        return Bytes.join(command(STORE, Commands.storeRq(messageId)), DATA_SET);
    }

    private static byte[] dataSet() {
        byte[] stream = {};
        for (int i = 1; i <= FRAGMENTS; i++) {
            int header = i < FRAGMENTS ? Pdus.DATA : Pdus.LAST_DATA;
            stream = Bytes.join(stream, Pdus.pData(Pdus.pdv(STORE, header, Bytes.zeros(FRAGMENT))));
        }
        return stream;
    }

    /** Associates, has some operations of one kind served, and releases. */
    void associate(Random chance) throws IOException {
        try (Connection peer = Connection.connect(endpoint, PATIENCE)) {
            ask(peer, Tape.Operation.ASSOCIATE, request(called), "AC");
            int operations = 1 + chance.nextInt(MOST_OPERATIONS);
            int kind = chance.nextInt(3);
            for (int id = 1; id <= operations; id++) {
                switch (kind) {
                    case 0 -> ask(peer, Tape.Operation.ECHO, command(ECHO, Commands.echoRq(id)), "C-ECHO-RSP 0000H");
                    case 1 -> ask(peer, Tape.Operation.STORE, store(id), "C-STORE-RSP 0000H");
                    default -> find(peer, id);
                }
            }
            ask(peer, Tape.Operation.RELEASE, Pdus.releaseRq(), "RP");
        }
    }

    /** Searches, and cancels after the first match. */
    private void find(Connection peer, int id) throws IOException {
        long start = System.nanoTime();
        peer.send(Bytes.join(command(FIND, Commands.findRq(id)), Pdus.pData(Pdus.pdv(FIND, Pdus.LAST_DATA, QUERY))));
        expect(peer, "C-FIND-RSP FF00H");
        peer.send(command(FIND, Commands.cancelRq(id)));
        expect(peer, "C-FIND-RSP FE00H");
        tape.took(Tape.Operation.FIND, System.nanoTime() - start);
    }

    private void ask(Connection peer, Tape.Operation operation, byte[] request, String answer) throws IOException {
        long start = System.nanoTime();
        peer.send(request);
        expect(peer, answer);
        tape.took(operation, System.nanoTime() - start);
    }

    private static void expect(Connection peer, String word) throws IOException {
        Heard heard = peer.hear(PATIENCE);
        if (!heard.word().equals(word)) {
            throw new IOException("expected " + word + ", heard " + heard.word());
        }
    }
}
