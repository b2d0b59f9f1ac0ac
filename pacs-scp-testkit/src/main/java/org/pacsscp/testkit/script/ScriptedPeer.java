package org.pacsscp.testkit.script;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Ending;
import org.pacsscp.testkit.wire.Endpoint;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Pdu;

/**
 * A peer that says exactly what its script has, cut as a {@link Segmentation} wants it, and hears exactly what the script
 * expects; else it fails with an {@link AssertionError} that shows both, taken apart. It knows bytes only. Used by one thread.
 *
 * <pre>{@code
 * try (ScriptedPeer peer = ScriptedPeer.connect(serverAddress, Segmentation.BYTE_BY_BYTE)) {
 *     peer.send("<A-ASSOCIATE-RQ>").expect("<A-ASSOCIATE-AC>");
 *     peer.send("04 00 {4: {4: 03 03 00}} # a context that was never proposed").expect("<A2/6>");
 *     peer.finish();
 * }
 * }</pre>
 *
 * <p>The other role has {@link ScriptedAcceptor}.
 *
 * @since 0.1.0
 */
public final class ScriptedPeer implements AutoCloseable {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Connection connection;
    private final ScriptedOutput out;
    private final ScriptedInput in;
    private Vocabulary vocabulary = Vocabulary.standard();

    ScriptedPeer(Connection connection, Segmentation segmentation) {
        this.connection = connection;
        out = new ScriptedOutput(connection, segmentation);
        in = new ScriptedInput(connection);
    }

    /**
     * Connects.
     *
     * @param acceptor where to
     * @param segmentation how to cut what is sent
     * @return the peer
     * @throws IOException if nobody listens there
     */
    public static ScriptedPeer connect(InetSocketAddress acceptor, Segmentation segmentation) throws IOException {
        return connect(new Socket(), acceptor, segmentation);
    }

    /**
     * Connects a socket on which options are set already.
     *
     * @param socket not yet connected
     * @param acceptor where to
     * @param segmentation how to cut what is sent
     * @return the peer
     * @throws IOException if nobody listens there
     */
    public static ScriptedPeer connect(Socket socket, InetSocketAddress acceptor, Segmentation segmentation)
            throws IOException {
        Endpoint endpoint = Endpoint.plain(acceptor.getAddress().getHostAddress(), acceptor.getPort());
        return new ScriptedPeer(Connection.connect(socket, endpoint, LIFETIME), segmentation);
    }

    /**
     * Connects with TLS if the endpoint wants it.
     *
     * @param acceptor where to
     * @param segmentation how to cut what is sent, above TLS
     * @return the peer
     * @throws IOException if nobody listens there, or TLS fails
     */
    public static ScriptedPeer connect(Endpoint acceptor, Segmentation segmentation) throws IOException {
        return new ScriptedPeer(Connection.connect(acceptor, LIFETIME), segmentation);
    }

