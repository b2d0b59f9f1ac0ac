package org.pacsscp.bench.load;

import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One association, from its connection to its end. Owned by the thread of its {@link Loop}. */
final class Association {
    enum State {
        CONNECTING,
        ASSOCIATING,
        READY,
        WAITING,
        RELEASING,
        CLOSED
    }

    private static final byte[] NONE = {};
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Loop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private State state = State.CONNECTING;
    private @Nullable ByteBuffer pending;
    private ByteBuffer request = NOTHING;
    private byte[] begun = NONE;
    private long maximumLength;
    private long startedAt;

    private Association(Loop loop, SocketChannel channel) throws IOException {
        this.loop = loop;
        this.channel = channel;
        key = channel.register(loop.selector(), OP_CONNECT, this);
    }

    /** Begins to connect. */
    static Association open(Loop loop, Target target, SourceAddresses sources) throws IOException {
        long startedAt = System.nanoTime();
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            sources.bind(channel);
            Association association = new Association(loop, channel);
            association.startedAt = startedAt;
            if (channel.connect(target.address())) {
                association.connected();
            }
            return association;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    State state() {
        return state;
    }

    /** What {@link System#nanoTime} was when what is under way was begun. */
    long startedAt() {
        return startedAt;
    }

    /** The longest PDU that the acceptor takes; 0 for any. */
    long maximumLength() {
        return maximumLength;
    }

    /** Sends a request whose response is waited for; {@code message} belongs to this association from now on. */
    void request(ByteBuffer message, long since) throws IOException {
        request = message;
        repeat(since);
    }

    /** Sends the same request again. */
    void repeat(long since) throws IOException {
        startedAt = since;
        state = State.WAITING;
        send(request);
    }

    void release() throws IOException {
        state = State.RELEASING;
        send(loop.releaseRequest());
    }

    void close() throws IOException {
        state = State.CLOSED;
        key.cancel();
        channel.close();
    }

    /** Does what the channel is ready for. */
    void ready() throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            connected();
            return;
        }
        if (key.isWritable()) {
            resume();
        }
        if (key.isValid() && key.isReadable()) {
            read();
        }
    }

    private void connected() throws IOException {
        key.interestOps(OP_READ);
        state = State.ASSOCIATING;
        send(loop.associateRequest());
    }

    private void send(ByteBuffer message) throws IOException {
        message.rewind();
        channel.write(message);
        if (message.hasRemaining()) {
            pending = message;
            key.interestOps(OP_READ | OP_WRITE);
        }
    }

    private void resume() throws IOException {
        ByteBuffer rest = pending;
        if (rest != null) {
            channel.write(rest);
            if (rest.hasRemaining()) {
                return;
            }
            pending = null;
        }
        key.interestOps(OP_READ);
    }

    private void read() throws IOException {
        ByteBuffer in = loop.in().clear().put(begun);
        begun = NONE;
        if (channel.read(in) < 0) {
            throw new LoadException("the connection was closed while " + state);
        }
        in.flip();
        while (state != State.CLOSED && in.remaining() >= Responses.HEADER_LENGTH) {
            int at = in.position();
            int length = in.getInt(at + 2);
            if (length < 4 || length > in.capacity() - Responses.HEADER_LENGTH) {
                throw new LoadException("a PDU of type " + in.get(at) + " with length " + length);
            }
            int end = at + Responses.HEADER_LENGTH + length;
            if (end > in.limit()) {
                break;
            }
            in.position(end);
            receive(in, at, end);
        }
        if (in.hasRemaining() && state != State.CLOSED) {
            begun = new byte[in.remaining()];
            in.get(begun);
        }
    }

    private void receive(ByteBuffer in, int at, int end) throws IOException {
        int type = in.get(at);
        if (type == Responses.ASSOCIATE_AC && state == State.ASSOCIATING) {
            maximumLength = Responses.maximumLength(in, at, end);
            state = State.READY;
            loop.steps().associated(this);
        } else if (type == Responses.P_DATA_TF && state == State.WAITING) {
            if (Responses.isWholeCommand(in, at)) {
                Responses.checkSuccess(in, at, end);
                state = State.READY;
                loop.steps().answered(this);
            }
        } else if (type == Responses.RELEASE_RP && state == State.RELEASING) {
            close();
            loop.steps().released(this);
        } else {
            throw new LoadException(unexpected(in, at, type));
        }
    }

    private String unexpected(ByteBuffer in, int at, int type) {
        String detail = type == Responses.ASSOCIATE_RJ || type == Responses.ABORT
                ? " (" + in.get(at + 7) + ", " + in.get(at + 8) + ", " + in.get(at + 9) + ")"
                : "";
        return "a PDU of type " + type + detail + " while " + state;
    }
}
