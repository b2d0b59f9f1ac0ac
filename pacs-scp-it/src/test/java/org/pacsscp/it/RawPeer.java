package org.pacsscp.it;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A client that sends and reads PDU by PDU, as a test says, and shares no code with what it tests. Used by one thread. */
final class RawPeer implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    /** A PDU: its type and what follows its six bytes. */
    static final class Pdu {
        static final int ASSOCIATE_AC = 0x02;
        static final int P_DATA_TF = 0x04;
        static final int RELEASE_RP = 0x06;
        static final int ABORT = 0x07;

        private final int type;
        private final byte[] body;

        private Pdu(int type, byte[] body) {
            this.type = type;
            this.body = body;
        }

        int type() {
            return type;
        }

        /** Returns the result, source and reason of an A-ASSOCIATE-RJ or A-ABORT, such as {@code 1,1,3}. */
        String code() {
            return body[1] + "," + body[2] + "," + body[3];
        }

        /** Returns an element of two bytes of a command set that is a P-DATA-TF's only fragment; -1 if it is absent. */
        int number(int element) {
            ByteBuffer buffer = ByteBuffer.wrap(body, 6, body.length - 6).order(ByteOrder.LITTLE_ENDIAN);
            while (buffer.remaining() >= 8) {
                buffer.getShort();
                int found = Short.toUnsignedInt(buffer.getShort());
                int length = buffer.getInt();
                if (found == element) {
                    return Short.toUnsignedInt(buffer.getShort());
                }
                buffer.position(buffer.position() + length);
            }
            return -1;
        }

        /** Returns the result of a presentation context in an A-ASSOCIATE-AC (PS3.8 Table 9-18). */
        int contextResult(int id) {
            ByteBuffer items = ByteBuffer.wrap(body, 68, body.length - 68);
            while (items.hasRemaining()) {
                int itemType = items.getShort() >>> 8;
                int next = Short.toUnsignedInt(items.getShort()) + items.position();
                if (itemType == 0x21 && items.get(items.position()) == id) {
                    return items.get(items.position() + 2);
                }
                items.position(next);
            }
            throw new IllegalStateException("no presentation context " + id + " in " + this);
        }

        /** Tells whether it is a P-DATA-TF with the last fragment of a message's command or data set. */
        boolean isLastFragment() {
            return type == P_DATA_TF && (body[5] & 2) != 0;
        }

        @Override
        public String toString() {
            return "PDU %02XH %s".formatted(type, Arrays.toString(Arrays.copyOf(body, Math.min(body.length, 200))));
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    /** Connects to a server on this machine. */
    static RawPeer connect(int port) throws IOException {
        return connect(InProcessServer.HOST, port);
    }

    static RawPeer connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            return new RawPeer(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends an A-ASSOCIATE-RQ and reads its answer.
     *
     * @param presentationContexts one after the other
     * @param moreInformation sub-items of the user information, such as role selections
     */
    Pdu associate(String calling, String called, byte[] presentationContexts, byte... moreInformation)
            throws IOException {
        send(0x01, WireBytes.associateRequest(calling, called, presentationContexts, moreInformation));
        return receive();
    }

    /** Sends an A-ASSOCIATE-RQ for a server in this process, and reads its answer. */
    Pdu associate(byte[] presentationContexts, byte... moreInformation) throws IOException {
        return associate("RAW_PEER", InProcessServer.AE_TITLE, presentationContexts, moreInformation);
    }

    void send(int type, byte[] body) throws IOException {
        out.write(ByteBuffer.allocate(6 + body.length)
                .put((byte) type)
                .put((byte) 0)
                .putInt(body.length)
                .put(body)
                .array());
    }

    void sendCommand(int contextId, byte[]... elements) throws IOException {
        send(Pdu.P_DATA_TF, WireBytes.data(contextId, true, true, WireBytes.command(elements)));
    }

    void sendData(int contextId, boolean last, byte[] fragment) throws IOException {
        send(Pdu.P_DATA_TF, WireBytes.data(contextId, false, last, fragment));
    }

    /** Sends bytes, which need not be a PDU. */
    void sendBytes(byte... bytes) throws IOException {
        out.write(bytes);
    }

    /** Sends the first bytes of an array. */
    void sendBytes(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    void sendReleaseRequest() throws IOException {
        send(0x05, new byte[4]);
    }

    void sendAbort() throws IOException {
        send(Pdu.ABORT, new byte[4]);
    }

    /** Reads the next PDU. */
    Pdu receive() throws IOException {
        int type = in.readUnsignedByte();
        in.readByte();
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return new Pdu(type, body);
    }

    /** Reads the next PDU, which must be of this type. */
    Pdu receive(int expected) throws IOException {
        Pdu answer = receive();
        if (answer.type() != expected) {
            throw new IOException("expected PDU %02XH, got %s".formatted(expected, answer));
        }
        return answer;
    }

    /** Sends an A-RELEASE-RQ, waits for the A-RELEASE-RP and closes. */
    void release() throws IOException {
        sendReleaseRequest();
        receive(Pdu.RELEASE_RP);
        close();
    }

    /** Reads bytes, which need not be a PDU. */
    byte[] receiveBytes(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** Fails {@link #receive} if nothing comes for so long, instead of ten seconds. */
    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Tells whether the peer closes the connection without another byte. */
    boolean isClosedByPeer() throws IOException {
        try {
            in.readByte();
            return false;
        } catch (EOFException e) {
            return true;
        }
    }

    /** Ends the connection with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
