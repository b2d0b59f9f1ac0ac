package org.pacsscp.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A C-ECHO client of bytes, which shares no code with what it tests: PS3.8 section 9.3 and PS3.7 section 9.3.5. Used by
 * one thread.
 */
final class RawEcho implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String VERIFICATION = "1.2.840.10008.1.1";
    private static final String IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";
    private static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

    /** A PDU: its type and what follows its six bytes. */
    static final class Pdu {
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
    }

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int messageId;

    private RawEcho(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    static RawEcho connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            return new RawEcho(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Associates, echoes once and releases; returns the status of the answer. */
    static int echoOnce(String host, int port) throws IOException {
        try (RawEcho client = connect(host, port)) {
            Pdu answer = client.associate("RAW_ECHO", ExampleServer.AE_TITLE);
            if (answer.type() != 0x02) {
                throw new IOException("not accepted: PDU type " + answer.type() + " " + answer.code());
            }
            int status = client.echo();
            client.release();
            return status;
        }
    }

    /** Sends an A-ASSOCIATE-RQ for Verification in Implicit VR Little Endian; returns the answer. */
    Pdu associate(String calling, String called) throws IOException {
        byte[] context = join(
                new byte[] {1, 0, 0, 0}, item(0x30, ascii(VERIFICATION)), item(0x40, ascii(IMPLICIT_VR_LITTLE_ENDIAN)));
        byte[] userInformation =
                join(item(0x51, new byte[] {0, 0, 0x40, 0}), item(0x52, ascii("1.2.826.0.1.3680043.2.1.1")));
        send(
                0x01,
                join(
                        new byte[] {0, 1, 0, 0},
                        ascii(String.format("%-16s%-16s", called, calling)),
                        new byte[32],
                        item(0x10, ascii(APPLICATION_CONTEXT)),
                        item(0x20, context),
                        item(0x50, userInformation)));
        return receive();
    }

    /** Sends a C-ECHO-RQ on context 1; returns the status of the C-ECHO-RSP. */
    int echo() throws IOException {
        messageId++;
        byte[] sopClass = ascii(VERIFICATION + "\0");
        byte[] elements = join(
                element(0x0002, sopClass),
                element(0x0100, unsignedShort(0x0030)),
                element(0x0110, unsignedShort(messageId)),
                element(0x0800, unsignedShort(0x0101)));
        byte[] command =
                join(element(0x0000, littleEndian(4).putInt(elements.length).array()), elements);
        ByteBuffer header =
                ByteBuffer.allocate(6).putInt(command.length + 2).put((byte) 1).put((byte) 3);
        send(0x04, join(header.array(), command));
        Pdu answer = receive();
        if (answer.type() != 0x04) {
            throw new IOException("expected P-DATA-TF, got PDU type " + answer.type());
        }
        byte[] response = Arrays.copyOfRange(answer.body, 6, answer.body.length);
        if (unsignedShort(response, 0x0100) != 0x8030 || unsignedShort(response, 0x0120) != messageId) {
            throw new IOException("not the answer of message " + messageId + ": " + Arrays.toString(response));
        }
        return unsignedShort(response, 0x0900);
    }

    /** Sends an A-RELEASE-RQ, waits for the A-RELEASE-RP and closes. */
    void release() throws IOException {
        send(0x05, new byte[4]);
        Pdu answer = receive();
        if (answer.type() != 0x06) {
            throw new IOException("expected A-RELEASE-RP, got PDU type " + answer.type());
        }
        socket.close();
    }

    /** Reads the next PDU. */
    Pdu receive() throws IOException {
        int type = in.readUnsignedByte();
        in.readByte();
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return new Pdu(type, body);
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

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(int type, byte[] body) throws IOException {
        out.write(ByteBuffer.allocate(6 + body.length)
                .put((byte) type)
                .put((byte) 0)
                .putInt(body.length)
                .put(body)
                .array());
        out.flush();
    }

    private static byte[] item(int type, byte[] body) {
        return ByteBuffer.allocate(4 + body.length)
                .put((byte) type)
                .put((byte) 0)
                .putShort((short) body.length)
                .put(body)
                .array();
    }

    /** An element of group 0000H in Implicit VR Little Endian. */
    private static byte[] element(int number, byte[] value) {
        return littleEndian(8 + value.length)
                .putShort((short) 0)
                .putShort((short) number)
                .putInt(value.length)
                .put(value)
                .array();
    }

    private static byte[] unsignedShort(int value) {
        return littleEndian(2).putShort((short) value).array();
    }

    /** Returns the value of an element (US) of a command set. */
    private static int unsignedShort(byte[] command, int number) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(command).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.remaining() >= 8) {
            int group = Short.toUnsignedInt(buffer.getShort());
            int element = Short.toUnsignedInt(buffer.getShort());
            int length = buffer.getInt();
            if (group == 0 && element == number) {
                return Short.toUnsignedInt(buffer.getShort());
            }
            buffer.position(buffer.position() + length);
        }
        throw new IOException("no element " + Integer.toHexString(number) + " in " + Arrays.toString(command));
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
