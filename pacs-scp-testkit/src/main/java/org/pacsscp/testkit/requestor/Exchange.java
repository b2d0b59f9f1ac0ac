package org.pacsscp.testkit.requestor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Message;
import org.pacsscp.testkit.wire.MessageCutter;
import org.pacsscp.testkit.wire.MessageJoiner;
import org.pacsscp.testkit.wire.Pdu;
import org.pacsscp.testkit.wire.Pdus;

/** Messages over a connection, cut into P-DATA-TF PDUs and joined again. Used by one thread. */
final class Exchange {
    private final Connection connection;
    private final Duration patience;
    private final long maximumLength;
    private final MessageJoiner joiner = new MessageJoiner();
    private final Queue<Message> received = new ArrayDeque<>();

    /**
     * Begins between messages.
     *
     * @param patience for each PDU
     * @param maximumLength how long a P-DATA-TF may be for the acceptor; 0 for any length
     */
    Exchange(Connection connection, Duration patience, long maximumLength) {
        this.connection = connection;
        this.patience = patience;
        this.maximumLength = maximumLength;
    }

    void send(int contextId, byte[] commandSet, Optional<byte[]> dataSet) throws IOException {
        List<byte[]> pdus = new ArrayList<>(MessageCutter.command(contextId, commandSet, maximumLength));
        dataSet.ifPresent(bytes -> pdus.addAll(MessageCutter.dataSet(contextId, bytes, maximumLength)));
        for (byte[] pdu : pdus) {
            connection.send(pdu);
        }
    }

    Message hearMessage() {
        while (received.isEmpty()) {
            Heard heard = hear();
            if (!(heard instanceof Pdu pdu) || pdu.type() != Pdus.P_DATA_TF) {
                throw new AssertionError("expected a message, heard " + heard.word() + ":\n" + heard.describe());
            }
            received.addAll(joiner.take(pdu));
        }
        return received.remove();
    }

    Heard hear() {
        return connection.hear(patience);
    }
}
