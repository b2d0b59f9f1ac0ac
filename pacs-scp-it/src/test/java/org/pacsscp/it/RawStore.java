package org.pacsscp.it;

import java.io.IOException;
import java.util.Arrays;

/** A C-STORE client of bytes, which shares no code with what it tests: PS3.7 section 9.3.1. Used by one thread. */
final class RawStore implements AutoCloseable {
    /** Secondary Capture Image Storage. */
    static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.7";

    private static final String IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";
    private static final int C_STORE_RQ = 0x0001;
    private static final int C_STORE_RSP = 0x8001;
    private static final int MEDIUM_PRIORITY = 0;
    private static final int FRAGMENT_LENGTH = 16_000;

    private final RawPeer peer;
    private int messageId;

    private RawStore(RawPeer peer) {
        this.peer = peer;
    }

    static RawStore connect(String host, int port) throws IOException {
        return new RawStore(RawPeer.connect(host, port));
    }

    /** Sends an A-ASSOCIATE-RQ for {@link #SOP_CLASS} in Implicit VR Little Endian; returns the answer. */
    RawPeer.Pdu associate(String calling, String called) throws IOException {
        return peer.associate(calling, called, WireBytes.presentationContext(1, SOP_CLASS, IMPLICIT_VR_LITTLE_ENDIAN));
    }

    /** Sends a C-STORE-RQ and its data set, in several PDUs; returns the status of the C-STORE-RSP. */
    int store(String instance, byte[] dataSet) throws IOException {
        messageId++;
        peer.sendCommand(
                1,
                WireBytes.uid(0x0002, SOP_CLASS),
                WireBytes.number(0x0100, C_STORE_RQ),
                WireBytes.number(0x0110, messageId),
                WireBytes.number(0x0700, MEDIUM_PRIORITY),
                WireBytes.number(0x0800, WireBytes.DATA_SET),
                WireBytes.uid(0x1000, instance));
        for (int at = 0; at < dataSet.length; at += FRAGMENT_LENGTH) {
            int end = Math.min(at + FRAGMENT_LENGTH, dataSet.length);
            peer.sendData(1, end == dataSet.length, Arrays.copyOfRange(dataSet, at, end));
        }
        RawPeer.Pdu answer = peer.receive(RawPeer.Pdu.P_DATA_TF);
        if (answer.number(0x0100) != C_STORE_RSP || answer.number(0x0120) != messageId) {
            throw new IOException("not the answer of message " + messageId + ": " + answer);
        }
        return answer.number(0x0900);
    }

    /** Sends an A-RELEASE-RQ, waits for the A-RELEASE-RP and closes. */
    void release() throws IOException {
        peer.release();
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
