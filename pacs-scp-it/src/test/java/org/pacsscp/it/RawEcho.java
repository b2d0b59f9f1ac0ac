package org.pacsscp.it;

import java.io.IOException;

/** A C-ECHO client of bytes, which shares no code with what it tests: PS3.7 section 9.3.5. Used by one thread. */
public final class RawEcho implements AutoCloseable {
    private static final String VERIFICATION = "1.2.840.10008.1.1";
    private static final String IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";
    private static final int C_ECHO_RQ = 0x0030;
    private static final int C_ECHO_RSP = 0x8030;

    private final RawPeer peer;
    private int messageId;

    private RawEcho(RawPeer peer) {
        this.peer = peer;
    }

    static RawEcho connect(String host, int port) throws IOException {
        return new RawEcho(RawPeer.connect(host, port));
    }

    /** Associates, echoes once and releases; returns the status of the answer. */
    public static int echoOnce(String host, int port) throws IOException {
        try (RawEcho client = connect(host, port)) {
            RawPeer.Pdu answer = client.associate("RAW_ECHO", ExampleServer.AE_TITLE);
            if (answer.type() != RawPeer.Pdu.ASSOCIATE_AC) {
                throw new IOException("not accepted: " + answer);
            }
            int status = client.echo();
            client.release();
            return status;
        }
    }

    /** Sends an A-ASSOCIATE-RQ for Verification in Implicit VR Little Endian; returns the answer. */
    RawPeer.Pdu associate(String calling, String called) throws IOException {
        byte[] context = WireBytes.presentationContext(1, VERIFICATION, IMPLICIT_VR_LITTLE_ENDIAN);
        return peer.associate(calling, called, context);
    }

    /** Sends a C-ECHO-RQ on context 1; returns the status of the C-ECHO-RSP. */
    int echo() throws IOException {
        messageId++;
        peer.sendCommand(
                1,
                WireBytes.uid(0x0002, VERIFICATION),
                WireBytes.number(0x0100, C_ECHO_RQ),
                WireBytes.number(0x0110, messageId),
                WireBytes.number(0x0800, WireBytes.NO_DATA_SET));
        RawPeer.Pdu answer = peer.receive(RawPeer.Pdu.P_DATA_TF);
        if (answer.number(0x0100) != C_ECHO_RSP || answer.number(0x0120) != messageId) {
            throw new IOException("not the answer of message " + messageId + ": " + answer);
        }
        return answer.number(0x0900);
    }

    /** Sends an A-RELEASE-RQ, waits for the A-RELEASE-RP and closes. */
    void release() throws IOException {
        peer.release();
    }

    /** Reads the next PDU. */
    RawPeer.Pdu receive() throws IOException {
        return peer.receive();
    }

    /** Tells whether the peer closes the connection without another byte. */
    boolean isClosedByPeer() throws IOException {
        return peer.isClosedByPeer();
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
