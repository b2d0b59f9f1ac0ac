package org.pacsscp.worklist;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.pacsscp.api.SopClass;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Items;
import org.pacsscp.testkit.wire.MessageCutter;
import org.pacsscp.testkit.wire.Pdus;

/**
 * Modalities that keep an association open and ask for their list once a second. They send requests that were encoded before, and
 * look at no more of an answer than its status, so that what is measured is the server. One thread does it all.
 */
final class PollingModalities implements AutoCloseable {
    private static final String FIND = SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND.value();
    private static final int CONTEXT = 1;
    private static final int PENDING = 0xFF00;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Selector selector;
    private final List<Modality> modalities = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final int answersExpected;

    private PollingModalities(Selector selector, int answersExpected) {
        this.selector = selector;
        this.answersExpected = answersExpected;
    }

    /**
     * Opens an association for each.
     *
     * @param identifiers what each asks for, in Implicit VR Little Endian
     * @param answersExpected how many matches each query has
     */
    static PollingModalities open(int port, List<byte[]> identifiers, int answersExpected) throws IOException {
        PollingModalities polling = new PollingModalities(Selector.open(), answersExpected);
        try {
            for (byte[] identifier : identifiers) {
                polling.modalities.add(new Modality(port, identifier));
            }
            for (Modality modality : polling.modalities) {
                modality.channel.configureBlocking(false);
                modality.channel.register(polling.selector, SelectionKey.OP_READ, modality);
            }
            return polling;
        } catch (IOException e) {
            polling.close();
            throw e;
        }
    }

    /** Has each ask once a second, the one after the other; returns the nanoseconds that each query took. */
    List<Long> poll(int rounds) throws IOException {
        int queries = rounds * modalities.size();
        long begun = System.nanoTime();
        int sent = 0;
        while (times.size() < queries) {
            while (sent < queries && System.nanoTime() >= begun + due(sent)) {
                modalities.get(sent % modalities.size()).ask(begun + due(sent));
                sent++;
            }
            long wait = sent < queries ? begun + due(sent) - System.nanoTime() : SECOND;
            if (wait > 0) {
                selector.select(this::read, Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)));
            } else {
                selector.selectNow(this::read);
            }
        }
        return times;
    }

    private long due(int query) {
        return query * SECOND / modalities.size();
    }

    private void read(SelectionKey key) {
        try {
            ((Modality) key.attachment()).read(this);
        } catch (IOException e) {
            throw new AssertionError("a modality has lost its association", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Modality modality : modalities) {
            modality.release();
        }
        selector.close();
    }

    /** One association. */
    private static final class Modality {
        final SocketChannel channel;
        private final ByteBuffer request;
        private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 15);

        /** When the queries that are not answered were due; all but the first wait until those before are. */
        private final Queue<Long> open = new ArrayDeque<>();

        private int answers;

        Modality(int port, byte[] identifier) throws IOException {
            List<byte[]> message =
                    new ArrayList<>(MessageCutter.command(CONTEXT, Commands.findRq(1, FIND), Items.MAXIMUM_LENGTH));
            message.addAll(MessageCutter.dataSet(CONTEXT, identifier, Items.MAXIMUM_LENGTH));
            request = ByteBuffer.wrap(Bytes.join(message.toArray(byte[][]::new)));
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(ByteBuffer.wrap(Pdus.associateRq(
                    "RIS",
                    "CT",
                    Items.applicationContext(),
                    Items.presentationContext(CONTEXT, FIND, Items.IMPLICIT_VR_LITTLE_ENDIAN),
                    Items.usualUserInformation())));
            while (!isWhole()) {
                fill();
            }
            if (in.get(0) != Pdus.ASSOCIATE_AC) {
                throw new IOException("refused: PDU type " + in.get(0));
            }
            in.clear();
        }

        private void fill() throws IOException {
            if (channel.read(in) < 0) {
                throw new EOFException("the server has closed the connection");
            }
        }

        private boolean isWhole() {
            return in.position() >= Pdus.HEADER_LENGTH && in.position() >= Pdus.HEADER_LENGTH + in.getInt(2);
        }

        void ask(long due) throws IOException {
            open.add(due);
            if (open.size() == 1) {
                send();
            }
        }

        private void send() throws IOException {
            answers = 0;
            channel.write(request.rewind());
        }

        void release() throws IOException {
            try (channel) {
                channel.write(ByteBuffer.wrap(Pdus.releaseRq()));
            }
        }

        void read(PollingModalities all) throws IOException {
            fill();
            in.flip();
            while (in.remaining() >= Pdus.HEADER_LENGTH
                    && in.remaining() >= Pdus.HEADER_LENGTH + in.getInt(in.position() + 2)) {
                int end = in.position() + Pdus.HEADER_LENGTH + in.getInt(in.position() + 2);
                look(in.position(), end, all);
                in.position(end);
            }
            in.compact();
        }

        /** Each P-DATA-TF has one item. */
        private void look(int start, int end, PollingModalities all) throws IOException {
            int controlHeader = in.get(start + Pdus.HEADER_LENGTH + 5);
            if (controlHeader != Pdus.LAST_COMMAND) {
                return;
            }
            if (status(start + Pdus.HEADER_LENGTH + Pdus.PDV_HEADER_LENGTH, end) == PENDING) {
                answers++;
                return;
            }
            if (answers != all.answersExpected) {
                throw new AssertionError(answers + " answers instead of " + all.answersExpected);
            }
            all.times.add(System.nanoTime() - open.remove());
            if (!open.isEmpty()) {
                send();
            }
        }

        /** Reads Status (0000,0900) of a command set, in Implicit VR Little Endian. */
        private int status(int start, int end) {
            int at = start;
            while (at < end) {
                int element = Short.toUnsignedInt(Short.reverseBytes(in.getShort(at + 2)));
                if (element == Commands.STATUS) {
                    return Short.toUnsignedInt(Short.reverseBytes(in.getShort(at + 8)));
                }
                at += 8 + Integer.reverseBytes(in.getInt(at + 4));
            }
            throw new AssertionError("a response without a status");
        }
    }
}
