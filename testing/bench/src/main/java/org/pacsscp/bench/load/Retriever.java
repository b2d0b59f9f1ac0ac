package org.pacsscp.bench.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Retrieves studies over an association (C-GET), answers each instance with success and throws it away: it does as little as can be
 * done, so that who sends is measured. Owned by one thread, which it blocks.
 */
public final class Retriever implements AutoCloseable {
    private static final int BUFFER_LENGTH = 1 << 20;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_LENGTH).limit(0);

    /** Where the PDU ends that was expected last. */
    private int next;

    /**
     * What came of a request.
     *
     * @param instances how many came
     * @param bytes of their data sets
     */
    public record Retrieved(int instances, long bytes) {}

    private Retriever(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens an association for CT images.
     *
     * @param pduLength the longest PDU that is taken
     */
    public static Retriever open(Target target, int pduLength) throws IOException {
        Retriever retriever = new Retriever(SocketChannel.open(target.address()));
        try {
            retriever.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            retriever.write(RetrieveRequests.associate(target.calledAeTitle(), pduLength));
            retriever.expect(Responses.ASSOCIATE_AC);
            return retriever;
        } catch (IOException e) {
            retriever.channel.close();
            throw e;
        }
    }

    /**
     * Retrieves a study.
     *
     * @throws LoadException if the final status is not success
     */
    public Retrieved retrieve(String studyInstanceUid) throws IOException {
        write(RetrieveRequests.get(studyInstanceUid));
        int instances = 0;
        long bytes = 0;
        int messageId = 0;
        while (true) {
            int end = expect(Responses.P_DATA_TF);
            int at = in.position() + Responses.HEADER_LENGTH;
            while (at < end) {
                int length = in.getInt(at);
                int control = in.get(at + 5);
                if ((control & Requests.COMMAND) == 0) {
                    bytes += length - 2;
                    if (control == Requests.LAST) {
                        instances++;
                        write(RetrieveRequests.stored(messageId));
                    }
                } else {
                    Command command = Command.read(in, at + 6, at + 4 + length);
                    if (command.field() == RetrieveRequests.C_STORE_RQ) {
                        messageId = command.messageId();
                    } else if (command.isFinal()) {
                        command.checkSuccess();
                        return new Retrieved(instances, bytes);
                    }
                }
                at += 4 + length;
            }
        }
    }

    /** Waits for a whole PDU, at whose first byte the buffer stands then; returns where it ends. */
    private int expect(int type) throws IOException {
        in.position(next);
        fill(Responses.HEADER_LENGTH);
        int length = in.getInt(in.position() + 2);
        if (length < 0 || length > in.capacity() - Responses.HEADER_LENGTH || in.get(in.position()) != type) {
            throw new LoadException("a PDU of type " + in.get(in.position()) + " with length " + length + " where type "
                    + type + " was expected");
        }
        fill(Responses.HEADER_LENGTH + length);
        int end = in.position() + Responses.HEADER_LENGTH + length;
        next = end;
        return end;
    }

    private void fill(int count) throws IOException {
        if (!in.hasRemaining()) {
            // The beginning of the buffer is still in the processor's cache.
            in.clear().limit(0);
        } else if (in.capacity() - in.position() < count) {
            in.compact().flip();
        }
        while (in.remaining() < count) {
            int from = in.position();
            int end = in.limit();
            in.limit(in.capacity()).position(end);
            int read = channel.read(in);
            in.limit(in.position()).position(from);
            if (read < 0) {
                throw new LoadException("the connection was closed");
            }
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Releases the association. */
    @Override
    public void close() throws IOException {
        try (channel) {
            write(Requests.release());
            expect(Responses.RELEASE_RP);
        }
    }
}
