package org.pacsscp.core.internal.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.Consumer;
import org.pacsscp.core.internal.dimse.FragmentOutputStream;
import org.pacsscp.core.internal.dimse.PduSink;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.pdu.DataHeader;
import org.pacsscp.core.internal.report.PduLog;

/**
 * Where the PDUs of what a worker sends go: those that fit are collected, so that a command set and its data set, or several
 * messages, cost one call of the system. Owned by the thread that sends, which calls {@link #flush} at the end.
 */
final class WorkerOutput implements PduSink {
    private final Connection connection;
    private final int maxFragment;

    /** PDUs that are not sent yet lie before its position. */
    private final ByteBuffer held;

    /** Collects in a cleared buffer, which is the caller's again after the last call. */
    WorkerOutput(Connection connection, int maxFragment, ByteBuffer held) {
        this.connection = connection;
        this.maxFragment = maxFragment;
        this.held = held;
    }

    /** Sends a command set, which is at most {@code most} bytes long with the headers of a PDU. */
    void sendCommand(int contextId, int most, Consumer<ByteBuffer> encoder) throws IOException {
        if (held.remaining() < most) {
            flush();
        }
        boolean fits = held.remaining() >= most;
        ByteBuffer pdu = fits ? held.slice() : ByteBuffer.allocate(most);
        encoder.accept(pdu.position(DataHeader.LENGTH));
        pdu.flip().position(DataHeader.LENGTH);
        PduLog.sentCommand(connection, pdu);
        int length = pdu.remaining();
        if (length > maxFragment) {
            sendInFragments(contextId, pdu);
            return;
        }
        DataHeader.write(pdu.rewind(), contextId, true, true, length);
        if (fits) {
            PduLog.sent(connection, pdu.rewind());
            held.position(held.position() + pdu.limit());
        } else {
            send(pdu.rewind());
        }
    }

    /** What is cut lies where the fragments are collected, so they are cut from a copy. */
    private void sendInFragments(int contextId, ByteBuffer command) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate(command.remaining()).put(command).flip();
        FragmentOutputStream out = new FragmentOutputStream(this, contextId, true, maxFragment);
        out.write(copy);
        out.finish();
    }

    @Override
    public void send(ByteBuffer... parts) throws PeerGoneException {
        PduLog.sent(connection, parts[0]);
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        if (length <= held.remaining()) {
            for (ByteBuffer part : parts) {
                held.put(part);
            }
        } else {
            sendBehindHeld(parts);
        }
    }

    private void sendBehindHeld(ByteBuffer... parts) throws PeerGoneException {
        if (held.position() == 0) {
            writeAndWait(parts);
            return;
        }
        ByteBuffer[] all = new ByteBuffer[parts.length + 1];
        all[0] = held.flip();
        System.arraycopy(parts, 0, all, 1, parts.length);
        writeAndWait(all);
        held.clear();
    }

    @Override
    public boolean takesFiles() {
        return connection.takesFiles();
    }

    @Override
    public void send(ByteBuffer header, FileChannel file, long position, int count) throws PeerGoneException {
        flush();
        PduLog.sent(connection, header);
        try {
            connection.writeAndWait(header, file, position, count);
        } catch (IOException e) {
            throw new PeerGoneException(e);
        }
    }

    /** Sends what was collected, and waits until the socket has it. */
    void flush() throws PeerGoneException {
        if (held.position() > 0) {
            writeAndWait(held.flip());
            held.clear();
        }
    }

    private void writeAndWait(ByteBuffer... parts) throws PeerGoneException {
        try {
            connection.writeAndWait(parts);
        } catch (IOException e) {
            throw new PeerGoneException(e);
        }
    }
}
