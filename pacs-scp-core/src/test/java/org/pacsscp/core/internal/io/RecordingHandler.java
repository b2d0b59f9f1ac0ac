package org.pacsscp.core.internal.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told until a test asks for it. What is received it takes whole, unless a test says otherwise. */
final class RecordingHandler implements ConnectionHandler {
    private static final int PATIENCE_SECONDS = 30;

    private final Connection connection;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private volatile Consumer<ByteBuffer> whenReceived = this::takeAll;
    private volatile Runnable whenHandedOver = () -> {};
    private volatile @Nullable IOException failure;
    private volatile String why = "";

    RecordingHandler(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    void whenReceived(Consumer<ByteBuffer> step) {
        whenReceived = step;
    }

    void whenHandedOver(Runnable step) {
        whenHandedOver = step;
    }

    void takeAll(ByteBuffer in) {
        take(in, in.remaining());
    }

    void take(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        synchronized (received) {
            received.writeBytes(bytes);
        }
    }

    byte[] received() {
        synchronized (received) {
            return received.toByteArray();
        }
    }

    /** Waits for the next event. */
    String event() throws InterruptedException {
        return String.valueOf(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** Returns what the network has failed with. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Returns why the connection was terminated, or had to go. */
    String why() {
        return why;
    }

    boolean hasNoEvent() {
        return events.isEmpty();
    }

    @Override
    public void connected() {
        events.add("connected");
    }

    @Override
    public void received(ByteBuffer in) {
        whenReceived.accept(in);
    }

    @Override
    public void handedOver(long nanos) {
        whenHandedOver.run();
        events.add("handed over");
    }

    @Override
    public void endOfStream() {
        events.add("end of stream");
    }

    @Override
    public void failed(IOException cause) {
        failure = cause;
        events.add("failed");
    }

    @Override
    public void writeTimedOut() {
        events.add("write timed out");
    }

    @Override
    public void terminated(String reason) {
        why = reason;
        events.add("terminated");
    }

    @Override
    public void closed() {
        events.add("closed");
    }
}
