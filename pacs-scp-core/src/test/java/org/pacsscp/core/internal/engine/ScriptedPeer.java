package org.pacsscp.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A peer that says exactly what the script has, cut as {@link Segments} want it, and hears exactly what the script
 * expects. It knows bytes only. Used by one thread.
 */
final class ScriptedPeer implements AutoCloseable {
    /** Long enough for a machine that does something else; a script that is right never waits for it. */
    private static final int PATIENCE_MILLIS = 30_000;

    private static final HexFormat HEX = HexFormat.of();

    private final Socket socket;
    private final Segments segments;
    private final InputStream in;
    private final OutputStream out;

    private ScriptedPeer(Socket socket, Segments segments) throws IOException {
        this.socket = socket;
        this.segments = segments;
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static ScriptedPeer connect(InetSocketAddress server, Segments segments) throws IOException {
        return connect(new Socket(), server, segments);
    }

    /** Connects a socket on which options are set already. */
    static ScriptedPeer connect(Socket socket, InetSocketAddress server, Segments segments) throws IOException {
        try {
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return new ScriptedPeer(socket, segments);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Connects from an address of this machine, any of 127.0.0.0/8. */
    static ScriptedPeer connectFrom(String host, InetSocketAddress server, Segments segments) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
        return connect(socket, server, segments);
    }

    ScriptedPeer send(String script) throws IOException {
        segments.write(Words.bytes(script), out);
        return this;
    }

    ScriptedPeer send(byte[] bytes) throws IOException {
        segments.write(bytes, out);
        return this;
    }

    /** Sends a part of some bytes, in one segment. */
    ScriptedPeer send(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        return this;
    }

    /** Hears these bytes, and none that the script does not have before them. */
    ScriptedPeer expect(String script) throws IOException {
        return expect(script, Words.bytes(script));
    }

    ScriptedPeer expect(byte[] bytes) throws IOException {
        return expect(bytes.length + " bytes", bytes);
    }

    private ScriptedPeer expect(String script, byte[] bytes) throws IOException {
        String expected = HEX.formatHex(bytes);
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        String then = "";
        try {
            while (then.isEmpty() && heard.size() < expected.length() / 2) {
                int next = in.read();
                if (next < 0) {
                    then = " and the end of the stream";
                } else {
                    heard.write(next);
                }
            }
        } catch (IOException e) {
            then = " and " + e.getMessage();
        }
        assertThat(HEX.formatHex(heard.toByteArray()) + then)
                .as("answer %s", script)
                .isEqualTo(expected);
        return this;
    }

    /** Hears the next PDU, whatever it is. */
    byte[] hearPdu() throws IOException {
        byte[] header = in.readNBytes(6);
        assertThat(header).as("header of a PDU").hasSize(6);
        int length = ByteBuffer.wrap(header).getInt(2);
        byte[] pdu = Arrays.copyOf(header, 6 + length);
        assertThat(in.readNBytes(pdu, 6, length)).as("length of a PDU").isEqualTo(length);
        return pdu;
    }

    /** Hears that the server has closed the connection in good order, and nothing before that. */
    ScriptedPeer expectEnd() throws IOException {
        int next = in.read();
        if (next >= 0) {
            byte[] rest = in.readNBytes(in.available());
            fail("expected the end of the stream, heard %02x%s", next, HEX.formatHex(rest));
        }
        return this;
    }

    /** Hears that the connection is closed, with a reset if the server had not read everything, and nothing before that. */
    ScriptedPeer expectClosed() throws IOException {
        try {
            return expectEnd();
        } catch (SocketException e) {
            return this;
        }
    }

    /** Hears whatever the server still says until it has closed the connection, with a reset too. */
    byte[] hearEverything() throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try {
            in.transferTo(heard);
        } catch (SocketException e) {
            // The server had not read everything.
        }
        return heard.toByteArray();
    }

    /** Closes the sending side. */
    ScriptedPeer endSending() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Closes the sending side, as a peer should after its association; hears nothing more. */
    void finish() throws IOException {
        endSending().expectEnd();
    }

    /** Opens the usual association. */
    ScriptedPeer associate() throws IOException {
        return send("<A-ASSOCIATE-RQ>").expect("<A-ASSOCIATE-AC>");
    }

    void release() throws IOException {
        send("<A-RELEASE-RQ>").expect("<A-RELEASE-RP>").finish();
    }

    /** Has heard nothing so far, nor the end. */
    ScriptedPeer expectNothingYet() throws IOException {
        socket.setSoTimeout(1);
        try {
            int next = in.read();
            fail(next < 0 ? "expected nothing yet, heard the end of the stream" : "heard %02x already", next);
        } catch (SocketTimeoutException e) {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
        return this;
    }

    /** Waits for the next byte, and tells whether there is none any more. */
    boolean hearsEnd() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next < 0;
    }

    /** Listens for so long; tells whether the server has said nothing meanwhile, and has not ended the connection. */
    boolean isSilentFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            in.mark(1);
            in.read();
            in.reset();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Goes without a word: the server's side sees a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