    /**
     * Connects from an address of this machine.
     *
     * @param host such as any of 127.0.0.0/8
     * @param acceptor where to
     * @param segmentation how to cut what is sent
     * @return the peer
     * @throws IOException if nobody listens there
     */
    public static ScriptedPeer connectFrom(String host, InetSocketAddress acceptor, Segmentation segmentation)
            throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
        return connect(socket, acceptor, segmentation);
    }

    /**
     * Says what the words of its scripts mean from now on.
     *
     * @param words instead of {@link Vocabulary#standard()}
     * @return this
     */
    public ScriptedPeer speaking(Vocabulary words) {
        vocabulary = words;
        return this;
    }

    /**
     * Sends what a script has.
     *
     * @param script see {@link Script}
     * @return this
     * @throws IOException if the connection takes no more
     */
    public ScriptedPeer send(String script) throws IOException {
        out.send(vocabulary.script(script).segments());
        return this;
    }

    /**
     * Sends bytes.
     *
     * @param bytes what is sent
     * @return this
     * @throws IOException if the connection takes no more
     */
    public ScriptedPeer send(byte[] bytes) throws IOException {
        out.send(List.of(bytes));
        return this;
    }

    /**
     * Sends a part of some bytes, in one segment, however the others are cut.
     *
     * @param bytes of these
     * @param offset where to begin
     * @param length how many
     * @return this
     * @throws IOException if the connection takes no more
     */
    public ScriptedPeer send(byte[] bytes, int offset, int length) throws IOException {
        out.sendWhole(bytes, offset, length);
        return this;
    }

    /**
     * Sends what waits to be sent {@linkplain Segmentation#ALL_AT_ONCE all at once}, for a test that waits for what comes of it
     * before it expects an answer. Does nothing otherwise.
     *
     * @return this
     * @throws IOException if the connection takes no more
     */
    public ScriptedPeer flush() throws IOException {
        out.flush();
        return this;
    }

    /**
     * Hears these bytes, and none that the script does not have before them.
     *
     * @param script see {@link Script}; {@code ??} stands for any byte
     * @return this
     * @throws IOException if what waited to be sent cannot be sent
     * @throws AssertionError if something else is heard
     */
    public ScriptedPeer expect(String script) throws IOException {
        out.flush();
        in.expect(vocabulary.script(script));
        return this;
    }

    /**
     * Hears these bytes, and none before them.
     *
     * @param bytes what must come
     * @return this
     * @throws IOException if what waited to be sent cannot be sent
     * @throws AssertionError if something else is heard
     */
    public ScriptedPeer expect(byte[] bytes) throws IOException {
        out.flush();
        in.expect(bytes);
        return this;
    }

    /**
     * Hears these PDUs, in whatever order, and none before them.
     *
     * @param scripts a PDU each, see {@link Script}; {@code ??} stands for any byte
     * @return this
     * @throws IOException if what waited to be sent cannot be sent
     * @throws AssertionError if something else is heard
     */
    public ScriptedPeer expectInAnyOrder(String... scripts) throws IOException {
        out.flush();
        in.expectInAnyOrder(Stream.of(scripts).map(vocabulary::script).toList());
        return this;
    }

    /**
     * Hears the next PDU, which must be one of these.
     *
     * @param words see {@link Pdu#word()}, such as {@code RQ} or {@code C-ECHO-RSP 0000H}
     * @return the PDU
     * @throws IOException if what waited to be sent cannot be sent
     * @throws AssertionError if something else is heard
     */
    public Pdu expectPdu(String... words) throws IOException {
        out.flush();
        return in.expectPdu(List.of(words));
    }

    /**
     * Hears the next PDU, whatever it is.
     *
     * @return its bytes, header and body
     * @throws IOException if what waited to be sent cannot be sent
     * @throws AssertionError if none is heard
     */
    public byte[] hearPdu() throws IOException {
        out.flush();
        return in.hearPdu();
    }

    /**
     * Hears the next PDU, or how the connection ends, whatever it is.
     *
     * @return the PDU or the end; {@link Ending#SILENCE} if nothing comes within 30 s
     * @throws IOException if what waited to be sent cannot be sent
     */
    public Heard hear() throws IOException {
        out.flush();
        return in.hear();
    }

    /**
     * Hears that the other side has closed the connection in good order, and nothing before that.
     *
     * @return this
     * @throws IOException if the connection is reset
     * @throws AssertionError if something is heard
     */
    public ScriptedPeer expectEnd() throws IOException {
        out.flush();
        in.expectEnd();
        return this;
    }

    /**
     * Hears that the connection is closed, with a reset if the other side had not read everything, and nothing before that.
     *
     * @return this
     * @throws IOException if the time is over
     * @throws AssertionError if something is heard
     */
    public ScriptedPeer expectClosed() throws IOException {
        try {
            return expectEnd();
        } catch (SocketException e) {
            return this;
        }
    }

    /**
     * Hears whatever the other side still says until it has closed the connection, with a reset too.
     *
     * @return the bytes
     * @throws IOException if the time is over
     */
    public byte[] hearEverything() throws IOException {
        out.flush();
        return in.hearEverything();
    }

    /**
     * Closes the sending side.
     *
     * @return this
     * @throws IOException if the connection is closed already
     */
    public ScriptedPeer endSending() throws IOException {
        out.flush();
        connection.endSending();
        return this;
    }

    /**
     * Closes the sending side, as a peer should after its association; hears nothing more.
     *
     * @throws IOException if the connection is reset
     * @throws AssertionError if something is heard
     */
    public void finish() throws IOException {
        endSending().expectEnd();
    }

    /**
     * Opens the usual association, see {@link Vocabulary}.
     *
     * @return this
     * @throws IOException if the connection takes no more
     * @throws AssertionError if it is not accepted as the vocabulary has it
     */
    public ScriptedPeer associate() throws IOException {
        return send("<A-ASSOCIATE-RQ>").expect("<A-ASSOCIATE-AC>");
    }

    /**
     * Releases the association and ends the connection.
     *
     * @throws IOException if the connection is reset
     * @throws AssertionError if something else is heard
     */
    public void release() throws IOException {
        send("<A-RELEASE-RQ>").expect("<A-RELEASE-RP>").finish();
    }

    /**
     * Has heard nothing so far, nor the end.
     *
     * @return this
     * @throws IOException if the connection is reset
     * @throws AssertionError if something was heard
     */
    public ScriptedPeer expectNothingYet() throws IOException {
        if (!isSilentFor(1)) {
            throw new AssertionError(
                    hearsEnd()
                            ? "expected nothing yet, heard the end of the connection"
                            : "expected nothing yet, heard something");
        }
        return this;
    }

    /**
     * Waits for the next byte, which stays to be heard.
     *
     * @return whether there is none any more
     * @throws IOException if the connection is reset, or the time is over
     */
    public boolean hearsEnd() throws IOException {
        out.flush();
        return in.hearsEnd();
    }

    /**
     * Listens for some time.
     *
     * @param millis how long
     * @return whether the other side has said nothing meanwhile, and has not ended the connection
     * @throws IOException if the connection is reset
     */
    public boolean isSilentFor(int millis) throws IOException {
        out.flush();
        return in.isSilentFor(Duration.ofMillis(millis));
    }

    /**
     * Goes without a word: the other side sees a reset.
     *
     * @throws IOException if the connection is closed already
     */
    public void reset() throws IOException {
        out.flush();
        connection.reset();
    }

    /** Closes the connection. */
    @Override
    public void close() throws IOException {
        connection.close();
    }
}
